package org.kpirunner.sheet.google.cell;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.GridCoordinate;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.UpdateCellsRequest;
import java.util.List;

/** Requests that several writes need. */
public final class Requests {
    private Requests() {}

    /** Sets the named fields of cells from a corner on; the grid must have them already. */
    public static Request cells(int sheetId, int row, int column, List<List<CellData>> lines, String fields) {
        return new Request()
                .setUpdateCells(new UpdateCellsRequest()
                        .setStart(new GridCoordinate()
                                .setSheetId(sheetId)
                                .setRowIndex(row)
                                .setColumnIndex(column))
                        .setRows(lines.stream()
                                .map(cells -> new RowData().setValues(cells))
                                .toList())
                        .setFields(fields));
    }

    public static Request cell(int sheetId, int row, int column, CellData cell, String fields) {
        return cells(sheetId, row, column, List.of(List.of(cell)), fields);
    }
}
