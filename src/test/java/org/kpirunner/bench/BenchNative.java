package org.kpirunner.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;

/** The ninety KPIs as one would merge them by hand, with one connection to each source. */
final class BenchNative {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection connection;
    private final URI search;
    private final String index;
    private final String suffix;

    /** Over an index whose texts are keywords, or have them below. */
    BenchNative(PostgresDatabase database, ElasticsearchServer server, String index, boolean keywords)
            throws SQLException {
        this.suffix = keywords ? "" : ".keyword";
        this.connection = database.connect();
        this.search = server.uri().resolve("/_msearch");
        this.index = index;
    }

    /** The answers in the order of the KPIs, as text; of several rows, all values in their order. */
    List<String> answers() throws SQLException {
        CompletableFuture<JsonNode> found = searches();
        List<String> answers = new ArrayList<>();
        Map<String, String> counts = new HashMap<>();
        for (List<String> row :
                rows("SELECT kind, country, count(*) FROM member WHERE country IN ('country 0', 'country 1',"
                        + " 'country 2', 'country 3') GROUP BY kind, country")) {
            counts.put(row.get(0) + " " + row.get(1), row.get(2));
        }
        for (int kind = 0; kind < 6; kind++) {
            for (int country = 0; country < 4; country++) {
                answers.add(counts.getOrDefault("kind " + kind + " country " + country, "0"));
            }
        }
        answers.addAll(rows("""
                SELECT count(*) FILTER (WHERE is_active), count(*) FILTER (WHERE NOT is_active),
                    count(*) FILTER (WHERE score > 900), count(*) FILTER (WHERE score < 100 AND is_active),
                    count(*) FILTER (WHERE country IS NULL), count(*) FILTER (WHERE joined >= DATE '2026-01-01'),
                    count(*) FILTER (WHERE created >= TIMESTAMP '2025-11-01'), count(*) FILTER (WHERE kind LIKE '%1'),
                    count(*), round(avg(score), 2), max(joined), sum(score) FILTER (WHERE is_active)
                FROM member""").get(0));
        answers.addAll(rows("""
                SELECT count(*) FILTER (WHERE is_public), sum(size) FILTER (WHERE is_public),
                    count(*) FILTER (WHERE NOT is_public), sum(size) FILTER (WHERE NOT is_public),
                    count(*) FILTER (WHERE size > 50), sum(size) FILTER (WHERE size > 50),
                    count(*) FILTER (WHERE kind = 'kind 1'), sum(size) FILTER (WHERE kind = 'kind 1'),
                    count(*) FILTER (WHERE created >= TIMESTAMP '2026-01-01'), sum(size) FILTER (WHERE created >= TIMESTAMP '2026-01-01')
                FROM team""").get(0));
        answers.addAll(rows("SELECT "
                        + List.of(
                                        "t.is_public",
                                        "t.kind = 'kind 2'",
                                        "t.size > 50 AND m.is_active",
                                        "m.score > 500",
                                        "t.created >= TIMESTAMP '2026-01-01'",
                                        "m.country = 'country 3' AND t.is_public",
                                        "m.kind = 'kind 3' AND t.size < 10")
                                .stream()
                                .map(condition -> "count(*) FILTER (WHERE " + condition
                                        + "), avg(m.score) FILTER (WHERE " + condition + ")")
                                .collect(Collectors.joining(", "))
                        + " FROM member m JOIN team t ON m.team_id = t.id")
                .get(0));
        JsonNode logs = found.join().path("responses");
        for (String action : List.of("view", "edit", "create", "delete", "share", "login")) {
            answers.add(count(logs, action, Set.of("owner")));
            answers.add(count(logs, action, Set.of("guest", "reader")));
        }
        JsonNode all = logs.path(1).path("aggregations");
        answers.add(logs.path(1).path("hits").path("total").path("value").asText());
        answers.add(whole(all.path("edited").path("size").path("value")));
        answers.add(Integer.toString(all.path("roles").path("buckets").size()));
        answers.add(all.path("large").path("doc_count").asText());
        answers.add(
                groups(all.path("actions"), bucket -> bucket.path("doc_count").asText()));
        answers.add(
                groups(all.path("roles"), bucket -> whole(bucket.path("size").path("value"))));
        answers.add(whole(all.path("largest").path("value")));
        answers.add(all.path("late").path("doc_count").asText());
        Map<String, Set<String>> members = Map.of("login", ids(logs.path(2)), "share", ids(logs.path(3)));
        List<List<String>> across = new ArrayList<>();
        for (String action : List.of("login", "share")) {
            across.add(rows("SELECT count(*) FILTER (WHERE is_active), count(*) FILTER (WHERE score > 900),"
                            + " count(*) FILTER (WHERE country = 'country 1'), count(*) FILTER (WHERE kind = 'kind 2'),"
                            + " count(*) FILTER (WHERE NOT is_active) FROM member WHERE id = ANY ('{"
                            + String.join(",", members.get(action)) + "}')")
                    .get(0));
        }
        for (int i = 0; i < across.get(0).size(); i++) {
            answers.add(across.get(0).get(i));
            answers.add(across.get(1).get(i));
        }
        return answers;
    }

    /** Counts of members by conditions, all in one statement. */
    List<String> counts(List<String> conditions) throws SQLException {
        return rows(conditions.stream()
                        .map(condition -> "count(*) FILTER (WHERE " + condition + ")")
                        .collect(Collectors.joining(", ", "SELECT ", " FROM member")))
                .get(0);
    }

    private List<List<String>> rows(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private CompletableFuture<JsonNode> searches() {
        String terms = "\"terms\": {\"field\": \"%s" + suffix + "\", \"size\": 1000, \"order\": {\"_key\": \"asc\"}}";
        String size = "\"aggs\": {\"size\": {\"sum\": {\"field\": \"size\"}}}";
        String byRole = "{\"size\": 0, \"aggs\": {\"actions\": {" + terms.formatted("action")
                + ", \"aggs\": {\"roles\": {" + terms.formatted("role") + "}}}}}";
        String all = "{\"size\": 0, \"track_total_hits\": true, \"aggs\": {\"edited\": {\"filter\": {\"term\":"
                + " {\"action" + suffix + "\": \"edit\"}}, " + size + "}, \"roles\": {" + terms.formatted("role") + ", "
                + size
                + "}, \"actions\": {" + terms.formatted("action") + "}, \"large\": {\"filter\": {\"range\": {\"size\":"
                + " {\"gt\": 400}}}}, \"largest\": {\"max\": {\"field\": \"size\"}}, \"late\": {\"filter\": {\"range\":"
                + " {\"at\": {\"gte\": \"2026-06-01T00:00:00\"}}}}}}";
        String header = "{\"index\": \"" + index + "\"}\n";
        return send(header + byRole + "\n" + header + all + "\n" + header + members("login") + "\n" + header
                + members("share") + "\n");
    }

    private String members(String action) {
        return "{\"size\": 0, \"query\": {\"bool\": {\"filter\": [{\"term\": {\"action" + suffix + "\": \"" + action
                + "\"}}, {\"term\": {\"role" + suffix
                + "\": \"owner\"}}]}}, \"aggs\": {\"ids\": {\"terms\": {\"field\":"
                + " \"member_id\", \"size\": 65000}}}}";
    }

    /** Elasticsearch works while Postgres does. */
    private CompletableFuture<JsonNode> send(String body) {
        HttpRequest request = HttpRequest.newBuilder(search)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String count(JsonNode logs, String action, Set<String> roles) {
        long count = 0;
        for (JsonNode bucket : logs.path(0).path("aggregations").path("actions").path("buckets")) {
            if (bucket.path("key").asText().equals(action)) {
                for (JsonNode role : bucket.path("roles").path("buckets")) {
                    count += roles.contains(role.path("key").asText())
                            ? role.path("doc_count").asLong()
                            : 0;
                }
            }
        }
        return Long.toString(count);
    }

    private static String groups(JsonNode aggregation, java.util.function.Function<JsonNode, String> value) {
        List<String> values = new ArrayList<>();
        aggregation
                .path("buckets")
                .forEach(bucket -> values.add(bucket.path("key").asText() + " " + value.apply(bucket)));
        return String.join(" ", values);
    }

    private static String whole(JsonNode number) {
        return new BigDecimal(number.asText()).toBigInteger().toString();
    }

    private static Set<String> ids(JsonNode answer) {
        Set<String> ids = new LinkedHashSet<>();
        answer.path("aggregations")
                .path("ids")
                .path("buckets")
                .forEach(bucket -> ids.add(bucket.path("key").asText()));
        return ids;
    }
}
