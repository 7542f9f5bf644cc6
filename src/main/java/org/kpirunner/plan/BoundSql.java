package org.kpirunner.plan;

import java.util.List;

/** A query whose <code>${…}</code> are filled in, and how far that moved the letters behind them. */
public record BoundSql(String text, List<Shift> shifts) {
    public BoundSql {
        shifts = List.copyOf(shifts);
    }

    /**
     * A literal that was filled in.
     *
     * @param start its first column in the bound text
     * @param end the column behind it
     * @param written how many letters stood there before
     */
    public record Shift(int line, int start, int end, int written) {}

    /** The column that this column of the bound text had in the text as written; within a literal its beginning. */
    int writtenColumn(int line, int column) {
        int writtenColumn = column;
        for (Shift shift : shifts) {
            if (shift.line == line && column >= shift.end) {
                writtenColumn += shift.written - (shift.end - shift.start);
            } else if (shift.line == line && column > shift.start) {
                writtenColumn -= column - shift.start;
            }
        }
        return writtenColumn;
    }
}
