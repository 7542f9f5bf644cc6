package org.kpirunner.sheet.google.server.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Metadata.Spot;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Tab.Ranged;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.wire.Json;

/** A spreadsheet as the service answers it. */
public final class BookView {
    private final Book book;
    private final CellView cells;
    private final String account;

    /** @param account the address of the caller, who may edit what the caller protects */
    public BookView(Book book, Evaluator evaluator, String account) {
        this.book = book;
        this.cells = new CellView(book, evaluator);
        this.account = account;
    }

    /**
     * The whole answer, before a mask is applied to it.
     *
     * @param areas where there are some, only their tabs are answered, with one block of data each
     */
    public ObjectNode show(List<Area> areas, boolean withData) {
        ObjectNode shown = Json.object().put("spreadsheetId", book.id());
        shown.set("properties", book.properties());
        ArrayNode sheets = shown.putArray("sheets");
        for (Tab tab : book.tabs()) {
            List<Area> ofTab =
                    areas.stream().filter(area -> area.sheetId() == tab.id()).toList();
            if (areas.isEmpty() || !ofTab.isEmpty()) {
                sheets.add(sheet(tab, ofTab.isEmpty() ? List.of(Area.whole(tab)) : ofTab, withData));
            }
        }
        if (!book.names().isEmpty()) {
            ArrayNode names = shown.putArray("namedRanges");
            book.names().forEach(name -> names.add(namedRange(name)));
        }
        putMetadata(shown, new Spot.Everywhere());
        return shown.put("spreadsheetUrl", "https://docs.google.com/spreadsheets/d/" + book.id() + "/edit");
    }

    public static ObjectNode namedRange(Book.NamedRange name) {
        ObjectNode shown = Json.object().put("namedRangeId", name.id()).put("name", name.name());
        shown.set("range", name.area().json());
        return shown;
    }

    /** A tab's properties; its id and index are there even where they are 0. */
    public static ObjectNode properties(Book book, Tab tab) {
        ObjectNode properties = Json.object();
        properties
                .put("sheetId", tab.id())
                .put("title", tab.title())
                .put("index", book.tabs().indexOf(tab))
                .put("sheetType", "GRID");
        ObjectNode grid = properties.putObject("gridProperties");
        grid.put("rowCount", tab.grid().rowCount())
                .put("columnCount", tab.grid().columnCount());
        grid.setAll(tab.gridProperties());
        properties.setAll(tab.properties());
        return properties;
    }

    private ObjectNode sheet(Tab tab, List<Area> areas, boolean withData) {
        ObjectNode sheet = Json.object();
        sheet.set("properties", properties(book, tab));
        if (withData) {
            ArrayNode data = sheet.putArray("data");
            areas.forEach(area -> data.add(data(tab, area.within(tab.grid()))));
        }
        ArrayNode merges = Json.array();
        tab.ranged(Ranged.Kind.MERGE).forEach(merge -> merges.add(merge.area().json()));
        putUnlessEmpty(sheet, "merges", merges);
        ArrayNode protectedRanges = Json.array();
        tab.ranged(Ranged.Kind.PROTECTED).forEach(entry -> protectedRanges.add(protectedRange(entry)));
        putUnlessEmpty(sheet, "protectedRanges", protectedRanges);
        tab.ranged(Ranged.Kind.BASIC_FILTER).forEach(entry -> {
            ObjectNode filter = sheet.putObject("basicFilter");
            filter.set("range", entry.area().json());
            filter.setAll(entry.more());
        });
        putUnlessEmpty(sheet, "rowGroups", tab.shownGroups(Dimension.ROWS));
        putUnlessEmpty(sheet, "columnGroups", tab.shownGroups(Dimension.COLUMNS));
        putMetadata(sheet, new Spot.OfTab(tab.id()));
        return sheet;
    }

    private ObjectNode protectedRange(Ranged entry) {
        ObjectNode shown = Json.object();
        shown.set("protectedRangeId", entry.more().get("protectedRangeId"));
        shown.set("range", entry.area().json());
        shown.setAll(entry.more());
        if (entry.more().path("requestingUserCanEdit").asBoolean(false)) {
            shown.putObject("editors").putArray("users").add(account);
        }
        return shown;
    }

    private ObjectNode data(Tab tab, Area area) {
        ObjectNode data = Json.object();
        if (area.startRow() > 0) {
            data.put("startRow", area.startRow());
        }
        if (area.startColumn() > 0) {
            data.put("startColumn", area.startColumn());
        }
        List<ObjectNode> rows = new ArrayList<>();
        int last = 0;
        for (int row = area.startRow(); row < Math.min(area.endRow(), tab.grid().height()); row++) {
            ObjectNode shown = rowData(tab, area, row);
            rows.add(shown);
            last = shown.isEmpty() ? last : rows.size();
        }
        if (last > 0) {
            data.putArray("rowData").addAll(rows.subList(0, last));
        }
        putLines(data, "rowMetadata", tab, Dimension.ROWS, area.startRow(), area.endRow());
        putLines(data, "columnMetadata", tab, Dimension.COLUMNS, area.startColumn(), area.endColumn());
        return data;
    }

    private ObjectNode rowData(Tab tab, Area area, int row) {
        Grid grid = tab.grid();
        ObjectNode shown = Json.object();
        int end = Math.min(area.endColumn(), grid.width(row));
        while (end > area.startColumn() && grid.at(row, end - 1).equals(Cell.EMPTY)) {
            end--;
        }
        if (end > area.startColumn()) {
            ArrayNode values = shown.putArray("values");
            for (int column = area.startColumn(); column < end; column++) {
                values.add(cells.data(tab, row, column));
            }
        }
        return shown;
    }

    private void putLines(ObjectNode data, String field, Tab tab, Dimension dimension, int start, int end) {
        ArrayNode lines = Json.array();
        for (int i = start; i < end; i++) {
            ObjectNode line = tab.shownLine(dimension, i);
            putMetadata(line, new Spot.OfLine(tab.id(), dimension, i));
            lines.add(line);
        }
        putUnlessEmpty(data, field, lines);
    }

    private void putMetadata(ObjectNode into, Spot spot) {
        ArrayNode list = Json.array();
        for (Metadata entry : book.metadata().values()) {
            if (entry.spot().equals(spot)) {
                list.add(entry.json());
            }
        }
        putUnlessEmpty(into, "developerMetadata", list);
    }

    private static void putUnlessEmpty(ObjectNode into, String field, ArrayNode list) {
        if (!list.isEmpty()) {
            into.set(field, list);
        }
    }
}
