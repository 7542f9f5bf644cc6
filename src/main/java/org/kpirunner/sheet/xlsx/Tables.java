package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.Header;

/** The tables that people made of ranges of a tab; one that ends with our last row grows with the new ones. */
record Tables(List<Table> tables) {
    static final Tables NONE = new Tables(List.of());

    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    Tables {
        tables = List.copyOf(tables);
    }

    /**
     * A table.
     *
     * @param canGrow whether nothing is below it, neither in the tab nor of its own
     */
    private record Table(
            String part,
            int firstColumn,
            int firstRow,
            int lastColumn,
            int lastRow,
            boolean hasHeader,
            boolean canGrow) {
        String range(int more) {
            return Header.letters(firstColumn) + firstRow + ":" + Header.letters(lastColumn) + (lastRow + more);
        }
    }

    static Tables of(Parts parts, Workbook.Tab tab, TabSurvey survey) throws IOException {
        List<Table> tables = new ArrayList<>();
        if (!survey.tableIds().isEmpty()) {
            Relationships relationships = Relationships.of(parts, tab.part());
            for (String id : survey.tableIds()) {
                Optional<String> part = relationships.target(id);
                if (part.isPresent()) {
                    read(parts, part.get(), survey).ifPresent(tables::add);
                }
            }
        }
        return new Tables(tables);
    }

    private static Optional<Table> read(Parts parts, String part, TabSurvey survey) throws IOException {
        try (XmlScanner tokens = XmlEdit.scanner(parts.text(part))) {
            while (tokens.next()) {
                if (tokens.isStart("table")) {
                    Matcher range = RANGE.matcher(Objects.requireNonNullElse(tokens.attribute("ref"), ""));
                    if (!range.matches()) {
                        return Optional.empty();
                    }
                    int first = Header.index(range.group(1));
                    int last = Header.index(range.group(3));
                    int end = XmlScanner.number(range.group(4));
                    boolean isClear = tokens.number("totalsRowCount", 0) == 0;
                    for (int column = first; column <= last; column++) {
                        isClear &= survey.lastRow(column) <= end;
                    }
                    return Optional.of(new Table(
                            part,
                            first,
                            XmlScanner.number(range.group(2)),
                            last,
                            end,
                            tokens.number("headerRowCount", 1) > 0,
                            isClear));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a header is that of a table: then it must stay as the table has it. */
    boolean haveHeaderAt(int column) {
        return tables.stream()
                .anyMatch(table -> table.hasHeader()
                        && table.firstRow() == 1
                        && table.firstColumn() <= column
                        && column <= table.lastColumn());
    }

    /** Has the tables that end just above the new rows take these in. */
    void extend(Parts parts, int firstRow, int rows) throws IOException {
        for (Table table : tables) {
            if (table.canGrow() && table.lastRow() == firstRow - 1) {
                parts.put(table.part(), XmlEdit.rewritten(parts.text(table.part()), token -> {
                    boolean hasRange = token.isStart("table") || token.isStart("autoFilter");
                    return hasRange && table.range(0).equals(token.attribute("ref"))
                            ? XmlText.withAttribute(token.raw(), "ref", table.range(rows))
                            : token.raw();
                }));
            }
        }
    }
}
