package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Limits;
import org.kpirunner.sheet.google.server.book.Shift;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Tab.Group;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** Requests about rows and columns. */
final class LineRequests {
    private final Batch batch;

    LineRequests(Batch batch) {
        this.batch = batch;
    }

    void append(JsonNode request) {
        Tab tab = batch.book().tab(request.path("sheetId").asInt());
        boolean isRows = Dimension.of(request.path("dimension")) == Dimension.ROWS;
        int length = request.path("length").asInt(0);
        if (length < 1) {
            throw ApiError.invalid("length must be greater than 0.");
        }
        int rows = tab.grid().rowCount() + (isRows ? length : 0);
        int columns = tab.grid().columnCount() + (isRows ? 0 : length);
        Limits.checkResize(batch.book(), tab, rows, columns);
        tab.grid().resize(rows, columns);
    }

    void insert(JsonNode request) {
        Lines lines = lines(request.path("range"));
        if (request.path("inheritFromBefore").asBoolean(false) && lines.start() == 0) {
            throw ApiError.invalid("inheritFromBefore must be false when inserting at the start of the sheet.");
        }
        Tab tab = lines.tab();
        if (lines.start() > tab.grid().count(lines.dimension())) {
            throw ApiError.invalid("Cannot insert beyond the end of the sheet.");
        }
        batch.checkEditable(tab, lines.area());
        boolean isRows = lines.dimension() == Dimension.ROWS;
        Limits.checkResize(
                batch.book(),
                tab,
                tab.grid().rowCount() + (isRows ? lines.count() : 0),
                tab.grid().columnCount() + (isRows ? 0 : lines.count()));
        Structure.apply(batch.book(), tab, new Shift.Insert(lines.dimension(), lines.start(), lines.count()));
    }

    void delete(JsonNode request) {
        Lines lines = lines(request.path("range"));
        int count = lines.tab().grid().count(lines.dimension());
        String one = lines.dimension() == Dimension.ROWS ? "row" : "column";
        if (lines.start() >= count) {
            throw ApiError.invalid("Cannot delete a " + one + " that doesn't exist. Tried to delete " + one + " index "
                    + lines.start() + " but there are only " + count + " " + one + "s.");
        }
        int deleted = Math.min(lines.count(), count - lines.start());
        if (deleted == count) {
            throw ApiError.invalid("You can't delete all the " + one + "s on the sheet.");
        }
        batch.checkEditable(lines.tab(), lines.area());
        Structure.apply(batch.book(), lines.tab(), new Shift.Delete(lines.dimension(), lines.start(), deleted));
    }

    void move(JsonNode request) {
        Lines lines = lines(request.path("source"));
        int destination = request.path("destinationIndex").asInt(0);
        boolean isInside = destination > lines.start() && destination < lines.start() + lines.count();
        if (isInside || destination > lines.tab().grid().count(lines.dimension())) {
            throw ApiError.invalid("destinationIndex cannot be within or beyond the source range.");
        }
        batch.checkEditable(lines.tab(), lines.area());
        Structure.apply(
                batch.book(),
                lines.tab(),
                new Shift.Move(lines.dimension(), lines.start(), lines.count(), destination));
    }

    void update(JsonNode request) {
        Lines lines = lines(request.path("range"));
        Mask mask = TabRequests.mask(request);
        for (int i = lines.start(); i < lines.start() + lines.count(); i++) {
            ObjectNode line = lines.tab().line(lines.dimension(), i);
            for (String name : List.of("hiddenByUser", "pixelSize")) {
                if (mask.below(name).isPresent()) {
                    JsonNode value = request.path("properties").path(name);
                    boolean isSet = value.asBoolean(false) || value.asInt(0) != 0;
                    if (isSet) {
                        line.set(name, value);
                    } else {
                        line.remove(name);
                    }
                }
            }
        }
    }

    /** As wide as the text would be in a font of eight pixels a character; the real width depends on the font. */
    void autoResize(JsonNode request) {
        Lines lines = lines(request.path("dimensions"));
        for (int i = lines.start(); i < lines.start() + lines.count(); i++) {
            int longest = lines.tab().grid().line(lines.dimension(), i).stream()
                    .mapToInt(cell -> cell.content().toString().length())
                    .max()
                    .orElse(0);
            if (lines.dimension() == Dimension.COLUMNS && longest > 0) {
                lines.tab().line(lines.dimension(), i).put("pixelSize", 8 * longest + 3);
            }
        }
    }

    ObjectNode addGroup(JsonNode request) {
        Lines lines = lines(request.path("range"));
        int depth = 1;
        for (Group group : lines.tab().groups()) {
            boolean isAround = group.dimension() == lines.dimension()
                    && group.start() <= lines.start()
                    && group.end() >= lines.start() + lines.count();
            depth = isAround ? Math.max(depth, group.depth() + 1) : depth;
        }
        lines.tab()
                .groups()
                .add(new Group(lines.dimension(), lines.start(), lines.start() + lines.count(), depth, false));
        boolean isRows = lines.dimension() == Dimension.ROWS;
        lines.tab().gridProperties().put(isRows ? "rowGroupControlAfter" : "columnGroupControlAfter", true);
        return groups(lines);
    }

    ObjectNode deleteGroup(JsonNode request) {
        Lines lines = lines(request.path("range"));
        boolean isFound = lines.tab()
                .groups()
                .removeIf(group -> group.dimension() == lines.dimension()
                        && group.start() == lines.start()
                        && group.end() == lines.start() + lines.count());
        if (!isFound) {
            throw ApiError.invalid("There is no group at the specified range.");
        }
        return groups(lines);
    }

    void updateGroup(JsonNode request) {
        JsonNode wanted = request.path("dimensionGroup");
        Lines lines = lines(wanted.path("range"));
        boolean isCollapsed = wanted.path("collapsed").asBoolean(false);
        lines.tab()
                .groups()
                .replaceAll(group -> group.dimension() == lines.dimension()
                                && group.start() == lines.start()
                                && group.depth() == wanted.path("depth").asInt(1)
                        ? new Group(group.dimension(), group.start(), group.end(), group.depth(), isCollapsed)
                        : group);
        for (int i = lines.start(); i < lines.start() + lines.count(); i++) {
            ObjectNode line = lines.tab().line(lines.dimension(), i);
            if (isCollapsed) {
                line.put("hiddenByUser", true);
            } else {
                line.remove("hiddenByUser");
            }
        }
    }

    private static ObjectNode groups(Lines lines) {
        ObjectNode reply = Json.object();
        var groups = lines.tab().shownGroups(lines.dimension());
        if (!groups.isEmpty()) {
            reply.set("dimensionGroups", groups);
        }
        return reply;
    }

    private Lines lines(JsonNode range) {
        Tab tab = batch.book().tab(range.path("sheetId").asInt());
        Dimension dimension = Dimension.of(range.path("dimension"));
        int start = range.path("startIndex").asInt(0);
        int end = range.path("endIndex").asInt(tab.grid().count(dimension));
        if (end <= start) {
            throw ApiError.invalid("range must not be empty.");
        }
        return new Lines(tab, dimension, start, end - start);
    }

    /** Some rows or columns of a tab. */
    private record Lines(Tab tab, Dimension dimension, int start, int count) {
        Area area() {
            Area whole = Area.whole(tab);
            return dimension == Dimension.ROWS
                    ? new Area(tab.id(), start, start + count, 0, whole.endColumn())
                    : new Area(tab.id(), 0, whole.endRow(), start, start + count);
        }
    }
}
