package org.kpirunner.sheet.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.history.World.Shown;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** What a sheet has to show, told without the code under test: a column is a thing, wherever people put it. */
final class Oracle {
    private static final int DATE_TIME = -1;

    private final boolean hasTags;
    private final boolean hasNotes;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, Column> byKey = new HashMap<>();
    private int height;

    Oracle(boolean hasTags, boolean hasNotes) {
        this.hasTags = hasTags;
        this.hasNotes = hasNotes;
    }

    private static final class Column {
        private String header = "";
        private String lastWritten = "";
        private boolean isOurs;
        private final Map<Integer, String> cells = new HashMap<>();
        private final Map<Integer, String> notes = new HashMap<>();
    }

    int width() {
        return columns.size();
    }

    int height() {
        return height;
    }

    boolean isOurs(int column) {
        return columns.get(column).isOurs;
    }

    boolean hasNote(int column, int row) {
        return columns.get(column).notes.containsKey(row);
    }

    /** Where {@code Date time} stands, if each row has one; else -1. */
    int dates() {
        Column dates = byKey.get(DATE_TIME);
        return dates != null && dates.cells.size() == height ? columns.indexOf(dates) : -1;
    }

    /**
     * LibreOffice sorts the rows by a column that has a text in each, the greatest first. It leaves out the columns at
     * either edge that are blank, so that notes on their cells stay where they are.
     */
    void sort(int by) {
        List<Integer> order = IntStream.range(0, height)
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer line) -> columns.get(by).cells.get(line))
                        .reversed())
                .toList();
        List<Integer> filled = IntStream.range(0, columns.size())
                .filter(place -> !columns.get(place).cells.isEmpty())
                .boxed()
                .toList();
        columns.subList(filled.get(0), filled.get(filled.size() - 1) + 1).forEach(column -> {
            reorder(column.cells, order);
            reorder(column.notes, order);
        });
    }

    private static void reorder(Map<Integer, String> lines, List<Integer> order) {
        Map<Integer, String> before = Map.copyOf(lines);
        lines.clear();
        for (int line = 0; line < order.size(); line++) {
            String text = before.get(order.get(line));
            if (text != null) {
                lines.put(line, text);
            }
        }
    }

    /** Whether the last row would still be seen if a column were deleted: else the next one takes its place. */
    boolean keepsRows(int column) {
        return !hasTags
                || columns.stream()
                        .anyMatch(other ->
                                other != columns.get(column) && other.isOurs && other.cells.containsKey(height - 1));
    }

    /** Whether a KPI has a column that is known as its own. */
    boolean has(Kpi kpi) {
        return find(kpi.key(), kpi.name(), kpi.renamedFrom()).isPresent();
    }

    void arrange(List<Integer> order) {
        List<Column> before = List.copyOf(columns);
        columns.clear();
        order.forEach(place -> columns.add(place < 0 ? new Column() : before.get(place)));
        byKey.values().removeIf(column -> !columns.contains(column));
    }

    void header(int column, String text) {
        columns.get(column).header = text;
    }

    void cell(int column, int row, String text) {
        columns.get(column).cells.put(row, text);
    }

    void note(int column, int row, String text) {
        columns.get(column).notes.put(row, text);
    }

    /** A run's row lands; its entries are those of the KPIs, in their order. */
    void land(List<Kpi> kpis, Row row) {
        int line = height++;
        place(DATE_TIME, "Date time", List.of()).cells.put(line, Plain.of(row.dateTime()));
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < kpis.size(); i++) {
            if (has(kpis.get(i))) {
                land(kpis.get(i), row.entries().get(i), line);
            } else {
                missing.add(i);
            }
        }
        missing.forEach(i -> land(kpis.get(i), row.entries().get(i), line));
    }

    private void land(Kpi kpi, Entry entry, int line) {
        Column column = place(kpi.key(), kpi.name(), kpi.renamedFrom());
        if (!(entry.value() instanceof Value.Nothing)) {
            column.cells.put(line, Plain.of(entry.value()));
        }
        entry.note().ifPresent(note -> column.notes.put(line, note));
    }

    private Column place(int key, String name, List<String> renamedFrom) {
        Column column = find(key, name, renamedFrom).orElseGet(() -> create(key));
        if (!hasTags || column.header.equals(column.lastWritten)) {
            column.header = shown(name);
        }
        if (column.header.equals(shown(name))) {
            column.lastWritten = shown(name);
        }
        return column;
    }

    /** Without tags a column that people renamed is lost. */
    private Optional<Column> find(int key, String name, List<String> renamedFrom) {
        return Optional.ofNullable(byKey.get(key))
                .filter(column -> hasTags
                        || column.header.equals(shown(name))
                        || renamedFrom.stream().map(this::shown).anyMatch(column.header::equals));
    }

    /** In a CSV file an apostrophe keeps programs from taking a name for a formula. */
    private String shown(String name) {
        return !hasTags && "=+-@".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }

    /** Behind the last column in which there is anything; in CSV also a blank one is there. */
    private Column create(int key) {
        while (hasTags && !columns.isEmpty() && isBlank(columns.get(columns.size() - 1))) {
            columns.remove(columns.size() - 1);
        }
        Column column = new Column();
        column.isOurs = true;
        columns.add(column);
        byKey.put(key, column);
        return column;
    }

    private static boolean isBlank(Column column) {
        return !column.isOurs && column.header.isEmpty() && column.cells.isEmpty();
    }

    void check(Shown shown) {
        assertThat(shown.rows()).as("no row lost, none doubled").hasSize(height);
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            Column column = columns.get(i);
            assertThat(Shown.at(shown.header(), i)).as("header of column " + i).isEqualTo(column.header);
            assertThat(shown.rows().stream().map(row -> Shown.at(row, place)))
                    .as("cells of column " + i + ", " + column.header)
                    .containsExactlyElementsOf(IntStream.range(0, height)
                            .mapToObj(line -> column.cells.getOrDefault(line, ""))
                            .toList());
            if (hasTags && byKey.containsValue(column) && column != byKey.get(DATE_TIME)) {
                assertThat(Shown.at(shown.lastValues(), i))
                        .as("last value of column " + i + ", " + column.header)
                        .isEqualTo(last(column));
            }
        }
        assertThat(shown.header().size()).isLessThanOrEqualTo(columns.size());
        if (hasNotes) {
            assertThat(shown.notes()).containsExactlyInAnyOrderElementsOf(notes());
        }
    }

    private String last(Column column) {
        return IntStream.range(0, height)
                .mapToObj(line -> column.cells.get(line))
                .filter(Objects::nonNull)
                .reduce("", (earlier, later) -> later);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            columns.get(i).notes.forEach((line, text) -> notes.add(place + "," + line + ": " + text));
        }
        return notes;
    }
}
