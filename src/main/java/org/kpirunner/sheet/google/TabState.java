package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Header.Second;
import org.kpirunner.sheet.Tag;
import org.kpirunner.sheet.google.cell.Entered;
import org.kpirunner.sheet.google.cell.LastValue;

/**
 * A tab as it was read: everything but its rows.
 *
 * @param isMissing whether it is yet to be made
 * @param marks the metadata of the tab itself
 * @param columns those with a header, a tag, or anything in rows 2 and 3, from left to right
 * @param guards what is kept from us
 */
record TabState(
        int id,
        boolean isMissing,
        String title,
        int rowCount,
        int columnCount,
        List<Mark> marks,
        List<ColumnState> columns,
        List<Guard> guards) {
    TabState {
        marks = List.copyOf(marks);
        columns = List.copyOf(columns);
        guards = List.copyOf(guards);
    }

    /** A tab that is yet to be made, and the id that it gets then. */
    static TabState missing(int id, String title) {
        return new TabState(id, true, title, 0, 0, List.of(), List.of(), List.of());
    }

    List<RunToken> tokens() {
        return RunToken.all(marks);
    }

    Optional<RunToken> token(String run) {
        return tokens().stream().filter(token -> token.run().equals(run)).findFirst();
    }

    Header header() {
        List<Header.Column> header = new ArrayList<>();
        for (ColumnState column : columns) {
            if (!column.isOnlyData()) {
                header.add(new Header.Column(column.index(), column.header().text(), column.tag(), column.kind()));
            }
        }
        return new Header(header, width());
    }

    /** How many columns are in use, as far as the first rows tell. */
    int width() {
        return columns.isEmpty() ? 0 : columns.get(columns.size() - 1).index() + 1;
    }

    Optional<ColumnState> column(int index) {
        return columns.stream().filter(column -> column.index() == index).findFirst();
    }

    /** The leftmost column with a tag of this identity. */
    Optional<ColumnState> tagged(String identity) {
        return columns.stream()
                .filter(column -> column.tag()
                        .filter(tag -> tag.identity().equals(identity))
                        .isPresent())
                .findFirst();
    }

    /** The metadata in the tab that has an id, wherever it is attached. */
    Optional<Mark> mark(int id) {
        return java.util.stream.Stream.concat(
                        marks.stream(), columns.stream().flatMap(column -> column.marks().stream()))
                .filter(mark -> mark.id() == id)
                .findFirst();
    }

    /** What metadata takes of the 30,000 characters that a tab has for it. */
    int metadataLength() {
        int ofTab = marks.stream().mapToInt(Mark::length).sum();
        return ofTab
                + columns.stream()
                        .flatMap(column -> column.marks().stream())
                        .mapToInt(Mark::length)
                        .sum();
    }

    /**
     * One column.
     *
     * @param header what row 1 holds
     * @param second what row 2 holds
     * @param hasData whether row 3 holds something
     * @param format the number format of row 3, which stands for that of the column
     */
    record ColumnState(
            int index,
            Entered header,
            Entered second,
            boolean hasData,
            Optional<NumberFormat> format,
            List<Mark> marks) {
        ColumnState {
            marks = List.copyOf(marks);
        }

        Optional<Mark> tagMark() {
            return marks.stream()
                    .filter(mark -> mark.key().equals(Mark.COLUMN)
                            && Tag.parse(mark.value()).isPresent())
                    .findFirst();
        }

        Optional<Tag> tag() {
            return tagMark().flatMap(mark -> Tag.parse(mark.value()));
        }

        private boolean isOnlyData() {
            return header.isBlank() && second.isBlank() && tag().isEmpty();
        }

        private Second kind() {
            if (second.isBlank()) {
                return Second.BLANK;
            } else if (second.isFormula()) {
                return LastValue.isOurs(second.formula(), index) ? Second.OURS : Second.FOREIGN;
            }
            return Header.normal(second.text()).equals(Appender.LAST_VALUE) ? Second.LABEL : Second.VALUE;
        }
    }

    /** A protected range that we may not change; ends are the largest integer where it is open. */
    record Guard(Box box, List<Box> exceptions) {
        Guard {
            exceptions = List.copyOf(exceptions);
        }

        boolean keepsFrom(Box wanted) {
            return box.meets(wanted) && exceptions.stream().noneMatch(exception -> exception.covers(wanted));
        }
    }

    /** A rectangle, ends not included. */
    record Box(int startRow, int endRow, int startColumn, int endColumn) {
        boolean meets(Box other) {
            return startRow < other.endRow
                    && other.startRow < endRow
                    && startColumn < other.endColumn
                    && other.startColumn < endColumn;
        }

        boolean covers(Box other) {
            return startRow <= other.startRow
                    && endRow >= other.endRow
                    && startColumn <= other.startColumn
                    && endColumn >= other.endColumn;
        }
    }
}
