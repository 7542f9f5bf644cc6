package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.AddSheetRequest;
import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.AppendDimensionRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.InsertDimensionRequest;
import com.google.api.services.sheets.v4.model.NumberFormat;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SheetProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.LastValue;
import org.kpirunner.sheet.google.cell.Requests;

/** The requests of the one write: all of them are done, or none. */
final class Write {
    static final int HEADER_ROWS = 2;
    static final int SPARE_ROWS = 100;
    private static final String COLUMNS = "COLUMNS";

    private final TabState state;
    private final Alignment alignment;
    private final List<Request> requests = new ArrayList<>();

    private Write(TabState state, Alignment alignment) {
        this.state = state;
        this.alignment = alignment;
    }

    /**
     * The tokens come first: where one is there already, nothing else of the batch matters.
     *
     * @param tokens of the rows, and those that have served
     */
    static List<Request> of(
            TabState state,
            Alignment alignment,
            Renaming renaming,
            List<RunToken> tokens,
            List<RunToken> served,
            int salt) {
        Write write = new Write(state, alignment);
        write.addTab();
        tokens.forEach(token ->
                write.requests.add(Marks.createOnTab(state.id(), new Mark(token.id(), Mark.RUN, token.value()))));
        served.forEach(token -> write.requests.add(Marks.delete(token.id())));
        write.createColumns();
        write.fillLastValues();
        write.requests.addAll(renaming.requests());
        write.requests.addAll(Marks.changes(state, renaming.tagChanges(), salt));
        write.appendRows();
        return write.requests;
    }

    /**
     * Only the columns that are missing, without any row: they are inserted, and so the only change to rows 1 and 2
     * that does no harm wherever people have moved the others meanwhile.
     */
    static List<Request> ofMissingColumns(TabState state, Alignment alignment) {
        Write write = new Write(state, alignment);
        write.createColumns();
        Set<Integer> columns = write.created().stream().map(Placement::column).collect(Collectors.toSet());
        List<TagChange> tags = alignment.tagChanges().stream()
                .filter(change -> columns.contains(change.column()))
                .toList();
        write.requests.addAll(Marks.changes(state, tags, 0));
        return write.requests;
    }

    private void addTab() {
        boolean isMarked = state.marks().stream().anyMatch(mark -> mark.key().equals(Mark.TAB));
        if (state.isMissing()) {
            SheetProperties properties = new SheetProperties()
                    .setSheetId(state.id())
                    .setTitle(state.title())
                    .setGridProperties(new GridProperties()
                            .setRowCount(HEADER_ROWS + alignment.lines().size() + SPARE_ROWS)
                            .setColumnCount(Math.max(1, created().size()))
                            .setFrozenRowCount(HEADER_ROWS));
            requests.add(new Request().setAddSheet(new AddSheetRequest().setProperties(properties)));
        }
        if (!isMarked) {
            requests.add(Marks.createOnTab(
                    state.id(), new Mark(Ids.ofTab(state.id()), Mark.TAB, Marks.titleDigest(state.title()))));
        }
    }

    private void createColumns() {
        List<Placement> created = created();
        if (!created.isEmpty() && !state.isMissing()) {
            makeRoom(created.size());
        }
        if (!created.isEmpty()) {
            cells(0, created.get(0).column(), List.of(headers(created), lastValues(created)), "userEnteredValue,note");
        }
    }

    /**
     * New columns are inserted, not taken from the blank ones at the end: where people inserted or deleted columns
     * since they were read, headers then still go into cells that nobody else has.
     */
    private void makeRoom(int count) {
        int width = state.width();
        if (state.columnCount() <= width) {
            requests.add(new Request()
                    .setAppendDimension(new AppendDimensionRequest()
                            .setSheetId(state.id())
                            .setDimension(COLUMNS)
                            .setLength(width - state.columnCount() + 1)));
        }
        requests.add(new Request()
                .setInsertDimension(new InsertDimensionRequest()
                        .setInheritFromBefore(false)
                        .setRange(new DimensionRange()
                                .setSheetId(state.id())
                                .setDimension(COLUMNS)
                                .setStartIndex(width)
                                .setEndIndex(width + count))));
    }

    private List<Placement> created() {
        return created(alignment);
    }

    static List<Placement> created(Alignment alignment) {
        return alignment.placements().stream()
                .filter(placement -> placement.found() == Alignment.Found.CREATED)
                .toList();
    }

    private static List<CellData> headers(List<Placement> placements) {
        return placements.stream()
                .map(placement -> {
                    CellData header = Cells.ofText(placement.header());
                    placement.headerNote().ifPresent(header::setNote);
                    return header;
                })
                .toList();
    }

    private static List<CellData> lastValues(List<Placement> placements) {
        return placements.stream()
                .map(placement -> placement.writesLastValue() ? lastValue(placement) : new CellData())
                .toList();
    }

    private static CellData lastValue(Placement placement) {
        return placement.isDateTime()
                ? Cells.ofText(Appender.LAST_VALUE)
                : Cells.ofFormula(LastValue.formula(placement.column()));
    }

    private void fillLastValues() {
        for (Placement placement : alignment.placements()) {
            if (placement.found() != Alignment.Found.CREATED && placement.writesLastValue()) {
                cells(1, placement.column(), List.of(List.of(lastValue(placement))), "userEnteredValue");
            }
        }
    }

    private void cells(int row, int column, List<List<CellData>> lines, String fields) {
        requests.add(Requests.cells(state.id(), row, column, lines, fields));
    }

    private void appendRows() {
        int width = alignment.placements().stream()
                        .mapToInt(Placement::column)
                        .max()
                        .orElse(-1)
                + 1;
        boolean hasNotes = alignment.lines().stream()
                .anyMatch(line ->
                        line.cells().stream().anyMatch(cell -> cell.note().isPresent()));
        String fields = "userEnteredValue,userEnteredFormat.numberFormat" + (hasNotes ? ",note" : "");
        List<RowData> rows =
                alignment.lines().stream().map(line -> row(line, width)).toList();
        requests.add(new Request()
                .setAppendCells(new AppendCellsRequest()
                        .setSheetId(state.id())
                        .setRows(rows)
                        .setFields(fields)));
    }

    /** A null would be dropped by the client and shift what follows, so a gap is an empty cell with its column's format. */
    private RowData row(Line line, int width) {
        List<CellData> cells = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            cells.add(Cells.of(new CellValue.Blank(), format(column), Optional.empty()));
        }
        for (Alignment.Cell cell : line.cells()) {
            cells.set(cell.column(), Cells.of(CellValue.of(cell.value()), format(cell.column()), cell.note()));
        }
        return new RowData().setValues(cells);
    }

    private Optional<NumberFormat> format(int column) {
        return state.column(column).flatMap(TabState.ColumnState::format);
    }
}
