package org.kpirunner.sheet.google.server.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Limits;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Typed;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.view.CellView;
import org.kpirunner.sheet.google.server.view.CellView.Render;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;

/** Reading and writing of plain values. */
final class Values {
    private final Book book;
    private final CellView cells;
    private final int year;

    Values(Book book, Evaluator evaluator, int year) {
        this.book = book;
        this.cells = new CellView(book, evaluator);
        this.year = year;
    }

    /** A ValueRange; without values where there are none. */
    ObjectNode read(Area area, boolean byColumn, Render render) {
        Tab tab = book.tab(area.sheetId());
        ObjectNode range =
                Json.object().put("range", A1.show(book, area)).put("majorDimension", byColumn ? "COLUMNS" : "ROWS");
        ArrayNode lines = Json.array();
        int filled = 0;
        int lastRow =
                Math.max(area.startRow(), Math.min(area.endRow(), tab.grid().height()));
        int outer = byColumn ? area.columns() : lastRow - area.startRow();
        for (int i = 0; i < outer; i++) {
            ArrayNode line = Json.array();
            int filledHere = 0;
            int inner = byColumn ? lastRow - area.startRow() : area.columns();
            for (int j = 0; j < inner; j++) {
                int row = area.startRow() + (byColumn ? j : i);
                int column = area.startColumn() + (byColumn ? i : j);
                JsonNode value = cells.value(tab, row, column, render);
                line.add(value);
                filledHere = value.isTextual() && value.asText().isEmpty() ? filledHere : j + 1;
            }
            while (line.size() > filledHere) {
                line.remove(line.size() - 1);
            }
            lines.add(line);
            filled = filledHere > 0 ? i + 1 : filled;
        }
        while (lines.size() > filled) {
            lines.remove(lines.size() - 1);
        }
        if (!lines.isEmpty()) {
            range.set("values", lines);
        }
        return range;
    }

    /** Writes from the upper left of an area on, growing the grid; the array has fit into the area already. */
    Written write(Area area, JsonNode values, boolean byColumn, boolean isTyped) {
        Tab tab = book.tab(area.sheetId());
        Set<Integer> rows = new TreeSet<>();
        Set<Integer> columns = new TreeSet<>();
        int count = 0;
        int width = 1;
        for (JsonNode line : values) {
            width = Math.max(width, line.size());
        }
        int height = Math.max(1, values.size());
        Area written = new Area(
                area.sheetId(),
                area.startRow(),
                area.startRow() + (byColumn ? width : height),
                area.startColumn(),
                area.startColumn() + (byColumn ? height : width));
        grow(tab, written);
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.get(i).size(); j++) {
                JsonNode value = values.get(i).get(j);
                if (!value.isNull()) {
                    int row = area.startRow() + (byColumn ? j : i);
                    int column = area.startColumn() + (byColumn ? i : j);
                    check(value, i, j);
                    tab.grid().set(row, column, entered(tab.grid().at(row, column), value, isTyped));
                    rows.add(row);
                    columns.add(column);
                    count++;
                }
            }
        }
        return new Written(written, rows, columns, count);
    }

    void clear(Area area) {
        Tab tab = book.tab(area.sheetId());
        for (int row = area.startRow(); row < Math.min(area.endRow(), tab.grid().height()); row++) {
            for (int column = area.startColumn();
                    column < Math.min(area.endColumn(), tab.grid().width(row));
                    column++) {
                tab.grid().set(row, column, tab.grid().at(row, column).with(Content.BLANK));
            }
        }
    }

    /** Refuses an array that does not fit into the area it is sent for. */
    void checkFits(Area area, JsonNode values, boolean byColumn) {
        int height = values.size();
        int width = 0;
        for (JsonNode line : values) {
            width = Math.max(width, line.size());
        }
        int rows = byColumn ? width : height;
        int columns = byColumn ? height : width;
        String shown = "'" + book.tab(area.sheetId()).title().replace("'", "''") + "'!" + A1.cells(bounded(area));
        if (area.endRow() != Integer.MAX_VALUE && rows > area.rows()) {
            throw ApiError.invalid("Requested writing within range [" + shown + "], but tried writing to row ["
                    + (area.endRow() + 1) + "]");
        }
        if (area.endColumn() != Integer.MAX_VALUE && columns > area.columns()) {
            throw ApiError.invalid("Requested writing within range [" + shown + "], but tried writing to column ["
                    + A1.letters(area.endColumn()) + "]");
        }
    }

    private Area bounded(Area area) {
        boolean isOpen = area.endRow() == Integer.MAX_VALUE || area.endColumn() == Integer.MAX_VALUE;
        return isOpen ? area.within(book.tab(area.sheetId()).grid()) : area;
    }

    private void grow(Tab tab, Area area) {
        int rows = Math.max(tab.grid().rowCount(), area.endRow());
        int columns = Math.max(tab.grid().columnCount(), area.endColumn());
        if (rows != tab.grid().rowCount() || columns != tab.grid().columnCount()) {
            Limits.checkResize(book, tab, rows, columns);
            tab.grid().resize(rows, columns);
        }
    }

    private static void check(JsonNode value, int row, int column) {
        if (value.isContainerNode()) {
            String kind = value.isArray() ? "list_value" : "struct_value";
            throw ApiError.invalid("Invalid values[" + row + "][" + column + "]: " + kind + " {\n}\n");
        }
        Limits.checkText(value.asText());
    }

    private Cell entered(Cell old, JsonNode value, boolean isTyped) {
        if (value.isNumber()) {
            return old.with(new Content.Numeric(value.asDouble()));
        }
        if (value.isBoolean()) {
            return old.with(new Content.Flag(value.asBoolean()));
        }
        if (!isTyped) {
            return old.with(value.asText().isEmpty() ? Content.BLANK : new Content.Text(value.asText()));
        }
        Typed typed = Typed.of(value.asText(), book.locale(), year);
        ObjectNode more = old.more().deepCopy();
        typed.format()
                .ifPresent(format -> more.withObject("/userEnteredFormat")
                        .putObject("numberFormat")
                        .put("type", format.type())
                        .put("pattern", format.pattern()));
        return new Cell(typed.content(), more);
    }

    /** What a write touched. */
    record Written(Area area, Set<Integer> rows, Set<Integer> columns, int cells) {
        /** An UpdateValuesResponse; counts of 0 are left out. */
        ObjectNode json(Book book) {
            ObjectNode json = Json.object().put("spreadsheetId", book.id()).put("updatedRange", A1.show(book, area));
            if (cells > 0) {
                json.put("updatedRows", rows.size())
                        .put("updatedColumns", columns.size())
                        .put("updatedCells", cells);
            }
            return json;
        }
    }
}
