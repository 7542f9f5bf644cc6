package org.kpirunner.sheet.google;

import org.kpirunner.sheet.Row;

/** The mark of a row that is put right; its value tells how far that is. */
final class RowMark {
    private static final String VERIFIED = "+";

    private RowMark() {}

    /** Of a row that nobody has corrected yet. */
    static Mark fresh(Row row) {
        return new Mark(Ids.ofRow(row.run()), Mark.ROW, row.run());
    }

    /** Of a row that is to be corrected further, and not yet seen to be the right one. */
    static Mark resumed(Row row) {
        return new Mark(Ids.ofRow(row.run()), Mark.ROW, row.run() + "*");
    }

    /** The same when it was seen to be on the right row; each time it has another value. */
    static Mark verified(Mark mark) {
        return new Mark(mark.id(), mark.key(), mark.value() + VERIFIED);
    }

    static boolean isVerified(Mark mark) {
        return mark.value().endsWith(VERIFIED);
    }
}
