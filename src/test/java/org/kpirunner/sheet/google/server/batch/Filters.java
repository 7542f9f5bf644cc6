package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Metadata.Spot;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** What data filters match. */
public final class Filters {
    private final Book book;

    public Filters(Book book) {
        this.book = book;
    }

    /** The metadata that any of the filters matches, in the order of creation. */
    public List<Metadata> metadata(JsonNode filters) {
        if (filters.isEmpty()) {
            throw ApiError.invalid("Must specify at least one dataFilter.");
        }
        List<Metadata> found = new ArrayList<>();
        for (Metadata entry : book.metadata().values()) {
            for (JsonNode filter : filters) {
                if (matches(entry, filter)) {
                    found.add(entry);
                    break;
                }
            }
        }
        return found;
    }

    public boolean matches(Metadata entry, JsonNode filter) {
        if (filter.has("developerMetadataLookup")) {
            return looksUp(entry, filter.get("developerMetadataLookup"));
        }
        Area area = area(filter).orElseThrow(() -> ApiError.invalid("DataFilter must specify a filter."));
        Spot spot = entry.spot();
        return spot instanceof Spot.OfLine line
                ? line(line).meets(area)
                : spot instanceof Spot.OfTab tab && tab.sheetId() == area.sheetId();
    }

    /** The areas that a filter names. */
    public List<Area> areas(JsonNode filter) {
        if (!filter.has("developerMetadataLookup")) {
            return List.of(area(filter).orElseThrow(() -> ApiError.invalid("DataFilter must specify a filter.")));
        }
        List<Area> areas = new ArrayList<>();
        for (Metadata entry : book.metadata().values()) {
            if (looksUp(entry, filter.get("developerMetadataLookup"))) {
                if (entry.spot() instanceof Spot.OfLine line) {
                    areas.add(line(line));
                } else if (entry.spot() instanceof Spot.OfTab tab) {
                    areas.add(Area.whole(book.tab(tab.sheetId())));
                }
            }
        }
        return areas;
    }

    private Optional<Area> area(JsonNode filter) {
        if (filter.has("a1Range")) {
            return Optional.of(A1.parse(book, filter.get("a1Range").asText()));
        }
        if (filter.has("gridRange")) {
            Area area = Area.of(filter.get("gridRange"));
            return Optional.of(area.within(book.tab(area.sheetId()).grid()));
        }
        return Optional.empty();
    }

    private Area line(Spot.OfLine line) {
        Tab tab = book.tab(line.sheetId());
        Area whole = Area.whole(tab);
        return line.dimension() == Dimension.ROWS
                ? new Area(tab.id(), line.index(), line.index() + 1, 0, whole.endColumn())
                : new Area(tab.id(), 0, whole.endRow(), line.index(), line.index() + 1);
    }

    private boolean looksUp(Metadata entry, JsonNode lookup) {
        check(lookup);
        boolean fits = is(lookup, "metadataId", Integer.toString(entry.id()))
                && is(lookup, "metadataKey", entry.key())
                && is(lookup, "metadataValue", entry.value())
                && is(lookup, "visibility", entry.visibility())
                && is(lookup, "locationType", entry.spot().type());
        if (!fits || !lookup.has("metadataLocation")) {
            return fits;
        }
        Spot wanted = MetadataRequests.spot(book, lookup.get("metadataLocation"));
        boolean isExact = lookup.path("locationMatchingStrategy").asText().equals("EXACT_LOCATION")
                || wanted instanceof Spot.Everywhere;
        return isExact ? entry.spot().equals(wanted) : intersects(entry.spot(), wanted);
    }

    private boolean intersects(Spot spot, Spot wanted) {
        if (spot.equals(wanted)) {
            return true;
        }
        if (wanted instanceof Spot.OfTab tab) {
            return spot instanceof Spot.OfLine line && line.sheetId() == tab.sheetId();
        }
        Spot.OfLine wantedLine = (Spot.OfLine) wanted;
        if (spot instanceof Spot.OfTab tab) {
            return tab.sheetId() == wantedLine.sheetId();
        }
        return spot instanceof Spot.OfLine line
                && line.sheetId() == wantedLine.sheetId()
                && line.dimension() != wantedLine.dimension();
    }

    private static void check(JsonNode lookup) {
        String strategy = lookup.path("locationMatchingStrategy").asText("");
        if (strategy.equals("INTERSECTING_LOCATION")
                && lookup.path("metadataLocation").path("spreadsheet").asBoolean(false)) {
            throw ApiError.invalid("DeveloperMetadataLookup.spreadsheet is true, but locationMatchingStrategy was"
                    + " specified as INTERSECTING.");
        }
        if (strategy.equals("EXACT_LOCATION") && lookup.has("locationType")) {
            throw ApiError.invalid("The locationMatchingStrategy was specified as EXACT_LOCATION, but a locationType"
                    + " was also specified: lookups cannot limit by a location type when matching an exact location.");
        }
        if (!strategy.isEmpty() && !lookup.has("metadataLocation")) {
            throw ApiError.invalid("A locationMatchingStrategy was specified, but no metadataLocation was specified: a"
                    + " location is required to match by.");
        }
    }

    private static boolean is(JsonNode lookup, String field, String value) {
        return !lookup.has(field) || lookup.get(field).asText().equals(value);
    }
}
