package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.AddSheetRequest;
import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.DeleteSheetRequest;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SheetProperties;
import com.google.api.services.sheets.v4.model.SortRangeRequest;
import com.google.api.services.sheets.v4.model.SortSpec;
import com.google.api.services.sheets.v4.model.UpdateSheetPropertiesRequest;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/** A tab to try calls on: the requests that change it, and how it is written and read. */
final class ScratchTab {
    static final int ID = Ids.ofNewTab("try out", 0);
    static final String TITLE = "kpi write test, may be deleted";

    private final Api api;
    private final Insistence insistence;

    ScratchTab(Api api, Insistence insistence) {
        this.api = api;
        this.insistence = insistence;
    }

    static Request add(int id, String title, int rows, int columns) {
        return new Request()
                .setAddSheet(new AddSheetRequest()
                        .setProperties(new SheetProperties()
                                .setSheetId(id)
                                .setTitle(title)
                                .setGridProperties(
                                        new GridProperties().setRowCount(rows).setColumnCount(columns))));
    }

    static Request grow(int rows) {
        return new Request()
                .setUpdateSheetProperties(new UpdateSheetPropertiesRequest()
                        .setProperties(new SheetProperties()
                                .setSheetId(ID)
                                .setGridProperties(new GridProperties().setRowCount(rows)))
                        .setFields("gridProperties.rowCount"));
    }

    static Request append(CellData... cells) {
        return new Request()
                .setAppendCells(new AppendCellsRequest()
                        .setSheetId(ID)
                        .setRows(List.of(new RowData().setValues(List.of(cells))))
                        .setFields("userEnteredValue"));
    }

    static Request sortDown() {
        return new Request()
                .setSortRange(new SortRangeRequest()
                        .setRange(new GridRange().setSheetId(ID).setStartRowIndex(2))
                        .setSortSpecs(
                                List.of(new SortSpec().setDimensionIndex(0).setSortOrder("DESCENDING"))));
    }

    void write(List<Request> requests) {
        write(requests, Optional.empty());
    }

    /** With the state after it, where a range to show is named. */
    Optional<TabState> write(List<Request> requests, Optional<String> shown) {
        return insistence.on(() -> api.write(requests, shown), Doing.WRITING);
    }

    /** Or another tab, if it is there. */
    void remove(int sheetId) {
        refusal(List.of(new Request().setDeleteSheet(new DeleteSheetRequest().setSheetId(sheetId))));
    }

    /** Why the service refuses a write, if it does. */
    Optional<CallFailure> refusal(List<Request> requests) {
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

    Optional<TabState> state(String title) {
        return insistence.on(() -> api.tab(title), Doing.READING);
    }

    /** How many rows there are up to the last one with a text in its first cell. */
    int rows() {
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

    /** The row with a mark, as the service finds it by that. */
    List<RowState> marked(int mark) {
        return insistence.on(() -> api.marked(List.of(mark), RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .toList();
    }
}
