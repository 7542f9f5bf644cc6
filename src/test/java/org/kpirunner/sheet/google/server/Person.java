package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Tab.Ranged;
import org.kpirunner.sheet.google.server.book.Typed;
import org.kpirunner.sheet.google.server.wire.Json;

/** Somebody with the spreadsheet open in a browser; rows and columns count from 0. */
public final class Person {
    private final Book book;
    private final Consumer<JsonNode> batch;

    Person(Book book, Consumer<JsonNode> batch) {
        this.book = book;
        this.batch = batch;
    }

    public Book book() {
        return book;
    }

    /** Types a text into a cell. */
    public void type(String tab, int row, int column, String text) {
        Tab typed = tab(tab);
        Content content = Typed.of(text, book.locale(), 2026).content();
        typed.grid().set(row, column, typed.grid().at(row, column).with(content));
    }

    /** Puts a content into a cell that typing cannot give, as a click on a checkbox does. */
    public void enter(String tab, int row, int column, Content content) {
        Tab entered = tab(tab);
        entered.grid().set(row, column, entered.grid().at(row, column).with(content));
    }

    public void note(String tab, int row, int column, String text) {
        Cell cell = tab(tab).grid().at(row, column);
        ObjectNode more = cell.more().deepCopy().put("note", text);
        tab(tab).grid().set(row, column, new Cell(cell.content(), more));
    }

    public void insertColumns(String tab, int at, int count) {
        change("insertDimension", request -> range(request, "range", tab, "COLUMNS", at, count));
    }

    public void deleteColumns(String tab, int at, int count) {
        change("deleteDimension", request -> range(request, "range", tab, "COLUMNS", at, count));
    }

    /** Drags columns; the destination counts before they are taken out. */
    public void moveColumns(String tab, int at, int count, int destination) {
        change("moveDimension", request -> {
            range(request, "source", tab, "COLUMNS", at, count);
            request.put("destinationIndex", destination);
        });
    }

    public void insertRows(String tab, int at, int count) {
        change("insertDimension", request -> range(request, "range", tab, "ROWS", at, count));
    }

    public void deleteRows(String tab, int at, int count) {
        change("deleteDimension", request -> range(request, "range", tab, "ROWS", at, count));
    }

    /** Sorts the rows below the first {@code from} by one column. */
    public void sort(String tab, int from, int column, boolean isDescending) {
        Tab sorted = tab(tab);
        Area whole = Area.whole(sorted);
        Area area = new Area(sorted.id(), from, whole.endRow(), 0, whole.endColumn());
        change("sortRange", request -> {
            request.set("range", area.json());
            request.putArray("sortSpecs")
                    .addObject()
                    .put("dimensionIndex", column)
                    .put("sortOrder", isDescending ? "DESCENDING" : "ASCENDING");
        });
    }

    public void renameTab(String tab, String title) {
        change("updateSheetProperties", request -> {
            request.putObject("properties").put("sheetId", tab(tab).id()).put("title", title);
            request.put("fields", "title");
        });
    }

    public void addTab(String title) {
        change("addSheet", request -> request.putObject("properties").put("title", title));
    }

    public void deleteTab(String tab) {
        change("deleteSheet", request -> request.put("sheetId", tab(tab).id()));
    }

    /** Sets the locale and the time zone of the spreadsheet. */
    public void setRegion(String locale, String timeZone) {
        book.properties().put("locale", locale).put("timeZone", timeZone);
    }

    /** Protects an area against everybody who is not a person. */
    public void protect(String tab, Area area, boolean isOnlyWarning) {
        ObjectNode more =
                Json.object().put("protectedRangeId", 1 + tab(tab).ranged().size());
        if (isOnlyWarning) {
            more.put("warningOnly", true);
        }
        tab(tab).ranged().add(new Ranged(Ranged.Kind.PROTECTED, area.onTab(tab(tab).id()), more));
    }

    /** Any request of a batchUpdate, as a person's click would send it. */
    public void change(String name, Consumer<ObjectNode> request) {
        ArrayNode requests = Json.array();
        request.accept(requests.addObject().putObject(name));
        batch.accept(requests);
    }

    private Tab tab(String title) {
        return book.titled(title).orElseThrow(() -> new IllegalArgumentException("no tab " + title));
    }

    private void range(ObjectNode request, String field, String tab, String dimension, int at, int count) {
        request.putObject(field)
                .put("sheetId", tab(tab).id())
                .put("dimension", dimension)
                .put("startIndex", at)
                .put("endIndex", at + count);
    }
}
