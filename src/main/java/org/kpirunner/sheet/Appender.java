package org.kpirunner.sheet;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Alignment.Unwritten;
import org.kpirunner.sheet.Header.Second;
import org.kpirunner.table.Value;

/** Decides which value goes into which column: the header logic of every kind of sheet, without I/O. */
public final class Appender {
    public static final String DATE_TIME = "Date time";
    public static final String LAST_VALUE = "Last value";

    /** No KPI can have this id: control characters are refused there. */
    private static final String DATE_TIME_ID = "\u0000Date time";

    private final Limits limits;
    private final boolean repair;

    /**
     * @param repair whether {@code Last value} formulas that are not ours are replaced in the columns that the rows use
     */
    public Appender(Limits limits, boolean repair) {
        this.limits = limits;
        this.repair = repair;
    }

    /** Aligns the rows with the header, one after the other, as if each had been written before the next one. */
    public Alignment align(Header header, List<Row> rows) {
        Columns columns = new Columns(header, limits.hasTags());
        List<Line> lines = new ArrayList<>();
        List<Unwritten> unwritten = new ArrayList<>();
        List<String> warnings = new ArrayList<>(columns.settle());
        Map<Columns.Column, Entry> used = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Entry> entries = new ArrayList<>();
            entries.add(dateTime(row));
            entries.addAll(row.entries());
            Map<Entry, Columns.Column> places = new Matching(columns, entries, warnings).places();
            places.forEach((entry, column) -> used.put(column, entry));
            lines.add(line(row, places, unwritten));
        }
        checkWidth(columns);
        boolean lastValues = limits.hasLastValue() && columns.haveLastValues();
        List<Placement> placements = new ArrayList<>();
        used.forEach((column, entry) -> placements.add(placement(column, entry, lastValues)));
        warnForeign(used, placements, warnings);
        return new Alignment(
                placements,
                columns.tagChanges(),
                lines,
                unwritten,
                warnings.stream().distinct().toList());
    }

    private static Entry dateTime(Row row) {
        return new Entry(
                DATE_TIME_ID,
                DATE_TIME,
                List.of(),
                Optional.empty(),
                new Value.Moment(row.dateTime().truncatedTo(ChronoUnit.SECONDS)),
                Optional.empty());
    }

    private Line line(Row row, Map<Entry, Columns.Column> places, List<Unwritten> unwritten) {
        List<Cell> cells = new ArrayList<>();
        places.forEach((entry, column) -> {
            Cell cell = new Cell(column.index(), entry.value(), entry.note());
            if (entry.value() instanceof Value.Text text && text.text().length() > limits.characters()) {
                String message = "a text of " + text.text().length() + " characters; a cell of " + limits.kind()
                        + " holds " + limits.characters() + ": answer with fewer rows or columns, or use csv:FILE";
                unwritten.add(new Unwritten(row.run(), entry.name(), Reason.VALUE_TOO_LONG, message));
                cell = new Cell(
                        column.index(), Value.NOTHING, Optional.of(Reason.VALUE_TOO_LONG.code() + ": " + message));
            }
            cells.add(cell);
        });
        return new Line(row.run(), row.dateTime(), cells);
    }

    private void checkWidth(Columns columns) {
        if (columns.width() > limits.columns()) {
            throw new KpiException(
                    Reason.SHEET_LIMIT,
                    "the sheet would need " + columns.width() + " columns and " + limits.kind() + " has at most "
                            + limits.columns() + ": delete columns that nobody needs, or use another tab");
        }
    }

    private Placement placement(Columns.Column column, Entry entry, boolean lastValues) {
        boolean fills = column.second() == Second.BLANK && (column.isNew() || column.isAdopted());
        boolean repairs = repair && column.second() == Second.FOREIGN;
        return new Placement(
                column.index(),
                entry.name(),
                column.found(),
                column.before(),
                column.text(),
                !Header.normal(column.text()).equals(Header.normal(entry.name())),
                lastValues && (fills || repairs),
                column.isNew() ? entry.headerNote() : Optional.empty());
    }

    private void warnForeign(Map<Columns.Column, Entry> used, List<Placement> placements, List<String> warnings) {
        if (repair) {
            return;
        }
        String foreign = used.keySet().stream()
                .filter(column -> column.isAdopted() && column.second() == Second.FOREIGN)
                .map(column -> Header.letters(column.index()))
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty() && !placements.isEmpty()) {
            warnings.add(
                    "the formulas in row 2 of " + foreign + " are not ours and are left alone; --repair replaces them");
        }
    }
}
