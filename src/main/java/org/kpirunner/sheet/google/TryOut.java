package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.AddSheetRequest;
import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.BooleanCondition;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CellFormat;
import com.google.api.services.sheets.v4.model.Color;
import com.google.api.services.sheets.v4.model.DataValidationRule;
import com.google.api.services.sheets.v4.model.DeleteSheetRequest;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.DuplicateSheetRequest;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.InsertDimensionRequest;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SheetProperties;
import com.google.api.services.sheets.v4.model.SortRangeRequest;
import com.google.api.services.sheets.v4.model.SortSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.LastValue;
import org.kpirunner.sheet.google.cell.Requests;

/**
 * Tries out on a scratch tab, which it takes away again, every call that we rely on, and what nobody has published of
 * the service; one line each.
 */
final class TryOut {
    private static final Pattern LIMIT = Pattern.compile("above the limit of (\\d+) cells");
    private static final int TOKEN = Ids.ofRow("try out token");
    private static final int ROW = Ids.ofRow("try out row");
    private static final int COLUMN = Ids.ofRow("try out column");
    private static final int SCRATCH = Ids.ofNewTab("try out", 0);
    private static final int COPY = Ids.ofNewTab("try out", 1);
    private static final String TITLE = "kpi write test, may be deleted";

    private final Api api;
    private final Insistence insistence;
    private final List<String> lines = new ArrayList<>();

    TryOut(Api api, Insistence insistence) {
        this.api = api;
        this.insistence = insistence;
    }

    List<String> run() {
        remove(SCRATCH);
        lines.clear();
        try {
            write(addTab(SCRATCH, 5, 3), Optional.empty());
            lines.add("a tab can be added with an id of ours: yes");
            atomicWrite();
            renamedHeader();
            usedId();
            nothingDeleted();
            nothingChanged();
            idAgain();
            whereRowsGo();
            insertedAtTheEnd();
            markedRow();
            copiedTab();
            cellLimit();
        } finally {
            remove(SCRATCH);
            remove(COPY);
        }
        lines.add("the scratch tab is removed again: yes");
        lines.add(
                "the metadata of a file that is copied, or of a version that is restored: cannot be tried with a key for"
                        + " Google Sheets alone");
        return lines;
    }

    /** One write with everything that the write of a run has, and the state that comes back with it. */
    private void atomicWrite() {
        List<Request> requests = List.of(
                Marks.createOnTab(SCRATCH, new Mark(TOKEN, Mark.RUN, "try-1")),
                Requests.cells(
                        SCRATCH,
                        0,
                        0,
                        List.of(
                                List.of(Cells.ofText("Date time"), Cells.ofText("=1+1")),
                                List.of(Cells.ofText("Last value"), Cells.ofFormula(LastValue.formula(1)))),
                        "userEnteredValue,note"),
                Marks.createOnLine(SCRATCH, "COLUMNS", 1, new Mark(COLUMN, Mark.COLUMN, "aaaaaaaabbbbbb")),
                append(Cells.ofText("first"), number(1)));
        Optional<TabState> after = write(requests, Optional.of(Api.range(TITLE, StateReading.ROWS)));
        boolean isShown = after.filter(state -> state.token("try").isPresent()
                        && state.column(1)
                                .filter(column -> column.tag().isPresent())
                                .isPresent())
                .isPresent();
        lines.add("the state in the answer to a write is that after it: "
                + (isShown ? "yes" : "no; every run needs one more read"));
        if (!isShown) {
            after = insistence.on(() -> api.tab(TITLE), Doing.READING);
        }
        boolean isText = after.flatMap(state -> state.column(1))
                .filter(column -> column.header().text().equals("=1+1"))
                .isPresent();
        lines.add("a text that begins with = stays a text: " + yes(isText));
        Optional<String> error = after.flatMap(state -> state.column(1))
                .flatMap(column -> column.second().error());
        lines.add("the formula for the last value is understood in the locale of this spreadsheet: "
                + (error.isEmpty() ? "yes" : "no: " + error.get()));
    }

    /** By the text that it holds; and whether the new one may become a formula or a date on its way. */
    private void renamedHeader() {
        boolean isRenamed = renamed("Date time", "Time of the run").equals("Time of the run");
        lines.add("a header can be renamed by the text that it holds: "
                + (isRenamed ? "yes" : "no; it takes a call of its own"));
        String formula = renamed("Time of the run", "=\"T\"&\"ime\"");
        lines.add("a text that is put in the place of another is taken as if it were typed: "
                + yes(formula.equals("Time")));
    }

    private String renamed(String from, String to) {
        write(List.of(Renaming.replace(SCRATCH, from, to)), Optional.empty());
        return insistence
                .on(() -> api.tab(TITLE), Doing.READING)
                .flatMap(state -> state.column(0))
                .map(column -> column.header().text())
                .orElse("");
    }

    private void usedId() {
        Optional<CallFailure> failure =
                refusal(List.of(Marks.createOnTab(SCRATCH, new Mark(TOKEN, Mark.RUN, "try-2"))));
        lines.add("metadata with an id that is in use is refused: "
                + failure.map(refused -> "yes, " + said(refused)).orElse("no; rows could be written twice"));
        failure.ifPresent(refused -> lines.add("error bodies have a list of errors: " + yes(refused.hasErrorList())));
    }

    private void nothingDeleted() {
        Optional<CallFailure> failure = refusal(List.of(Marks.delete(Ids.ofRow("nothing"))));
        lines.add("deleting metadata that is not there: "
                + failure.map(refused -> "is refused, " + said(refused)).orElse("does nothing"));
    }

    private void nothingChanged() {
        Optional<CallFailure> failure =
                refusal(List.of(Marks.revalue(new Mark(Ids.ofRow("nothing"), Mark.ROW, "try"))));
        lines.add("changing metadata that is not there: "
                + failure.map(refused -> "is refused, " + said(refused)).orElse("does nothing"));
    }

    private void idAgain() {
        Optional<CallFailure> failure =
                refusal(List.of(Marks.delete(TOKEN), Marks.createOnTab(SCRATCH, new Mark(TOKEN, Mark.RUN, "try-3"))));
        lines.add("an id that is deleted can be used again within the same write: "
                + failure.map(refused -> "no, " + said(refused)).orElse("yes"));
    }

    /** Whether the next row goes below cells that only look filled. */
    private void whereRowsGo() {
        CellData painted =
                new CellData().setUserEnteredFormat(new CellFormat().setBackgroundColor(new Color().setGreen(1f)));
        lines.add("a cell with only a format counts as data: " + yes(isBelow(painted, "userEnteredFormat")));
        CellData off = new CellData()
                .setUserEnteredValue(new ExtendedValue().setBoolValue(false))
                .setDataValidation(new DataValidationRule().setCondition(new BooleanCondition().setType("BOOLEAN")));
        lines.add("a checkbox that is off counts as data: " + yes(isBelow(off, "userEnteredValue,dataValidation")));
        CellData empty = new CellData().setUserEnteredValue(new ExtendedValue().setStringValue(""));
        lines.add("an empty text counts as data: " + yes(isBelow(empty, "userEnteredValue")));
        lines.add("a cell that a formula above it fills counts as data: " + yes(isBelowSpill()));
    }

    private boolean isBelow(CellData cell, String field) {
        int end = rows();
        List<Request> requests = List.of(
                grow(end + 3),
                Requests.cell(SCRATCH, end + 1, 1, cell, field),
                append(Cells.ofText("next"), number(2)));
        write(requests, Optional.empty());
        return rows() > end + 1;
    }

    /** A formula that fills three cells, of which only the first is its own. */
    private boolean isBelowSpill() {
        int end = rows();
        CellData formula = Cells.ofFormula("=SEQUENCE(3)");
        List<Request> requests = List.of(
                grow(end + 4),
                Requests.cell(SCRATCH, end, 1, formula, "userEnteredValue"),
                append(Cells.ofText("next")));
        write(requests, Optional.empty());
        return rows() > end + 2;
    }

    private static Request grow(int rows) {
        return new Request()
                .setUpdateSheetProperties(new com.google.api.services.sheets.v4.model.UpdateSheetPropertiesRequest()
                        .setProperties(new SheetProperties()
                                .setSheetId(SCRATCH)
                                .setGridProperties(new GridProperties().setRowCount(rows)))
                        .setFields("gridProperties.rowCount"));
    }

    /** How many rows there are up to the last one with a text in its first cell. */
    private int rows() {
        return states().stream()
                        .filter(row ->
                                !row.cells().isEmpty() && row.cells().get(0).getUserEnteredValue() != null)
                        .mapToInt(RowState::row)
                        .max()
                        .orElse(0)
                + 1;
    }

    private List<RowState> states() {
        return insistence.on(() -> api.get(List.of(Api.range(TITLE, "1:100")), RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .toList();
    }

    private void insertedAtTheEnd() {
        Request insert = new Request()
                .setInsertDimension(new InsertDimensionRequest()
                        .setInheritFromBefore(false)
                        .setRange(new DimensionRange()
                                .setSheetId(SCRATCH)
                                .setDimension("COLUMNS")
                                .setStartIndex(2)
                                .setEndIndex(4)));
        lines.add("columns can be inserted before the last one: "
                + refusal(List.of(insert))
                        .map(refused -> "no, " + said(refused))
                        .orElse("yes"));
    }

    private void markedRow() {
        Mark mark = new Mark(ROW, Mark.ROW, "try");
        write(List.of(Marks.createOnLine(SCRATCH, "ROWS", 2, mark)), Optional.empty());
        insistence.on(
                () -> {
                    api.writeRow(mark, List.of("by its mark", 3.5));
                    return true;
                },
                Doing.WRITING);
        boolean isThere = insistence.on(() -> api.marked(List.of(ROW), RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .anyMatch(row -> row.row() == 2 && row.values().containsValue("tby its mark"));
        lines.add("a row can be written and read by its mark: " + yes(isThere));
        boolean isBound = refusal(Marks.assertAt(mark, SCRATCH, 2)).isEmpty()
                && refusal(Marks.assertAt(mark, SCRATCH, 3)).isPresent();
        lines.add("a change can be bound to the place of a row: " + yes(isBound));
        write(List.of(sortDown()), Optional.empty());
        boolean isFollowing = insistence.on(() -> api.marked(List.of(ROW), RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .anyMatch(row -> row.values().containsValue("tby its mark"));
        lines.add("the mark of a row follows it when people sort: " + yes(isFollowing));
        List<Mark> found = insistence.on(() -> api.withIds(List.of(ROW, TOKEN)), Doing.READING);
        lines.add("metadata can be searched for by id: " + yes(found.size() == 2));
    }

    private static Request sortDown() {
        return new Request()
                .setSortRange(new SortRangeRequest()
                        .setRange(new GridRange().setSheetId(SCRATCH).setStartRowIndex(2))
                        .setSortSpecs(
                                List.of(new SortSpec().setDimensionIndex(0).setSortOrder("DESCENDING"))));
    }

    private void copiedTab() {
        DuplicateSheetRequest duplicate = new DuplicateSheetRequest()
                .setSourceSheetId(SCRATCH)
                .setNewSheetId(COPY)
                .setNewSheetName(TITLE + " (copy)");
        Optional<CallFailure> failure = refusal(List.of(new Request().setDuplicateSheet(duplicate)));
        if (failure.isPresent()) {
            lines.add("a tab can be duplicated: no, " + said(failure.get()));
            return;
        }
        Optional<TabState> copy = insistence.on(() -> api.tab(TITLE + " (copy)"), Doing.READING);
        boolean hasMarks = copy.filter(state -> !state.marks().isEmpty()
                        || state.columns().stream()
                                .anyMatch(column -> column.tag().isPresent()))
                .isPresent();
        lines.add("a duplicated tab has the metadata of the first: " + yes(hasMarks));
    }

    private void cellLimit() {
        String limit = refusal(List.of(
                        addTab(Ids.ofNewTab("try out", 2), 100_000_000, 1).get(0)))
                .map(failure -> {
                    Matcher matcher = LIMIT.matcher(failure.said());
                    return matcher.find() ? matcher.group(1) : said(failure);
                })
                .orElse("none that was met");
        lines.add("the limit of cells in a spreadsheet: " + limit);
    }

    private static List<Request> addTab(int id, int rows, int columns) {
        String title = id == SCRATCH ? TITLE : TITLE + " (large)";
        return List.of(new Request()
                .setAddSheet(new AddSheetRequest()
                        .setProperties(new SheetProperties()
                                .setSheetId(id)
                                .setTitle(title)
                                .setGridProperties(
                                        new GridProperties().setRowCount(rows).setColumnCount(columns)))));
    }

    private static Request append(CellData... cells) {
        return new Request()
                .setAppendCells(new AppendCellsRequest()
                        .setSheetId(SCRATCH)
                        .setRows(List.of(new RowData().setValues(List.of(cells))))
                        .setFields("userEnteredValue"));
    }

    private static CellData number(double number) {
        return new CellData().setUserEnteredValue(new ExtendedValue().setNumberValue(number));
    }

    private Optional<TabState> write(List<Request> requests, Optional<String> shown) {
        return insistence.on(() -> api.write(requests, shown), Doing.WRITING);
    }

    private void remove(int sheetId) {
        refusal(List.of(new Request().setDeleteSheet(new DeleteSheetRequest().setSheetId(sheetId))));
    }

    private Optional<CallFailure> refusal(List<Request> requests) {
        return insistence.on(
                () -> {
                    try {
                        api.write(requests, Optional.empty());
                        return Optional.<CallFailure>empty();
                    } catch (CallFailure failure) {
                        if (failure.kind() == CallFailure.Kind.REFUSED && failure.status() != 403) {
                            return Optional.of(failure);
                        }
                        throw failure;
                    }
                },
                Doing.WRITING);
    }

    private static String said(CallFailure failure) {
        return failure.status() + " " + failure.said();
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }
}
