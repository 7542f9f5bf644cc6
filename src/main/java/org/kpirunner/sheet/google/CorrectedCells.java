package org.kpirunner.sheet.google;

import com.google.api.client.util.Data;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.Content;
import org.kpirunner.sheet.google.cell.Requests;

/** What is written into a row so that its contents stand as a correction says. */
final class CorrectedCells {
    private CorrectedCells() {}

    /** The values from the first column on; what is null stays as it is. */
    static List<Object> values(Wanted wanted, Correction values) {
        int width = 0;
        for (int column : values.set().keySet()) {
            width = Math.max(width, column + 1);
        }
        for (int column : values.cleared()) {
            width = Math.max(width, column + 1);
        }
        List<Object> cells = new ArrayList<>(Collections.nCopies(width, Data.nullOf(Object.class)));
        values.cleared().forEach(column -> cells.set(column, ""));
        values.set()
                .forEach((column, identity) -> cells.set(
                        column,
                        Content.plain(Wanted.extended(
                                        Objects.requireNonNull(wanted.values().get(identity))))
                                .orElseThrow()));
        return cells;
    }

    /** The notes, and the formats that values need or leave behind. */
    static List<Request> looks(int sheetId, RowState found, Wanted wanted, Correction values, Correction notes) {
        List<Request> looks = new ArrayList<>();
        looks(looks, sheetId, found, values, "userEnteredFormat.numberFormat", identity -> format(wanted, identity));
        looks(
                looks,
                sheetId,
                found,
                notes,
                "note",
                identity -> new CellData().setNote(String.valueOf(wanted.notes().get(identity))));
        return looks;
    }

    private static CellData format(Wanted wanted, String identity) {
        CellData look = new CellData();
        Cells.needed(Objects.requireNonNull(wanted.values().get(identity)))
                .ifPresent(format -> look.setUserEnteredFormat(Cells.format(format)));
        return look;
    }

    /** What comes with a value: a date needs its format, and leaves none behind. */
    private static void looks(
            List<Request> requests,
            int sheetId,
            RowState found,
            Correction correction,
            String field,
            Function<String, CellData> look) {
        correction.set().forEach((column, identity) -> {
            CellData cell = look.apply(identity);
            if (!cell.isEmpty() || found.hasTime(column)) {
                requests.add(Requests.cell(sheetId, found.row(), column, cell, field));
            }
        });
        for (int column : correction.cleared()) {
            if (field.equals("note") || found.hasTime(column)) {
                requests.add(Requests.cell(sheetId, found.row(), column, new CellData(), field));
            }
        }
    }
}
