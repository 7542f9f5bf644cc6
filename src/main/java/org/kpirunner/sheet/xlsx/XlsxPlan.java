package org.kpirunner.sheet.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Header.Second;
import org.kpirunner.sheet.Limits;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Tag;

/**
 * A workbook as it was read, and what was decided to write.
 *
 * @param tab empty where it is to be made
 * @param firstRow where the first of the rows lands, from 1
 * @param cleared the cells of later header rows that are taken out: columns by row
 */
record XlsxPlan(
        Parts parts,
        Workbook workbook,
        Optional<Workbook.Tab> tab,
        TabSurvey survey,
        Tables tables,
        Header header,
        Alignment alignment,
        int firstRow,
        Map<Integer, Set<Integer>> cleared)
        implements Closeable {
    private static final int LAST_ROW = 1_048_576;

    /**
     * Reads a workbook and decides.
     *
     * @param source empty where there is no workbook yet
     */
    static XlsxPlan of(Optional<Path> source, String tabName, List<Row> rows, boolean repair) throws IOException {
        Parts parts = source.isPresent() ? Parts.open(source.get()) : NewWorkbook.parts();
        try {
            return of(parts, tabName, rows, repair);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static XlsxPlan of(Parts parts, String tabName, List<Row> rows, boolean repair) throws IOException {
        Workbook workbook = Workbook.of(parts);
        Optional<Workbook.Tab> tab = workbook.tab(tabName);
        Map<Integer, List<Tag>> tags =
                tab.isPresent() ? ColumnNames.of(workbook.xml(), tab.get()).tags() : Map.of();
        SharedStrings strings = new SharedStrings(parts, workbook);
        TabSurvey survey =
                tab.isPresent() ? TabSurvey.of(parts, tab.get().part(), strings, Set.of()) : TabSurvey.empty();
        Tables tables = tab.isPresent() ? Tables.of(parts, tab.get(), survey) : Tables.NONE;
        Header header = header(survey, tables, tags);
        Alignment alignment = new Appender(Limits.XLSX, repair).align(header, rows);
        int firstRow = firstRow(survey, header, alignment);
        if (firstRow + rows.size() - 1 > LAST_ROW) {
            throw new KpiException(
                    Reason.SHEET_LIMIT,
                    "the tab \"" + tabName + "\" is full: XLSX has at most " + LAST_ROW
                            + " rows; go on in another tab with --to xlsx:FILE#TAB");
        }
        Set<Integer> headerRows = labelled(survey, alignment, Appender.DATE_TIME);
        Map<Integer, Set<Integer>> cleared = new TreeMap<>();
        if (repair && !headerRows.isEmpty()) {
            Set<Integer> lastValues = labelled(survey, alignment, Appender.LAST_VALUE);
            Set<Integer> both = new TreeSet<>(lastValues);
            both.addAll(headerRows);
            TabSurvey full = TabSurvey.of(parts, tab.orElseThrow().part(), strings, both);
            headerRows.stream().filter(row -> repeats(full, row)).forEach(row -> {
                cleared.put(row, full.row(row).keySet());
                if (lastValues.contains(row + 1)) {
                    cleared.put(row + 1, full.row(row + 1).keySet());
                }
            });
        }
        return new XlsxPlan(
                parts,
                workbook,
                tab,
                survey,
                tables,
                header,
                alignment.warning(warnings(headerRows, cleared.keySet(), repair)),
                firstRow,
                cleared);
    }

    private static Header header(TabSurvey survey, Tables tables, Map<Integer, List<Tag>> tags) {
        Set<Integer> columns = new TreeSet<>(tags.keySet());
        columns.addAll(survey.row(1).keySet());
        columns.addAll(survey.row(2).keySet());
        List<Header.Column> header = new ArrayList<>();
        int width = survey.width();
        for (int column : columns) {
            TabSurvey.Cell first = survey.row(1).get(column);
            String text = first == null ? "" : first.text();
            Second second = second(survey.row(2).get(column), column);
            Optional<Tag> tag = tag(tags.getOrDefault(column, List.of()), text);
            if (!text.isEmpty() || tag.isPresent() || second != Second.BLANK) {
                header.add(new Header.Column(column, text, tag, second, tables.haveHeaderAt(column)));
                width = Math.max(width, column + 1);
            }
        }
        return new Header(header, width);
    }

    private static Second second(TabSurvey.@Nullable Cell cell, int column) {
        if (cell == null || cell.isBlank()) {
            return Second.BLANK;
        }
        if (cell.formula().isPresent()) {
            return LastValue.isOurs(cell.formula().get(), column) ? Second.OURS : Second.FOREIGN;
        }
        return Header.normal(cell.text()).equals(Appender.LAST_VALUE) ? Second.LABEL : Second.VALUE;
    }

    /** Of several tags that people put over one another, the one whose header is there. */
    private static Optional<Tag> tag(List<Tag> tags, String text) {
        return tags.stream()
                .filter(tag -> tag.wrote(text))
                .findFirst()
                .or(() -> tags.stream().findFirst());
    }

    /** Rows land below the last one with anything in our columns; what people have in theirs does not matter. */
    private static int firstRow(TabSurvey survey, Header header, Alignment alignment) {
        int last = header.columns().stream()
                .filter(column -> column.tag().isPresent())
                .mapToInt(column -> survey.lastRow(column.index()))
                .reduce(1, Math::max);
        for (Placement placement : alignment.placements()) {
            last = Math.max(last, survey.lastRow(placement.column()));
        }
        boolean makesLastValues = alignment.placements().stream().anyMatch(Placement::writesLastValue);
        return Math.max(last + 1, makesLastValues ? 3 : 2);
    }

    private static Set<Integer> labelled(TabSurvey survey, Alignment alignment, String text) {
        Set<Integer> columns = alignment.placements().stream()
                .filter(Placement::isDateTime)
                .map(Placement::column)
                .collect(Collectors.toSet());
        return survey.labels().stream()
                .filter(label ->
                        columns.contains(label.column()) && label.text().equals(text))
                .map(TabSurvey.Label::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a row has the texts of the header, and nothing else, in the same columns. */
    private static boolean repeats(TabSurvey full, int row) {
        return full.row(row).entrySet().stream()
                .filter(cell -> !cell.getValue().isBlank())
                .allMatch(cell -> {
                    TabSurvey.Cell above = full.row(1).get(cell.getKey());
                    return above != null
                            && Header.normal(above.text())
                                    .equals(Header.normal(cell.getValue().text()));
                });
    }

    private static List<String> warnings(Set<Integer> headerRows, Set<Integer> cleared, boolean repair) {
        return headerRows.stream()
                .map(row -> "row " + row + " is another header"
                        + (cleared.contains(row)
                                ? ", the same as the first; it is taken out"
                                : repair
                                        ? " and not the same as the first; it is left alone"
                                        : " and is left alone; --repair takes it out if it is the same as the first"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
