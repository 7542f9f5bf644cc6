package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.Header;
import org.kpirunner.table.Value;

/** Changes the parts of a workbook as was decided. */
final class XlsxWrite {
    private static final int HEADER = 1;
    private static final int LAST_VALUES = 2;
    private static final int FIRST_DATA = 3;

    private final XlsxPlan plan;
    private final Workbook.Tab tab;
    private final Styles styles;
    private final Map<Integer, Map<Integer, CellChange>> changes = new TreeMap<>();
    private final List<Notes.Note> notes = new ArrayList<>();

    private XlsxWrite(XlsxPlan plan, Workbook.Tab tab, Styles styles) {
        this.plan = plan;
        this.tab = tab;
        this.styles = styles;
    }

    static void apply(XlsxPlan plan, String tabName) throws IOException {
        Parts parts = plan.parts();
        Workbook workbook = plan.workbook();
        Workbook.Tab tab = plan.tab().isPresent() ? plan.tab().get() : workbook.addTab(tabName, NewWorkbook.tab());
        String stylesPart = workbook.stylesPart();
        XlsxWrite write = new XlsxWrite(plan, tab, Styles.of(parts.text(stylesPart)));
        write.collect();
        if (!write.styles.xml().equals(parts.text(stylesPart))) {
            parts.put(stylesPart, write.styles.xml());
        }
        write.finish();
    }

    private void collect() throws IOException {
        Alignment alignment = plan.alignment();
        for (Placement placement : alignment.placements()) {
            if (placement.writesHeader()) {
                collectHeader(placement);
            }
            placement.headerNote().ifPresent(note -> notes.add(new Notes.Note(HEADER, placement.column(), note)));
        }
        int row = plan.firstRow();
        for (Line line : alignment.lines()) {
            for (Cell cell : line.cells()) {
                collectValue(row, cell);
            }
            row++;
        }
        collectLastValues(row - 1);
        plan.cleared()
                .forEach((cleared, columns) -> columns.forEach(column -> put(
                        cleared, column, CellChange.of(new CellValue.Blank(), 0).keepingStyle())));
    }

    private void collectHeader(Placement placement) throws IOException {
        int style = plan.survey().headStyle(HEADER, placement.column());
        boolean isNewTab = plan.tab().isEmpty();
        CellValue text = new CellValue.Text(placement.header());
        put(
                HEADER,
                placement.column(),
                CellChange.of(text, isNewTab ? styles.heading(style) : style).keepingStyle());
    }

    private void collectValue(int row, Cell cell) throws IOException {
        CellValue value = CellValue.of(cell.value());
        if (!(value instanceof CellValue.Blank)) {
            int style = plan.survey().style(cell.column());
            Optional<String> date = dateFormat(value);
            put(
                    row,
                    cell.column(),
                    date.isPresent()
                            ? CellChange.of(value, styles.dated(style, date.get()))
                            : CellChange.of(value, styles.undated(style)).keepingStyle());
        }
        cell.note().ifPresent(note -> notes.add(new Notes.Note(row, cell.column(), note)));
    }

    /** How a value is shown that a workbook holds as a number of days; empty for all others. */
    private static Optional<String> dateFormat(CellValue value) {
        if (value instanceof CellValue.DateTime moment
                && CellChange.isDate(moment.dateTime().toLocalDate())) {
            return Optional.of(Styles.DATE_TIME);
        }
        if (value instanceof CellValue.Date day && CellChange.isDate(day.date())) {
            return Optional.of(Styles.DATE);
        }
        return value instanceof CellValue.Time ? Optional.of(Styles.TIME) : Optional.empty();
    }

    /** The formulas of all our columns span the new rows, also of KPIs that did not run. */
    private void collectLastValues(int lastRow) throws IOException {
        Map<Integer, CellValue> values = new HashMap<>();
        for (Line line : plan.alignment().lines()) {
            for (Cell cell : line.cells()) {
                if (!(cell.value() instanceof Value.Nothing)) {
                    values.put(cell.column(), CellValue.of(cell.value()));
                }
            }
        }
        Set<Integer> ours = new TreeSet<>();
        for (Header.Column column : plan.header().columns()) {
            boolean isUsed =
                    plan.alignment().placements().stream().anyMatch(placement -> placement.column() == column.index());
            if (column.second() == Header.Second.OURS && (isUsed || column.tag().isPresent())) {
                ours.add(column.index());
            }
        }
        for (Placement placement : plan.alignment().placements()) {
            if (placement.writesLastValue() && placement.isDateTime()) {
                int style = styles.general(plan.survey().headStyle(LAST_VALUES, placement.column()));
                put(
                        LAST_VALUES,
                        placement.column(),
                        CellChange.of(new CellValue.Text(Appender.LAST_VALUE), style)
                                .keepingStyle());
            } else if (placement.writesLastValue()) {
                ours.add(placement.column());
                values.putIfAbsent(placement.column(), new CellValue.Text(""));
            }
        }
        for (int column : ours) {
            put(LAST_VALUES, column, lastValue(column, lastRow, Optional.ofNullable(values.get(column))));
        }
    }

    private CellChange lastValue(int column, int lastRow, Optional<CellValue> value) throws IOException {
        TabSurvey.Cell there = plan.survey().row(LAST_VALUES).get(column);
        int style = there == null || there.isBlank()
                ? styles.general(plan.survey().headStyle(LAST_VALUES, column))
                : there.style();
        Optional<String> date = value.flatMap(XlsxWrite::dateFormat);
        Optional<String> formula = Optional.of(LastValue.formula(column, FIRST_DATA, lastRow));
        return date.isPresent()
                ? new CellChange(value, formula, styles.dated(style, date.get()), false)
                : new CellChange(value, formula, style, true);
    }

    private void put(int row, int column, CellChange change) {
        changes.computeIfAbsent(row, any -> new TreeMap<>()).put(column, change);
    }

    private void finish() throws IOException {
        Parts parts = plan.parts();
        Workbook workbook = plan.workbook();
        workbook.put(
                ColumnNames.of(workbook.xml(), tab).changed(plan.alignment().tagChanges()));
        workbook.computeWhenOpened();
        if (!plan.cleared().isEmpty()) {
            workbook.forgetOrderOfFormulas();
        }
        new RunMarks(parts, tab.name())
                .add(plan.alignment().lines().stream().map(Line::run).toList());
        Optional<String> drawingId =
                new Notes(parts, tab).add(notes, plan.survey().drawingId());
        plan.tables().extend(parts, plan.firstRow(), plan.alignment().lines().size());
        boolean isNewDrawing = plan.survey().drawingId().isEmpty();
        parts.put(tab.part(), (OutputStream out) -> {
            try (XmlScanner tokens = new XmlScanner(parts.open(tab.part()))) {
                new TabWriter(
                                tokens,
                                out,
                                changes,
                                isNewDrawing ? drawingId : Optional.empty(),
                                workbook.has1904Dates())
                        .write();
            }
        });
    }
}
