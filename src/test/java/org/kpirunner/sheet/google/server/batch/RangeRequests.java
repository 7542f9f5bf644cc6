package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Tab.Ranged;
import org.kpirunner.sheet.google.server.book.Tab.Ranged.Kind;
import org.kpirunner.sheet.google.server.view.BookView;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** Requests about what belongs to an area: merges, names, protections, filters. */
final class RangeRequests {
    private final Batch batch;

    RangeRequests(Batch batch) {
        this.batch = batch;
    }

    void merge(JsonNode request) {
        Area area = batch.area(request.path("range"));
        Tab tab = batch.book().tab(area.sheetId());
        batch.checkEditable(tab, area);
        takeOutMerges(tab, area);
        for (Area part : parts(area, request.path("mergeType").asText("MERGE_ALL"))) {
            tab.ranged().add(new Ranged(Kind.MERGE, part, Json.object()));
            for (int row = part.startRow(); row < part.endRow(); row++) {
                for (int column = part.startColumn(); column < part.endColumn(); column++) {
                    boolean isFirst = row == part.startRow() && column == part.startColumn();
                    if (!isFirst) {
                        tab.grid().set(row, column, tab.grid().at(row, column).with(Content.BLANK));
                    }
                }
            }
        }
    }

    void unmerge(JsonNode request) {
        Area area = batch.area(request.path("range"));
        takeOutMerges(batch.book().tab(area.sheetId()), area);
    }

    private static void takeOutMerges(Tab tab, Area area) {
        for (Ranged merge : tab.ranged(Kind.MERGE)) {
            if (merge.area().meets(area) && !area.covers(merge.area())) {
                throw ApiError.invalid("You must select all cells in a merged range to merge or unmerge them.");
            }
        }
        tab.ranged()
                .removeIf(entry -> entry.kind() == Kind.MERGE && entry.area().meets(area));
    }

    private static List<Area> parts(Area area, String type) {
        List<Area> parts = new ArrayList<>();
        if (type.equals("MERGE_ROWS")) {
            for (int row = area.startRow(); row < area.endRow(); row++) {
                parts.add(new Area(area.sheetId(), row, row + 1, area.startColumn(), area.endColumn()));
            }
        } else if (type.equals("MERGE_COLUMNS")) {
            for (int column = area.startColumn(); column < area.endColumn(); column++) {
                parts.add(new Area(area.sheetId(), area.startRow(), area.endRow(), column, column + 1));
            }
        } else {
            parts.add(area);
        }
        return parts;
    }

    ObjectNode addName(JsonNode request) {
        JsonNode wanted = request.path("namedRange");
        String name = wanted.path("name").asText();
        if (batch.book().names().stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
            throw ApiError.invalid("A named range with the name \"" + name + "\" already exists.");
        }
        String id = wanted.path("namedRangeId").asText("");
        Book.NamedRange added = new Book.NamedRange(
                id.isEmpty() ? Integer.toString(batch.book().newId(any -> false)) : id,
                name,
                batch.area(wanted.path("range")));
        batch.book().names().add(added);
        ObjectNode reply = Json.object();
        reply.set("namedRange", BookView.namedRange(added));
        return reply;
    }

    void updateName(JsonNode request) {
        JsonNode wanted = request.path("namedRange");
        Mask mask = TabRequests.mask(request);
        Book.NamedRange old = name(wanted.path("namedRangeId").asText());
        boolean hasName = mask.below("name").isPresent() && wanted.has("name");
        boolean hasRange = mask.below("range").isPresent() && wanted.has("range");
        Book.NamedRange changed = new Book.NamedRange(
                old.id(),
                hasName ? wanted.get("name").asText() : old.name(),
                hasRange ? batch.area(wanted.get("range")) : old.area());
        batch.book().names().replaceAll(entry -> entry.equals(old) ? changed : entry);
    }

    void deleteName(JsonNode request) {
        batch.book().names().remove(name(request.path("namedRangeId").asText()));
    }

    private Book.NamedRange name(String id) {
        return batch.book().names().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("No named range with id: " + id));
    }

    /** Who protects a range may edit it. */
    ObjectNode protect(JsonNode request) {
        JsonNode wanted = request.path("protectedRange");
        Area area = Area.of(wanted.path("range"));
        Tab tab = batch.book().tab(area.sheetId());
        ObjectNode more = Json.object();
        more.put("protectedRangeId", batch.book().newId(id -> false));
        for (String name : List.of("description", "warningOnly", "unprotectedRanges", "namedRangeId")) {
            boolean isSet = wanted.has(name)
                    && !(wanted.get(name).isBoolean() && !wanted.get(name).asBoolean());
            if (isSet) {
                more.set(name, wanted.get(name));
            }
        }
        more.put("requestingUserCanEdit", true);
        tab.ranged().add(new Ranged(Kind.PROTECTED, area, more));
        ObjectNode reply = Json.object();
        ObjectNode shown = reply.putObject("protectedRange");
        shown.set("protectedRangeId", more.get("protectedRangeId"));
        shown.set("range", area.json());
        shown.setAll(more);
        shown.putObject("editors");
        return reply;
    }

    void updateProtected(JsonNode request) {
        JsonNode wanted = request.path("protectedRange");
        Mask mask = TabRequests.mask(request);
        int id = wanted.path("protectedRangeId").asInt();
        for (Tab tab : batch.book().tabs()) {
            tab.ranged().replaceAll(entry -> {
                if (entry.kind() != Kind.PROTECTED
                        || entry.more().path("protectedRangeId").asInt() != id) {
                    return entry;
                }
                ObjectNode more = entry.more().deepCopy();
                for (String name : List.of("description", "warningOnly", "unprotectedRanges")) {
                    if (mask.below(name).isPresent() && wanted.has(name)) {
                        more.set(name, wanted.get(name));
                    }
                }
                return new Ranged(
                        entry.kind(), mask.names("range") ? Area.of(wanted.path("range")) : entry.area(), more);
            });
        }
    }

    void unprotect(JsonNode request) {
        int id = request.path("protectedRangeId").asInt();
        boolean isFound = false;
        for (Tab tab : batch.book().tabs()) {
            isFound |= tab.ranged()
                    .removeIf(entry -> entry.kind() == Kind.PROTECTED
                            && entry.more().path("protectedRangeId").asInt() == id);
        }
        if (!isFound) {
            throw ApiError.invalid("No protected range with id: " + id);
        }
    }

    void filter(JsonNode request) {
        JsonNode filter = request.path("filter");
        Area area = batch.area(filter.path("range"));
        ObjectNode more = filter.deepCopy();
        more.remove("range");
        Tab tab = batch.book().tab(area.sheetId());
        tab.ranged().removeIf(entry -> entry.kind() == Kind.BASIC_FILTER);
        tab.ranged().add(new Ranged(Kind.BASIC_FILTER, area, more));
    }

    void clearFilter(JsonNode request) {
        Tab tab = batch.book().tab(request.path("sheetId").asInt());
        tab.ranged().removeIf(entry -> entry.kind() == Kind.BASIC_FILTER);
    }
}
