package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Limits;
import org.kpirunner.sheet.google.server.book.Metadata.Spot;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.view.BookView;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** Requests about whole tabs and the spreadsheet itself. */
final class TabRequests {
    private static final List<String> GRID_EXTRAS = List.of(
            "frozenRowCount", "frozenColumnCount", "hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter");
    private static final List<String> EXTRAS = List.of("hidden", "tabColor", "tabColorStyle", "rightToLeft");

    private final Book book;

    TabRequests(Book book) {
        this.book = book;
    }

    ObjectNode add(JsonNode request) {
        JsonNode properties = request.path("properties");
        JsonNode grid = properties.path("gridProperties");
        String title = properties.path("title").asText(unusedTitle());
        checkTitle(title, null);
        int id = properties.has("sheetId") ? properties.get("sheetId").asInt() : book.newId(this::isTaken);
        if (isTaken(id)) {
            throw ApiError.invalid("Sheet with id " + id + " already exists");
        }
        int rows = grid.path("rowCount").asInt(1000);
        int columns = grid.path("columnCount").asInt(26);
        Limits.checkNew(book, rows, columns);
        Tab tab = new Tab(id, title, new Grid(rows, columns));
        GRID_EXTRAS.forEach(name -> set(tab.gridProperties(), name, grid.path(name)));
        EXTRAS.forEach(name -> set(tab.properties(), name, properties.path(name)));
        Colors.complete(tab.properties());
        book.tabs()
                .add(
                        Math.min(
                                properties.path("index").asInt(book.tabs().size()),
                                book.tabs().size()),
                        tab);
        return shown(tab);
    }

    void delete(JsonNode request) {
        Tab tab = existing(request.path("sheetId").asInt());
        if (book.tabs().stream().allMatch(other -> other == tab || other.isHidden())) {
            throw ApiError.invalid("You can't remove all the " + (book.tabs().size() == 1 ? "" : "visible ")
                    + "sheets in a document.");
        }
        book.tabs().remove(tab);
        book.names().removeIf(name -> name.area().sheetId() == tab.id());
        book.metadata()
                .values()
                .removeIf(entry -> entry.spot().equals(new Spot.OfTab(tab.id()))
                        || (entry.spot() instanceof Spot.OfLine line && line.sheetId() == tab.id()));
    }

    ObjectNode duplicate(JsonNode request) {
        Tab source = existing(request.path("sourceSheetId").asInt());
        String title = request.path("newSheetName").asText(copyTitle(source));
        checkTitle(title, null);
        int id = request.has("newSheetId") ? request.get("newSheetId").asInt() : book.newId(this::isTaken);
        if (isTaken(id)) {
            throw ApiError.invalid("Sheet with id " + id + " already exists");
        }
        Limits.checkNew(book, source.grid().rowCount(), source.grid().columnCount());
        Tab copy = source.copyAs(id, title);
        book.tabs()
                .add(
                        Math.min(
                                request.path("insertSheetIndex").asInt(0),
                                book.tabs().size()),
                        copy);
        return shown(copy);
    }

    void update(JsonNode request) {
        JsonNode properties = request.path("properties");
        Tab tab = existing(properties.path("sheetId").asInt());
        Mask mask = mask(request);
        if (selects(mask, "title")) {
            String title = properties.path("title").asText("");
            if (title.isEmpty()) {
                throw ApiError.invalid("The sheet name cannot be empty.");
            }
            checkTitle(title, tab);
            Structure.rename(book, tab, title);
        }
        mask.below("gridProperties").ifPresent(grid -> updateGrid(tab, properties.path("gridProperties"), grid));
        for (String name : EXTRAS) {
            if (selects(mask, name)) {
                set(tab.properties(), name, properties.path(name));
            }
        }
        Colors.complete(tab.properties());
        if (book.tabs().stream().allMatch(Tab::isHidden)) {
            throw ApiError.invalid("You can't hide all the sheets in a document.");
        }
        if (mask.names("index")) {
            move(tab, properties.path("index").asInt(0));
        }
    }

    private void updateGrid(Tab tab, JsonNode grid, Mask mask) {
        int rows = selects(mask, "rowCount")
                ? grid.path("rowCount").asInt(0)
                : tab.grid().rowCount();
        int columns = selects(mask, "columnCount")
                ? grid.path("columnCount").asInt(0)
                : tab.grid().columnCount();
        if (rows < 1 || columns < 1) {
            throw ApiError.invalid("You can't delete all the " + (rows < 1 ? "rows" : "columns") + " on the sheet.");
        }
        Limits.checkResize(book, tab, rows, columns);
        tab.grid().resize(rows, columns);
        for (String name : GRID_EXTRAS) {
            if (selects(mask, name)) {
                set(tab.gridProperties(), name, grid.path(name));
            }
        }
        if (tab.gridProperties().path("frozenRowCount").asInt(0) >= rows) {
            throw ApiError.invalid("You can't freeze all visible rows on the sheet.");
        }
    }

    /** The index counts before the tab is taken out, so that its own place and the next one change nothing. */
    private void move(Tab tab, int index) {
        int from = book.tabs().indexOf(tab);
        book.tabs().remove(tab);
        book.tabs().add(Math.min(index > from ? index - 1 : index, book.tabs().size()), tab);
    }

    void updateBook(JsonNode request) {
        Mask mask = mask(request);
        JsonNode properties = request.path("properties");
        for (String name : List.of("title", "locale", "timeZone", "autoRecalc")) {
            if (selects(mask, name)) {
                book.properties().put(name, properties.path(name).asText(""));
            }
        }
    }

    private Tab existing(int id) {
        return book.tabs().stream()
                .filter(tab -> tab.id() == id)
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("No sheet with id: " + Integer.toUnsignedString(id)));
    }

    private boolean isTaken(int id) {
        return book.tabs().stream().anyMatch(tab -> tab.id() == id);
    }

    private void checkTitle(String title, Tab except) {
        if (book.titled(title).filter(tab -> tab != except).isPresent()) {
            throw ApiError.invalid(
                    "A sheet with the name \"" + title + "\" already exists. Please enter another name.");
        }
        if (title.length() > 100) {
            throw ApiError.invalid("The sheet name cannot be greater than 100 characters.");
        }
    }

    private String unusedTitle() {
        int number = book.tabs().size() + 1;
        while (book.titled("Sheet" + number).isPresent()) {
            number++;
        }
        return "Sheet" + number;
    }

    private String copyTitle(Tab source) {
        String title = "Copy of " + source.title();
        int number = 2;
        while (book.titled(title).isPresent()) {
            title = "Copy of " + source.title() + " " + number++;
        }
        return title;
    }

    private ObjectNode shown(Tab tab) {
        ObjectNode shown = Json.object();
        shown.set("properties", BookView.properties(book, tab));
        return shown;
    }

    private static boolean selects(Mask mask, String field) {
        return mask.below(field).isPresent();
    }

    private static void set(ObjectNode into, String name, JsonNode value) {
        boolean isDefault = value.isMissingNode()
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asInt() == 0);
        if (isDefault) {
            into.remove(name);
        } else {
            into.set(name, value);
        }
    }

    /** The mask of an update, which must not be empty. */
    static Mask mask(JsonNode request) {
        String fields = request.path("fields").asText("");
        if (fields.isEmpty()) {
            throw ApiError.invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
        }
        return Mask.parse(fields);
    }
}
