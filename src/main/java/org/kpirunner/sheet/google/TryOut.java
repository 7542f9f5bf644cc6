package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.BooleanCondition;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CellFormat;
import com.google.api.services.sheets.v4.model.Color;
import com.google.api.services.sheets.v4.model.DataValidationRule;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.DuplicateSheetRequest;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.InsertDimensionRequest;
import com.google.api.services.sheets.v4.model.Request;
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
    private static final int COPY = Ids.ofNewTab("try out", 1);
    private static final String COPY_TITLE = ScratchTab.TITLE + " (copy)";

    private final Api api;
    private final Insistence insistence;
    private final ScratchTab scratch;
    private final List<String> lines = new ArrayList<>();

    TryOut(Api api, Insistence insistence) {
        this.api = api;
        this.insistence = insistence;
        this.scratch = new ScratchTab(api, insistence);
    }

    List<String> run() {
        scratch.remove(ScratchTab.ID);
        lines.clear();
        try {
            scratch.write(List.of(ScratchTab.add(ScratchTab.ID, ScratchTab.TITLE, 5, 3)));
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
            scratch.remove(ScratchTab.ID);
            scratch.remove(COPY);
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
                Marks.createOnTab(ScratchTab.ID, new Mark(TOKEN, Mark.RUN, "try-1")),
                Requests.cells(
                        ScratchTab.ID,
                        0,
                        0,
                        List.of(
                                List.of(Cells.ofText("Date time"), Cells.ofText("=1+1")),
                                List.of(Cells.ofText("Last value"), Cells.ofFormula(LastValue.formula(1)))),
                        "userEnteredValue,note"),
                Marks.createOnLine(ScratchTab.ID, "COLUMNS", 1, new Mark(COLUMN, Mark.COLUMN, "aaaaaaaabbbbbb")),
                ScratchTab.append(Cells.ofText("first"), number(1)));
        Optional<TabState> after = scratch.write(requests, Optional.of(Api.range(ScratchTab.TITLE, StateReading.ROWS)));
        boolean isShown = after.filter(state -> state.token("try").isPresent()
                        && state.column(1)
                                .filter(column -> column.tag().isPresent())
                                .isPresent())
                .isPresent();
        lines.add("the state in the answer to a write is that after it: "
                + (isShown ? "yes" : "no; every run needs one more read"));
        if (!isShown) {
            after = scratch.state(ScratchTab.TITLE);
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
        scratch.write(List.of(Renaming.replace(ScratchTab.ID, from, to)));
        return scratch.state(ScratchTab.TITLE)
                .flatMap(state -> state.column(0))
                .map(column -> column.header().text())
                .orElse("");
    }

    private void usedId() {
        Optional<CallFailure> failure =
                scratch.refusal(List.of(Marks.createOnTab(ScratchTab.ID, new Mark(TOKEN, Mark.RUN, "try-2"))));
        lines.add("metadata with an id that is in use is refused: "
                + failure.map(refused -> "yes, " + said(refused)).orElse("no; rows could be written twice"));
        failure.ifPresent(refused -> lines.add("error bodies have a list of errors: " + yes(refused.hasErrorList())));
    }

    private void nothingDeleted() {
        Optional<CallFailure> failure = scratch.refusal(List.of(Marks.delete(Ids.ofRow("nothing"))));
        lines.add("deleting metadata that is not there: "
                + failure.map(refused -> "is refused, " + said(refused)).orElse("does nothing"));
    }

    private void nothingChanged() {
        Optional<CallFailure> failure =
                scratch.refusal(List.of(Marks.revalue(new Mark(Ids.ofRow("nothing"), Mark.ROW, "try"))));
        lines.add("changing metadata that is not there: "
                + failure.map(refused -> "is refused, " + said(refused)).orElse("does nothing"));
    }

    private void idAgain() {
        Optional<CallFailure> failure = scratch.refusal(
                List.of(Marks.delete(TOKEN), Marks.createOnTab(ScratchTab.ID, new Mark(TOKEN, Mark.RUN, "try-3"))));
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
        int end = scratch.rows();
        List<Request> requests = List.of(
                ScratchTab.grow(end + 3),
                Requests.cell(ScratchTab.ID, end + 1, 1, cell, field),
                ScratchTab.append(Cells.ofText("next"), number(2)));
        scratch.write(requests);
        return scratch.rows() > end + 1;
    }

    /** A formula that fills three cells, of which only the first is its own. */
    private boolean isBelowSpill() {
        int end = scratch.rows();
        CellData formula = Cells.ofFormula("=SEQUENCE(3)");
        List<Request> requests = List.of(
                ScratchTab.grow(end + 4),
                Requests.cell(ScratchTab.ID, end, 1, formula, "userEnteredValue"),
                ScratchTab.append(Cells.ofText("next")));
        scratch.write(requests);
        return scratch.rows() > end + 2;
    }

    private void insertedAtTheEnd() {
        Request insert = new Request()
                .setInsertDimension(new InsertDimensionRequest()
                        .setInheritFromBefore(false)
                        .setRange(new DimensionRange()
                                .setSheetId(ScratchTab.ID)
                                .setDimension("COLUMNS")
                                .setStartIndex(2)
                                .setEndIndex(4)));
        lines.add("columns can be inserted before the last one: "
                + scratch.refusal(List.of(insert))
                        .map(refused -> "no, " + said(refused))
                        .orElse("yes"));
    }

    private void markedRow() {
        Mark mark = new Mark(ROW, Mark.ROW, "try");
        scratch.write(List.of(Marks.createOnLine(ScratchTab.ID, "ROWS", 2, mark)));
        insistence.on(
                () -> {
                    api.writeRow(mark, List.of("by its mark", 3.5));
                    return true;
                },
                Doing.WRITING);
        boolean isThere = scratch.marked(ROW).stream()
                .anyMatch(row -> row.row() == 2 && row.values().containsValue("tby its mark"));
        lines.add("a row can be written and read by its mark: " + yes(isThere));
        boolean isBound = scratch.refusal(Marks.assertAt(mark, ScratchTab.ID, 2))
                        .isEmpty()
                && scratch.refusal(Marks.assertAt(mark, ScratchTab.ID, 3)).isPresent();
        lines.add("a change can be bound to the place of a row: " + yes(isBound));
        scratch.write(List.of(ScratchTab.sortDown()));
        boolean isFollowing =
                scratch.marked(ROW).stream().anyMatch(row -> row.values().containsValue("tby its mark"));
        lines.add("the mark of a row follows it when people sort: " + yes(isFollowing));
        List<Mark> found = insistence.on(() -> api.withIds(List.of(ROW, TOKEN)), Doing.READING);
        lines.add("metadata can be searched for by id: " + yes(found.size() == 2));
    }

    private void copiedTab() {
        DuplicateSheetRequest duplicate = new DuplicateSheetRequest()
                .setSourceSheetId(ScratchTab.ID)
                .setNewSheetId(COPY)
                .setNewSheetName(COPY_TITLE);
        Optional<CallFailure> failure = scratch.refusal(List.of(new Request().setDuplicateSheet(duplicate)));
        if (failure.isPresent()) {
            lines.add("a tab can be duplicated: no, " + said(failure.get()));
            return;
        }
        Optional<TabState> copy = scratch.state(COPY_TITLE);
        boolean hasMarks = copy.filter(state -> !state.marks().isEmpty()
                        || state.columns().stream()
                                .anyMatch(column -> column.tag().isPresent()))
                .isPresent();
        lines.add("a duplicated tab has the metadata of the first: " + yes(hasMarks));
    }

    private void cellLimit() {
        String limit = scratch.refusal(List.of(
                        ScratchTab.add(Ids.ofNewTab("try out", 2), ScratchTab.TITLE + " (large)", 100_000_000, 1)))
                .map(failure -> {
                    Matcher matcher = LIMIT.matcher(failure.said());
                    return matcher.find() ? matcher.group(1) : said(failure);
                })
                .orElse("none that was met");
        lines.add("the limit of cells in a spreadsheet: " + limit);
    }

    private static String said(CallFailure failure) {
        return failure.status() + " " + failure.said();
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    private static CellData number(double number) {
        return new CellData().setUserEnteredValue(new ExtendedValue().setNumberValue(number));
    }
}
