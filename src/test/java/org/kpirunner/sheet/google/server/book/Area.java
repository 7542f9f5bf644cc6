package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.kpirunner.sheet.google.server.wire.Json;

/**
 * A rectangle of a tab, indexes from 0, ends not included.
 *
 * @param endRow the largest integer where the rectangle is open below
 * @param endColumn the largest integer where it is open to the right
 */
public record Area(int sheetId, int startRow, int endRow, int startColumn, int endColumn) {
    private static final int OPEN = Integer.MAX_VALUE;

    /** Reads a GridRange. */
    public static Area of(JsonNode range) {
        return new Area(
                range.path("sheetId").asInt(0),
                range.path("startRowIndex").asInt(0),
                range.path("endRowIndex").asInt(OPEN),
                range.path("startColumnIndex").asInt(0),
                range.path("endColumnIndex").asInt(OPEN));
    }

    public static Area whole(Tab tab) {
        return new Area(tab.id(), 0, tab.grid().rowCount(), 0, tab.grid().columnCount());
    }

    /** As a GridRange: without the id of the first tab; indexes are left out only where the area is open there. */
    public ObjectNode json() {
        ObjectNode range = Json.object();
        if (sheetId != 0) {
            range.put("sheetId", sheetId);
        }
        if (endRow != OPEN || startRow != 0) {
            range.put("startRowIndex", startRow);
        }
        if (endRow != OPEN) {
            range.put("endRowIndex", endRow);
        }
        if (endColumn != OPEN || startColumn != 0) {
            range.put("startColumnIndex", startColumn);
        }
        if (endColumn != OPEN) {
            range.put("endColumnIndex", endColumn);
        }
        return range;
    }

    /** The part of it that the grid has. */
    public Area within(Grid grid) {
        return new Area(
                sheetId,
                startRow,
                Math.min(endRow, grid.rowCount()),
                startColumn,
                Math.min(endColumn, grid.columnCount()));
    }

    public Area onTab(int id) {
        return new Area(id, startRow, endRow, startColumn, endColumn);
    }

    public int rows() {
        return endRow - startRow;
    }

    public int columns() {
        return endColumn - startColumn;
    }

    public boolean has(int row, int column) {
        return row >= startRow && row < endRow && column >= startColumn && column < endColumn;
    }

    public boolean meets(Area other) {
        return sheetId == other.sheetId
                && startRow < other.endRow
                && other.startRow < endRow
                && startColumn < other.endColumn
                && other.startColumn < endColumn;
    }

    public boolean covers(Area other) {
        return sheetId == other.sheetId
                && startRow <= other.startRow
                && endRow >= other.endRow
                && startColumn <= other.startColumn
                && endColumn >= other.endColumn;
    }

    /** Where the area is after rows or columns of its tab changed places. */
    public Optional<Area> shifted(Shift shift) {
        boolean isRows = shift.dimension() == Dimension.ROWS;
        return (isRows ? shift.span(startRow, endRow) : shift.span(startColumn, endColumn))
                .map(span -> isRows
                        ? new Area(sheetId, span.start(), span.end(), startColumn, endColumn)
                        : new Area(sheetId, startRow, endRow, span.start(), span.end()));
    }
}
