package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.GenericJson;
import com.google.api.services.sheets.v4.model.AppendValuesResponse;
import com.google.api.services.sheets.v4.model.BatchClearValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.BatchClearValuesByDataFilterResponse;
import com.google.api.services.sheets.v4.model.BatchClearValuesRequest;
import com.google.api.services.sheets.v4.model.BatchClearValuesResponse;
import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.BatchGetValuesByDataFilterResponse;
import com.google.api.services.sheets.v4.model.BatchGetValuesResponse;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesByDataFilterResponse;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesResponse;
import com.google.api.services.sheets.v4.model.ClearValuesRequest;
import com.google.api.services.sheets.v4.model.ClearValuesResponse;
import com.google.api.services.sheets.v4.model.UpdateValuesResponse;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.kpirunner.sheet.google.server.batch.Filters;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.values.ValuesApi;
import org.kpirunner.sheet.google.server.values.ValuesApi.Matched;
import org.kpirunner.sheet.google.server.values.ValuesApi.Options;
import org.kpirunner.sheet.google.server.view.CellView.Render;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Body;
import org.kpirunner.sheet.google.server.wire.Call;
import org.kpirunner.sheet.google.server.wire.Json;
import org.kpirunner.sheet.google.server.wire.Mask;

/** The calls below {@code /values}. */
final class ValuesCalls {
    private static final Set<String> READING = Set.of("majorDimension", "valueRenderOption", "dateTimeRenderOption");
    private static final Set<String> WRITING = Set.of(
            "valueInputOption",
            "includeValuesInResponse",
            "responseValueRenderOption",
            "responseDateTimeRenderOption",
            "insertDataOption");

    private final Service service;
    private final Call call;

    ValuesCalls(Service service, Call call) {
        this.service = service;
        this.call = call;
    }

    Answer answer(List<String> parts) {
        String id = parts.get(0);
        String verb = call.method() + " " + parts.get(1);
        if (parts.size() == 2) {
            return several(id, verb);
        }
        String range = parts.get(2);
        if (parts.size() > 3 || !parts.get(1).equals("values")) {
            return Answer.page(404, "Not Found");
        }
        if (call.isGet()) {
            call.check(READING);
            Options options = options(Json.object());
            return masked(values(id).get(range, options), ValueRange.class);
        }
        if (call.method().equals("PUT")) {
            ObjectNode body = checked(ValueRange.class, "data", WRITING);
            Options options = writing(Json.object());
            return masked(
                    change(id, (values, book) -> values.updateWithValues(range, body, options)),
                    UpdateValuesResponse.class);
        }
        if (range.endsWith(":append")) {
            ObjectNode body = checked(ValueRange.class, "data", WRITING);
            Options options = writing(Json.object());
            return masked(
                    change(id, (values, book) -> values.append(cut(range, ":append"), body, options)),
                    AppendValuesResponse.class);
        }
        if (range.endsWith(":clear")) {
            checked(ClearValuesRequest.class, "", Set.of());
            return masked(change(id, (values, book) -> values.clear(cut(range, ":clear"))), ClearValuesResponse.class);
        }
        return Answer.page(404, "Not Found");
    }

    private Answer several(String id, String verb) {
        return switch (verb) {
            case "GET values:batchGet" -> batchGet(id);
            case "POST values:batchUpdate" -> {
                ObjectNode body = checked(BatchUpdateValuesRequest.class, "", Set.of());
                Options options = writing(body);
                yield masked(
                        change(id, (values, book) -> values.batchUpdate(body.path("data"), options)),
                        BatchUpdateValuesResponse.class);
            }
            case "POST values:batchClear" -> {
                ObjectNode body = checked(BatchClearValuesRequest.class, "", Set.of());
                yield masked(
                        change(id, (values, book) -> values.batchClear(parsed(book, body.path("ranges")))),
                        BatchClearValuesResponse.class);
            }
            case "POST values:batchGetByDataFilter" -> batchGetByFilter(id);
            case "POST values:batchUpdateByDataFilter" -> batchUpdateByFilter(id);
            case "POST values:batchClearByDataFilter" -> {
                ObjectNode body = checked(BatchClearValuesByDataFilterRequest.class, "", Set.of());
                yield masked(
                        change(id, (values, book) -> values.batchClear(filtered(book, body.path("dataFilters")))),
                        BatchClearValuesByDataFilterResponse.class);
            }
            default -> Answer.page(404, "Not Found");
        };
    }

    private Answer batchGet(String id) {
        Set<String> known = new java.util.HashSet<>(READING);
        known.add("ranges");
        call.check(known);
        List<String> ranges = call.parameters().getOrDefault("ranges", List.of());
        return masked(values(id).batchGet(ranges, options(Json.object())), BatchGetValuesResponse.class);
    }

    private Answer batchGetByFilter(String id) {
        ObjectNode body = checked(BatchGetValuesByDataFilterRequest.class, "", Set.of());
        Book book = service.reachable(id, false);
        Map<Area, ArrayNode> matched = new LinkedHashMap<>();
        for (JsonNode filter : body.path("dataFilters")) {
            for (Area area : new Filters(book).areas(filter)) {
                matched.computeIfAbsent(area, any -> Json.array()).add(filter);
            }
        }
        List<Matched> sorted = new ArrayList<>();
        matched.forEach((area, filters) -> sorted.add(new Matched(area, filters)));
        sorted.sort(java.util.Comparator.comparingInt(
                        (Matched match) -> match.area().sheetId())
                .thenComparingInt(match -> match.area().startColumn())
                .thenComparingInt(match -> match.area().startRow()));
        return masked(values(id).getMatched(sorted, options(body)), BatchGetValuesByDataFilterResponse.class);
    }

    private Answer batchUpdateByFilter(String id) {
        ObjectNode body = checked(BatchUpdateValuesByDataFilterRequest.class, "", Set.of());
        Options options = writing(body);
        return masked(
                change(id, (values, book) -> {
                    List<List<Area>> areas = new ArrayList<>();
                    body.path("data").forEach(data -> areas.add(new Filters(book).areas(data.path("dataFilter"))));
                    return values.updateMatched(areas, body.path("data"), options);
                }),
                BatchUpdateValuesByDataFilterResponse.class);
    }

    private static List<Area> parsed(Book book, JsonNode ranges) {
        List<Area> areas = new ArrayList<>();
        ranges.forEach(range -> areas.add(A1.parse(book, range.asText())));
        return areas;
    }

    private static List<Area> filtered(Book book, JsonNode filters) {
        List<Area> areas = new ArrayList<>();
        filters.forEach(filter -> areas.addAll(new Filters(book).areas(filter)));
        return areas;
    }

    private ObjectNode checked(Class<? extends GenericJson> type, String root, Set<String> parameters) {
        ObjectNode body = Body.read(call.body(), type, root);
        call.check(parameters);
        return body;
    }

    private ValuesApi values(String id) {
        Book book = service.reachable(id, false);
        return new ValuesApi(book, service.evaluator(book), service.year(), false);
    }

    private ObjectNode change(String id, BiFunction<ValuesApi, Book, ObjectNode> change) {
        return service.change(
                id, book -> change.apply(new ValuesApi(book, service.evaluator(book), service.year(), false), book));
    }

    private Options writing(ObjectNode body) {
        String input = option(body, "valueInputOption", "");
        if (input.isEmpty() || input.endsWith("_UNSPECIFIED")) {
            throw ApiError.invalid("'valueInputOption' is required but not specified");
        }
        return options(body);
    }

    /** From the query, or from the body where the call has them there. */
    private Options options(ObjectNode body) {
        return new Options(
                option(body, "majorDimension", "ROWS").equals("COLUMNS"),
                new Render(
                        option(body, "valueRenderOption", "FORMATTED_VALUE"),
                        option(body, "dateTimeRenderOption", "SERIAL_NUMBER")),
                option(body, "valueInputOption", "RAW").equals("USER_ENTERED"),
                option(body, "insertDataOption", "OVERWRITE").equals("INSERT_ROWS"),
                option(body, "includeValuesInResponse", "false").equalsIgnoreCase("true"),
                new Render(
                        option(body, "responseValueRenderOption", "FORMATTED_VALUE"),
                        option(body, "responseDateTimeRenderOption", "SERIAL_NUMBER")));
    }

    private String option(ObjectNode body, String name, String standard) {
        return body.has(name) ? body.get(name).asText() : call.parameter(name).orElse(standard);
    }

    private Answer masked(ObjectNode answer, Class<? extends GenericJson> type) {
        return Answer.of(
                200,
                call.parameter("fields")
                        .filter(text -> !text.isEmpty())
                        .map(text -> Mask.ofAnswer(text, type).apply(answer))
                        .orElse(answer));
    }

    private static String cut(String part, String suffix) {
        return part.substring(0, part.length() - suffix.length());
    }
}
