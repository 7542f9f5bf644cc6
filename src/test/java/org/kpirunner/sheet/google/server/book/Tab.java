package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kpirunner.sheet.google.server.wire.Json;

/** A tab of a spreadsheet, called a sheet on the wire. */
public final class Tab {
    private final int id;
    private String title;
    private Grid grid;
    private final ObjectNode properties;
    private final ObjectNode gridProperties;
    private final Map<Dimension, TreeMap<Integer, ObjectNode>> lines = new EnumMap<>(Dimension.class);
    private final List<Ranged> ranged = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    public Tab(int id, String title, Grid grid) {
        this(id, title, grid, Json.object(), Json.object());
    }

    private Tab(int id, String title, Grid grid, ObjectNode properties, ObjectNode gridProperties) {
        this.id = id;
        this.title = title;
        this.grid = grid;
        this.properties = properties;
        this.gridProperties = gridProperties;
        for (Dimension dimension : Dimension.values()) {
            lines.put(dimension, new TreeMap<>());
        }
    }

    public Tab copy() {
        return copyAs(id, title);
    }

    /** A copy of everything in it under another id and title. */
    public Tab copyAs(int newId, String newTitle) {
        Tab copy = new Tab(newId, newTitle, grid.copy(), properties.deepCopy(), gridProperties.deepCopy());
        lines.forEach((dimension, entries) ->
                entries.forEach((index, entry) -> copy.lines.get(dimension).put(index, entry.deepCopy())));
        ranged.forEach(entry -> copy.ranged.add(
                new Ranged(entry.kind(), entry.area().onTab(newId), entry.more().deepCopy())));
        copy.groups.addAll(groups);
        return copy;
    }

    public int id() {
        return id;
    }

    public String title() {
        return title;
    }

    public void rename(String newTitle) {
        title = newTitle;
    }

    public Grid grid() {
        return grid;
    }

    /** The properties beside id, title, index, type and grid: hidden, tabColor. */
    public ObjectNode properties() {
        return properties;
    }

    /** The grid's properties beside its size: frozenRowCount, hideGridlines. */
    public ObjectNode gridProperties() {
        return gridProperties;
    }

    public boolean isHidden() {
        return properties.path("hidden").asBoolean(false);
    }

    /** The properties that were set of a row or column; changes are kept. */
    public ObjectNode line(Dimension dimension, int index) {
        return lines.get(dimension).computeIfAbsent(index, any -> Json.object());
    }

    /** The properties of a row or column as they are shown. */
    public ObjectNode shownLine(Dimension dimension, int index) {
        ObjectNode shown = Json.object();
        ObjectNode set = lines.get(dimension).getOrDefault(index, Json.object());
        shown.setAll(set);
        if (!shown.has("pixelSize")) {
            shown.put("pixelSize", dimension == Dimension.ROWS ? 21 : 100);
        }
        return shown;
    }

    /** Merges, protected ranges, filters: everything that belongs to an area. */
    public List<Ranged> ranged() {
        return ranged;
    }

    public List<Ranged> ranged(Ranged.Kind kind) {
        return ranged.stream().filter(entry -> entry.kind() == kind).toList();
    }

    public List<Group> groups() {
        return groups;
    }

    /** Lets everything on the tab but its cells follow rows or columns that change places. */
    public void follow(Shift shift) {
        TreeMap<Integer, ObjectNode> moved = new TreeMap<>();
        lines.get(shift.dimension()).forEach((index, entry) -> {
            if (shift.index(index) >= 0) {
                moved.put(shift.index(index), entry);
            }
        });
        lines.put(shift.dimension(), moved);
        List<Ranged> kept = new ArrayList<>();
        ranged.forEach(entry ->
                entry.area().shifted(shift).ifPresent(area -> kept.add(new Ranged(entry.kind(), area, entry.more()))));
        ranged.clear();
        ranged.addAll(kept);
        List<Group> keptGroups = new ArrayList<>();
        for (Group group : groups) {
            if (group.dimension() != shift.dimension()) {
                keptGroups.add(group);
            } else {
                shift.span(group.start(), group.end())
                        .ifPresent(span -> keptGroups.add(group.between(span.start(), span.end())));
            }
        }
        groups.clear();
        groups.addAll(keptGroups);
    }

    /** Groups of one dimension as the service lists them. */
    public ArrayNode shownGroups(Dimension dimension) {
        ArrayNode list = Json.array();
        groups.stream().filter(group -> group.dimension() == dimension).forEach(group -> list.add(group.json(id)));
        return list;
    }

    /** Something that belongs to an area; {@code more} holds its fields beside the range. */
    public record Ranged(Kind kind, Area area, ObjectNode more) {
        /** What it is. */
        public enum Kind {
            MERGE,
            PROTECTED,
            BASIC_FILTER
        }
    }

    /** Rows or columns that can be folded. */
    public record Group(Dimension dimension, int start, int end, int depth, boolean isCollapsed) {
        Group between(int newStart, int newEnd) {
            return new Group(dimension, newStart, newEnd, depth, isCollapsed);
        }

        ObjectNode json(int sheetId) {
            ObjectNode group = Json.object();
            ObjectNode range = group.putObject("range");
            if (sheetId != 0) {
                range.put("sheetId", sheetId);
            }
            range.put("dimension", dimension.name()).put("startIndex", start).put("endIndex", end);
            group.put("depth", depth);
            if (isCollapsed) {
                group.put("collapsed", true);
            }
            return group;
        }
    }
}
