package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Limits;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** Requests that write cells. */
final class CellRequests {
    private static final List<String> READ_ONLY =
            List.of("effectiveValue", "formattedValue", "effectiveFormat", "hyperlink");

    private final Batch batch;
    private final Unrecorded unrecorded;

    CellRequests(Batch batch, Unrecorded unrecorded) {
        this.batch = batch;
        this.unrecorded = unrecorded;
    }

    /** Never grows the grid; cells of a range that no row covers lose the fields of the mask. */
    void update(JsonNode request) {
        Mask mask = TabRequests.mask(request);
        if (request.has("range")) {
            Area area = batch.area(request.get("range"));
            Tab tab = batch.book().tab(area.sheetId());
            batch.checkEditable(tab, area);
            for (int row = area.startRow(); row < area.endRow(); row++) {
                for (int column = area.startColumn(); column < area.endColumn(); column++) {
                    set(tab, row, column, Json.object(), mask);
                }
            }
            write(
                    tab,
                    area.startRow(),
                    area.startColumn(),
                    area.endRow(),
                    area.endColumn(),
                    request.path("rows"),
                    mask);
            return;
        }
        JsonNode start = request.path("start");
        Tab tab = batch.book().tab(start.path("sheetId").asInt());
        Grid grid = tab.grid();
        int row = start.path("rowIndex").asInt(0);
        int column = start.path("columnIndex").asInt(0);
        write(tab, row, column, grid.rowCount(), grid.columnCount(), request.path("rows"), mask);
    }

    private void write(Tab tab, int row, int column, int endRow, int endColumn, JsonNode rows, Mask mask) {
        for (int i = 0; i < rows.size(); i++) {
            JsonNode values = rows.get(i).path("values");
            if (row + i >= endRow) {
                throw ApiError.invalid("Attempting to write row: " + (row + i) + ", beyond the last requested row of: "
                        + (endRow - 1));
            }
            if (column + values.size() > endColumn) {
                throw ApiError.invalid("Attempting to write column: " + endColumn
                        + ", beyond the last requested column of: " + (endColumn - 1));
            }
            if (!values.isEmpty()) {
                batch.checkEditable(tab, new Area(tab.id(), row + i, row + i + 1, column, column + values.size()));
            }
            for (int j = 0; j < values.size(); j++) {
                set(tab, row + i, column + j, values.get(j), mask);
            }
        }
    }

    /** After the last row with data anywhere in the tab; rows grow, columns do not. */
    void append(JsonNode request) {
        Mask mask = TabRequests.mask(request);
        Tab tab = batch.book().tab(request.path("sheetId").asInt());
        int row = tab.grid().end(this::isData);
        int needed = row + request.path("rows").size();
        if (needed > tab.grid().rowCount()) {
            Limits.checkResize(batch.book(), tab, needed, tab.grid().columnCount());
            tab.grid().resize(needed, tab.grid().columnCount());
        }
        write(tab, row, 0, needed, tab.grid().columnCount(), request.path("rows"), mask);
    }

    private boolean isData(Cell cell) {
        if (cell.isBlank()) {
            return !cell.more().isEmpty() && unrecorded.isFormatData();
        }
        if (cell.content() instanceof Content.Text text && text.text().isEmpty()) {
            return unrecorded.isEmptyTextData();
        }
        boolean isCheckbox = cell.more()
                .path("dataValidation")
                .path("condition")
                .path("type")
                .asText()
                .equals("BOOLEAN");
        boolean isOff = cell.content() instanceof Content.Flag flag && !flag.isTrue();
        return !(isCheckbox && isOff) || unrecorded.isCheckboxData();
    }

    void repeat(JsonNode request) {
        Mask mask = TabRequests.mask(request);
        Area area = batch.area(request.path("range"));
        Tab tab = batch.book().tab(area.sheetId());
        batch.checkEditable(tab, area);
        for (int row = area.startRow(); row < area.endRow(); row++) {
            for (int column = area.startColumn(); column < area.endColumn(); column++) {
                set(tab, row, column, request.path("cell"), mask);
            }
        }
    }

    void validate(JsonNode request) {
        Area area = batch.area(request.path("range"));
        Tab tab = batch.book().tab(area.sheetId());
        batch.checkEditable(tab, area);
        for (int row = area.startRow(); row < area.endRow(); row++) {
            for (int column = area.startColumn(); column < area.endColumn(); column++) {
                ObjectNode data = Json.object();
                if (request.has("rule")) {
                    data.set("dataValidation", request.get("rule"));
                }
                set(tab, row, column, data, Mask.parse("dataValidation"));
            }
        }
    }

    /** Sets the fields of a mask to those of a CellData, or takes them away where it does not have them. */
    private static void set(Tab tab, int row, int column, JsonNode data, Mask mask) {
        Limits.checkText(data.path("userEnteredValue").path("stringValue").asText());
        Cell old = tab.grid().at(row, column);
        ObjectNode merged = old.entered();
        for (List<String> path : mask.paths()) {
            if (path.get(0).equals("*")) {
                merged = data.deepCopy();
            } else {
                copy(data, merged, path);
            }
        }
        merged.remove(READ_ONLY);
        Colors.complete(merged);
        if (merged.path("note").asText("").isEmpty()) {
            merged.remove("note");
        }
        tab.grid().set(row, column, Cell.of(merged));
    }

    private static void copy(JsonNode from, ObjectNode into, List<String> path) {
        String name = path.get(0);
        JsonNode value = from.path(name);
        boolean isLast = path.size() == 1 || path.get(1).equals("*") || name.equals("userEnteredValue");
        if (isLast) {
            if (value.isMissingNode() || (value.isObject() && value.isEmpty())) {
                into.remove(name);
            } else {
                into.set(name, value.deepCopy());
            }
            return;
        }
        if (!into.path(name).isObject()) {
            into.putObject(name);
        }
        copy(value, (ObjectNode) into.get(name), path.subList(1, path.size()));
        if (into.get(name).isEmpty()) {
            into.remove(name);
        }
    }
}
