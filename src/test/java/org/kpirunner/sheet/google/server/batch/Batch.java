package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Protection;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;

/** Applies the requests of a batchUpdate to a copy of a spreadsheet, all or none. */
public final class Batch {
    private final Book book;
    private final boolean isPerson;
    private final TabRequests tabs;
    private final LineRequests lines;
    private final CellRequests cells;
    private final MoveRequests moves;
    private final RangeRequests ranges;
    private final MetadataRequests metadata;

    /**
     * @param book a copy, which is thrown away where a request fails
     * @param isPerson whether protected ranges do not matter
     */
    public Batch(Book book, Unrecorded unrecorded, boolean isPerson) {
        this.book = book;
        this.isPerson = isPerson;
        tabs = new TabRequests(book);
        lines = new LineRequests(this);
        cells = new CellRequests(this, unrecorded);
        moves = new MoveRequests(this, unrecorded);
        ranges = new RangeRequests(this);
        metadata = new MetadataRequests(book, unrecorded);
    }

    /** The replies, one for each request. */
    public ArrayNode apply(JsonNode requests) {
        if (requests.isEmpty()) {
            throw ApiError.invalid("Must specify at least one request.");
        }
        ArrayNode replies = Json.array();
        for (int i = 0; i < requests.size(); i++) {
            JsonNode request = requests.get(i);
            if (request.size() != 1) {
                throw ApiError.invalid("Invalid requests[" + i + "]: No request set.");
            }
            String name = request.fieldNames().next();
            try {
                replies.add(one(name, request.get(name)));
            } catch (ApiError e) {
                throw e.getMessage().equals(MetadataRequests.ODD_TEXT) || e.code() == 409
                        ? e
                        : e.in("requests[" + i + "]." + name);
            }
        }
        return replies;
    }

    private ObjectNode one(String name, JsonNode request) {
        ObjectNode reply = Json.object();
        switch (name) {
            case "addSheet" -> reply.set(name, tabs.add(request));
            case "deleteSheet" -> tabs.delete(request);
            case "duplicateSheet" -> reply.set(name, tabs.duplicate(request));
            case "updateSheetProperties" -> tabs.update(request);
            case "updateSpreadsheetProperties" -> tabs.updateBook(request);
            case "appendDimension" -> lines.append(request);
            case "insertDimension" -> lines.insert(request);
            case "deleteDimension" -> lines.delete(request);
            case "moveDimension" -> lines.move(request);
            case "updateDimensionProperties" -> lines.update(request);
            case "autoResizeDimensions" -> lines.autoResize(request);
            case "addDimensionGroup" -> reply.set(name, lines.addGroup(request));
            case "deleteDimensionGroup" -> reply.set(name, lines.deleteGroup(request));
            case "updateDimensionGroup" -> lines.updateGroup(request);
            case "updateCells" -> cells.update(request);
            case "appendCells" -> cells.append(request);
            case "repeatCell" -> cells.repeat(request);
            case "setDataValidation" -> cells.validate(request);
            case "copyPaste" -> moves.copy(request);
            case "cutPaste" -> moves.cut(request);
            case "sortRange" -> moves.sort(request);
            case "findReplace" -> reply.set(name, moves.replace(request));
            case "mergeCells" -> ranges.merge(request);
            case "unmergeCells" -> ranges.unmerge(request);
            case "addNamedRange" -> reply.set(name, ranges.addName(request));
            case "updateNamedRange" -> ranges.updateName(request);
            case "deleteNamedRange" -> ranges.deleteName(request);
            case "addProtectedRange" -> reply.set(name, ranges.protect(request));
            case "updateProtectedRange" -> ranges.updateProtected(request);
            case "deleteProtectedRange" -> ranges.unprotect(request);
            case "setBasicFilter" -> ranges.filter(request);
            case "clearBasicFilter" -> ranges.clearFilter(request);
            case "createDeveloperMetadata" -> reply.set(name, metadata.create(request));
            case "updateDeveloperMetadata" -> reply.set(name, metadata.update(request));
            case "deleteDeveloperMetadata" -> reply.set(name, metadata.delete(request));
            default -> throw ApiError.invalid("This test server does not know this request.");
        }
        return reply;
    }

    Book book() {
        return book;
    }

    /** The area of a GridRange, cut to its tab, which must be there. */
    Area area(JsonNode range) {
        Area area = Area.of(range);
        Tab tab = book.tab(area.sheetId());
        if (area.startRow() > tab.grid().rowCount()
                || area.startColumn() > tab.grid().columnCount()) {
            throw ApiError.invalid("range is beyond the grid of sheet " + area.sheetId() + ".");
        }
        return area.within(tab.grid());
    }

    void checkEditable(Tab tab, Area area) {
        if (!isPerson) {
            Protection.check(tab, area);
        }
    }
}
