package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Limits;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Metadata.Spot;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** Requests about developer metadata. */
final class MetadataRequests {
    static final String ODD_TEXT = "Request contains an invalid argument.";

    private final Book book;
    private final Unrecorded unrecorded;
    private final Set<Integer> notFreeYet = new HashSet<>();

    MetadataRequests(Book book, Unrecorded unrecorded) {
        this.book = book;
        this.unrecorded = unrecorded;
    }

    ObjectNode create(JsonNode request) {
        JsonNode wanted = request.path("developerMetadata");
        if (wanted.path("metadataKey").asText("").isEmpty()) {
            throw ApiError.invalid("DeveloperMetadata.metadataKey is required.");
        }
        if (!wanted.has("visibility")) {
            throw ApiError.invalid("DeveloperMetadata.visibility is required.");
        }
        int id = wanted.path("metadataId").asInt(0);
        if (id < 0) {
            throw ApiError.invalid("DeveloperMetadata.metadataId must be positive.");
        }
        if (id == 0) {
            id = book.newId(book.metadata()::containsKey);
        } else if (book.metadata().containsKey(id) || notFreeYet.contains(id)) {
            throw used(id);
        }
        Metadata added = new Metadata(
                id,
                wanted.get("metadataKey").asText(),
                wanted.path("metadataValue").asText(""),
                wanted.get("visibility").asText(),
                spot(book, wanted.path("location")));
        Limits.checkMetadata(book, added);
        book.metadata().put(id, added);
        ObjectNode reply = Json.object();
        reply.set("developerMetadata", added.json());
        return reply;
    }

    private ApiError used(int id) {
        return switch (unrecorded.usedId()) {
            case INVALID -> ApiError.invalid("Developer metadata with ID " + id + " already exists.");
            case CONFLICT -> ApiError.of(409, "ALREADY_EXISTS", "Requested entity already exists");
            case ODD_TEXT -> ApiError.invalid(ODD_TEXT);
        };
    }

    ObjectNode update(JsonNode request) {
        JsonNode wanted = request.path("developerMetadata");
        Mask mask = TabRequests.mask(request);
        List<Metadata> found = found(request.path("dataFilters"));
        ObjectNode reply = Json.object();
        ArrayNode changed = Json.array();
        for (Metadata old : found) {
            Metadata updated = new Metadata(
                    old.id(),
                    mask.below("metadataKey").isPresent()
                            ? wanted.path("metadataKey").asText(old.key())
                            : old.key(),
                    mask.below("metadataValue").isPresent()
                            ? wanted.path("metadataValue").asText("")
                            : old.value(),
                    mask.below("visibility").isPresent()
                            ? wanted.path("visibility").asText(old.visibility())
                            : old.visibility(),
                    mask.below("location").isPresent() && wanted.has("location")
                            ? spot(book, wanted.get("location"))
                            : old.spot());
            book.metadata().put(old.id(), updated);
            changed.add(updated.json());
        }
        if (!changed.isEmpty()) {
            reply.set("developerMetadata", changed);
        }
        return reply;
    }

    ObjectNode delete(JsonNode request) {
        List<Metadata> found = found(Json.array().add(request.path("dataFilter")));
        ObjectNode reply = Json.object();
        ArrayNode deleted = Json.array();
        for (Metadata entry : found) {
            book.metadata().remove(entry.id());
            if (!unrecorded.isIdFreeAtOnce()) {
                notFreeYet.add(entry.id());
            }
            deleted.add(entry.json());
        }
        if (!deleted.isEmpty()) {
            reply.set("deletedDeveloperMetadata", deleted);
        }
        return reply;
    }

    private List<Metadata> found(JsonNode filters) {
        List<Metadata> found = new Filters(book).metadata(filters);
        if (found.isEmpty() && unrecorded.isNothingDeletedAnError()) {
            throw ApiError.invalid("No developer metadata matched the data filter.");
        }
        return found;
    }

    /** The place that a location names. */
    static Spot spot(Book book, JsonNode location) {
        if (location.path("spreadsheet").asBoolean(false)) {
            return new Spot.Everywhere();
        }
        if (location.has("sheetId")) {
            return new Spot.OfTab(book.tab(location.get("sheetId").asInt()).id());
        }
        if (!location.has("dimensionRange")) {
            throw ApiError.invalid("DeveloperMetadata.location is required.");
        }
        JsonNode range = location.get("dimensionRange");
        if (!range.has("startIndex") || !range.has("endIndex")) {
            throw ApiError.invalid("DimensionRange must specify both a startIndex and an endIndex.");
        }
        int start = range.get("startIndex").asInt();
        if (range.get("endIndex").asInt() != start + 1) {
            throw ApiError.invalid("DimensionRange must represent a single row or column.");
        }
        Dimension dimension = Dimension.of(range.path("dimension"));
        int count = book.tab(range.path("sheetId").asInt()).grid().count(dimension);
        if (start >= count) {
            throw ApiError.invalid("DimensionRange is beyond the grid: index " + start + " of " + count + ".");
        }
        return new Spot.OfLine(range.path("sheetId").asInt(), dimension, start);
    }
}
