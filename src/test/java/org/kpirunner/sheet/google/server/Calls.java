package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.GenericJson;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetResponse;
import com.google.api.services.sheets.v4.model.CopySheetToAnotherSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.GetSpreadsheetByDataFilterRequest;
import com.google.api.services.sheets.v4.model.SearchDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.SearchDeveloperMetadataResponse;
import com.google.api.services.sheets.v4.model.SheetProperties;
import com.google.api.services.sheets.v4.model.Spreadsheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kpirunner.sheet.google.server.batch.Batch;
import org.kpirunner.sheet.google.server.batch.Filters;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.view.BookView;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Body;
import org.kpirunner.sheet.google.server.wire.Call;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** One call: which it is, its parameters and body, and its answer. */
final class Calls {
    private final Service service;
    private final Call call;

    Calls(Service service, Call call) {
        this.service = service;
        this.call = call;
    }

    Answer answer() {
        Optional<List<String>> path = call.parts();
        if (path.isEmpty()) {
            return Answer.page(404, "Not Found");
        }
        List<String> parts = path.get();
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        if (parts.isEmpty() && call.method().equals("POST")) {
            return masked(create(), Spreadsheet.class);
        }
        if (parts.size() == 1) {
            return ofSpreadsheet(last);
        }
        if (parts.size() >= 2 && parts.get(1).startsWith("values")) {
            return new ValuesCalls(service, call).answer(parts);
        }
        if (parts.size() == 3 && parts.get(1).equals("developerMetadata") && call.isGet()) {
            return masked(metadata(parts.get(0), last), DeveloperMetadata.class);
        }
        if (parts.size() == 2 && last.equals("developerMetadata:search") && isPost()) {
            return masked(search(parts.get(0)), SearchDeveloperMetadataResponse.class);
        }
        if (parts.size() == 3 && parts.get(1).equals("sheets") && last.endsWith(":copyTo") && isPost()) {
            return masked(copyTo(parts.get(0), last), SheetProperties.class);
        }
        return Answer.page(404, "Not Found");
    }

    private Answer ofSpreadsheet(String part) {
        if (call.isGet() && part.indexOf(':') < 0) {
            return masked(get(part), Spreadsheet.class);
        }
        if (isPost() && part.endsWith(":batchUpdate")) {
            return masked(batchUpdate(cut(part, ":batchUpdate")), BatchUpdateSpreadsheetResponse.class);
        }
        if (isPost() && part.endsWith(":getByDataFilter")) {
            return masked(getByDataFilter(cut(part, ":getByDataFilter")), Spreadsheet.class);
        }
        return Answer.page(404, "Not Found");
    }

    private ObjectNode create() {
        call.check(Set.of());
        ObjectNode body = Body.read(call.body(), Spreadsheet.class, "");
        Book book = new Book("s" + UUID.randomUUID().toString().replace("-", ""), "Untitled spreadsheet");
        if (body.has("properties")) {
            book.properties().setAll((ObjectNode) body.get("properties"));
        }
        if (body.path("sheets").size() > 0) {
            ArrayNode requests = Json.array();
            for (JsonNode sheet : body.path("sheets")) {
                requests.addObject()
                        .putObject("addSheet")
                        .set("properties", sheet.path("properties").deepCopy());
            }
            book.tabs().clear();
            new Batch(book, service.unrecorded(), false).apply(requests);
        }
        service.add(book);
        return new BookView(book, service.evaluator(book), service.account()).show(List.of(), false);
    }

    private ObjectNode get(String id) {
        call.check(Set.of("ranges", "includeGridData", "excludeTablesInBandedRanges"));
        Optional<Mask> mask = mask(Spreadsheet.class);
        Book book = service.reachable(id, false);
        List<Area> areas = call.parameters().getOrDefault("ranges", List.of()).stream()
                .map(range -> A1.parse(book, range))
                .toList();
        boolean withData = mask.map(Calls::reachesData).orElse(call.isTrue("includeGridData"));
        return new BookView(book, service.evaluator(book), service.account()).show(areas, withData);
    }

    private ObjectNode getByDataFilter(String id) {
        call.check(Set.of());
        ObjectNode body = Body.read(call.body(), GetSpreadsheetByDataFilterRequest.class, "");
        Optional<Mask> mask = mask(Spreadsheet.class);
        Book book = service.reachable(id, false);
        List<Area> areas = new ArrayList<>();
        body.path("dataFilters").forEach(filter -> areas.addAll(new Filters(book).areas(filter)));
        boolean withData =
                mask.map(Calls::reachesData).orElse(body.path("includeGridData").asBoolean(false));
        return new BookView(book, service.evaluator(book), service.account()).show(areas, withData);
    }

    private ObjectNode batchUpdate(String id) {
        call.check(Set.of());
        ObjectNode body = Body.read(call.body(), BatchUpdateSpreadsheetRequest.class, "");
        Optional<Mask> mask = mask(BatchUpdateSpreadsheetResponse.class);
        Book before = service.reachable(id, true);
        return service.change(id, book -> {
            ArrayNode replies = new Batch(book, service.unrecorded(), false).apply(body.path("requests"));
            ObjectNode answer = Json.object().put("spreadsheetId", id);
            answer.set("replies", replies);
            if (body.path("includeSpreadsheetInResponse").asBoolean(false)) {
                Book shown = service.unrecorded().isStateLate() ? before : book;
                answer.set("updatedSpreadsheet", state(shown, body, mask));
            }
            return answer;
        });
    }

    private ObjectNode state(Book book, ObjectNode body, Optional<Mask> mask) {
        List<Area> areas = new ArrayList<>();
        body.path("responseRanges").forEach(range -> areas.add(A1.parse(book, range.asText())));
        boolean withData = mask.flatMap(all -> all.below("updatedSpreadsheet"))
                .filter(below -> !below.isLeaf())
                .map(Calls::reachesData)
                .orElse(body.path("responseIncludeGridData").asBoolean(false));
        return new BookView(book, service.evaluator(book), service.account()).show(areas, withData);
    }

    private ObjectNode metadata(String id, String metadataId) {
        call.check(Set.of());
        if (!metadataId.matches("-?\\d{1,10}")) {
            throw ApiError.badRequest(List.of(new ApiError.Violation(
                    "metadata_id", "Invalid value at 'metadata_id' (TYPE_INT32), \"" + metadataId + "\"")));
        }
        Metadata found = service.reachable(id, false).metadata().get((int) Long.parseLong(metadataId));
        if (found == null) {
            throw ApiError.of(404, "NOT_FOUND", "No developer metadata with ID " + metadataId);
        }
        return found.json();
    }

    private ObjectNode search(String id) {
        call.check(Set.of());
        JsonNode filters =
                Body.read(call.body(), SearchDeveloperMetadataRequest.class, "").path("dataFilters");
        Filters lookup = new Filters(service.reachable(id, false));
        ArrayNode matched = Json.array();
        for (Metadata found : lookup.metadata(filters)) {
            ObjectNode entry = matched.addObject();
            entry.set("developerMetadata", found.json());
            ArrayNode those = entry.putArray("dataFilters");
            filters.forEach(filter -> {
                if (lookup.matches(found, filter)) {
                    those.add(filter);
                }
            });
        }
        ObjectNode answer = Json.object();
        if (!matched.isEmpty()) {
            answer.set("matchedDeveloperMetadata", matched);
        }
        return answer;
    }

    private ObjectNode copyTo(String id, String part) {
        ObjectNode body = Body.read(call.body(), CopySheetToAnotherSpreadsheetRequest.class, "");
        int sheetId = Integer.parseInt(cut(part, ":copyTo"));
        String target = body.path("destinationSpreadsheetId").asText("");
        var copy = service.copyTab(service.reachable(id, false), sheetId, target);
        return BookView.properties(service.reachable(target, true), copy);
    }

    private Optional<Mask> mask(Class<? extends GenericJson> answer) {
        return call.parameter("fields").filter(text -> !text.isEmpty()).map(text -> Mask.ofAnswer(text, answer));
    }

    private Answer masked(ObjectNode answer, Class<? extends GenericJson> type) {
        return Answer.of(200, mask(type).map(mask -> mask.apply(answer)).orElse(answer));
    }

    /** Whether a mask of a spreadsheet asks for cells; a wildcard does not. */
    private static boolean reachesData(Mask mask) {
        return mask.names("sheets")
                && mask.below("sheets")
                        .filter(sheets -> sheets.children().isEmpty() || sheets.names("data"))
                        .isPresent();
    }

    private boolean isPost() {
        return call.method().equals("POST");
    }

    private static String cut(String part, String suffix) {
        return part.substring(0, part.length() - suffix.length());
    }
}
