package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.wire.Json;

/** Sends one recorded life of a spreadsheet to a server, and compares the answers. */
final class Replay {
    private static final Pattern ID = Pattern.compile("/v4/spreadsheets/([^/:?]+)");
    private static final Set<String> LEARNED = Set.of("sheetId", "namedRangeId", "protectedRangeId", "metadataId");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SheetsServer server;
    private final Map<String, String> ids = new HashMap<>();
    private final List<String> mismatches = new ArrayList<>();

    private Replay(SheetsServer server) {
        this.server = server;
    }

    /** Whether a run begins with the first look at a new spreadsheet. */
    static boolean isReplayable(List<JsonNode> run) {
        JsonNode first = run.get(0);
        JsonNode sheets = first.path("response_body").path("sheets");
        return first.get("method").asText().equals("GET")
                && first.get("status").asInt() == 200
                && first.get("query").asText().equals("includeGridData=false")
                && sheets.size() == 1
                && sheets.get(0).path("properties").path("title").asText().equals("Sheet1")
                && sheets.get(0).path("properties").path("gridProperties").size() == 2
                && run.stream().noneMatch(call -> call.get("status").asInt() == 429);
    }

    static Outcome of(String name, List<JsonNode> run, Clock clock) {
        try (SheetsServer server = SheetsServer.start(clock)) {
            Replay replay = new Replay(server);
            replay.prepare(run);
            int reproduced = 0;
            for (JsonNode call : run) {
                String difference = replay.difference(call);
                if (difference.isEmpty()) {
                    reproduced++;
                } else {
                    replay.mismatches.add(name + " #" + call.get("seq") + ": " + difference);
                }
            }
            server.service().bugs().forEach(bug -> replay.mismatches.add(name + ": " + bug));
            return new Outcome(reproduced, replay.mismatches);
        }
    }

    /** The first spreadsheet is new; others are there or not, shared or not, as their first answers say. */
    private void prepare(List<JsonNode> run) {
        for (JsonNode call : run) {
            Matcher id = ID.matcher(call.get("path").asText());
            if (id.find() && call.get("status").asInt() != 404) {
                String title = call.path("response_body")
                        .path("properties")
                        .path("title")
                        .asText("");
                boolean isNew = ids.putIfAbsent(id.group(1), id.group(1)) == null;
                if (isNew) {
                    server.service().add(new Book(id.group(1), title));
                }
                if (isNew && call.get("status").asInt() == 403) {
                    server.service().unshare(id.group(1));
                }
            }
        }
        ids.clear();
    }

    private String difference(JsonNode call) {
        HttpResponse<String> response = send(call);
        JsonNode expected = call.get("response_body");
        JsonNode actual = parsed(response.body());
        learn(expected, actual);
        boolean isError = expected.has("error") && !actual.path("error").has("details");
        JsonNode wanted = comparable(isError ? withoutDetails(mapped(expected)) : mapped(expected));
        JsonNode got = comparable(actual);
        if (response.statusCode() == call.get("status").asInt() && Json.isSame(wanted, got)) {
            return "";
        }
        return call.get("method").asText() + " " + call.get("path").asText() + "?"
                + call.get("query").asText() + " "
                + call.get("request_body") + "\n  expected " + call.get("status") + " " + wanted + "\n  but was  "
                + response.statusCode() + " " + got;
    }

    private HttpResponse<String> send(JsonNode call) {
        String query = call.get("query").asText();
        URI uri = URI.create(
                server.rootUrl() + call.get("path").asText().substring(1) + (query.isEmpty() ? "" : "?" + query));
        JsonNode body = call.get("request_body");
        HttpRequest.BodyPublisher publisher = body.isNull()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(mapped(body).toString());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer recorded")
                .method(call.get("method").asText(), publisher)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            return Json.object().textNode(body);
        }
    }

    /** Ids that the service makes up are learned where they first appear. */
    private void learn(JsonNode expected, JsonNode actual) {
        if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                learn(expected.get(i), actual.get(i));
            }
        }
        expected.properties().forEach(entry -> {
            JsonNode other = actual.path(entry.getKey());
            if (LEARNED.contains(entry.getKey()) && entry.getValue().isValueNode() && other.isValueNode()) {
                ids.putIfAbsent(entry.getValue().asText(), other.asText());
            } else {
                learn(entry.getValue(), other);
            }
        });
    }

    private JsonNode mapped(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = Json.array();
            node.forEach(item -> list.add(mapped(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.object();
        node.properties().forEach(entry -> object.set(entry.getKey(), mapped(entry.getKey(), entry.getValue())));
        return object;
    }

    private JsonNode mapped(String field, JsonNode value) {
        boolean isId =
                value.isValueNode() && field.toLowerCase(java.util.Locale.ROOT).endsWith("id");
        if (isId && ids.containsKey(value.asText())) {
            String id = ids.get(value.asText());
            return value.isNumber()
                    ? Json.number(Double.parseDouble(id))
                    : Json.object().textNode(id);
        }
        return mapped(value);
    }

    /** Without what differs from answer to answer: the order of colours, measured widths. */
    private static JsonNode comparable(JsonNode node) {
        JsonNode copy = node.deepCopy();
        JsonNode theme = copy.path("properties").path("spreadsheetTheme");
        if (theme.isObject()) {
            List<JsonNode> colors = new ArrayList<>();
            theme.path("themeColors").forEach(colors::add);
            colors.sort(Comparator.comparing(color -> color.path("colorType").asText()));
            ((ObjectNode) theme).putArray("themeColors").addAll(colors);
        }
        copy.findParents("pixelSize").forEach(line -> ((ObjectNode) line).put("pixelSize", 0));
        return copy;
    }

    private static JsonNode withoutDetails(JsonNode node) {
        JsonNode copy = node.deepCopy();
        ((ObjectNode) copy.get("error")).remove("details");
        return copy;
    }

    /** How many answers were the recorded ones, and what the others were. */
    record Outcome(int reproduced, List<String> mismatches) {}
}
