package org.kpirunner.bench;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.fixture.ElasticsearchServer;

/** Sends what is written by hand straight to the sources, and reads the whole answer. */
final class Native {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonPointer PARTS = JsonPointer.compile("/aggs/all/terms/include/num_partitions");

    private final Connection postgres;
    private final ElasticsearchServer elasticsearch;
    private final HttpClient http = HttpClient.newHttpClient();

    Native(Connection postgres, ElasticsearchServer elasticsearch) {
        this.postgres = postgres;
        this.elasticsearch = elasticsearch;
    }

    /** Asks one source, or one and then the other; gives what the last one found first in each row or bucket. */
    List<String> ask(QueryClass query) {
        boolean postgresFirst =
                query.first().map("postgres"::equals).orElse(query.postgres().isPresent());
        List<String> answer = new ArrayList<>();
        if (postgresFirst) {
            answer = statement(query.postgres().orElseThrow());
        }
        if (query.elasticsearch().isPresent()) {
            String keys = answer.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(","));
            answer = search(query.elasticsearch().get().replace("${keys}", keys));
        }
        if (!postgresFirst && query.postgres().isPresent()) {
            answer = statement(query.postgres().get().replace("${keys}", String.join(",", answer)));
        }
        return answer;
    }

    private List<String> statement(String sql) {
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> first = new ArrayList<>();
            while (rows.next()) {
                first.add(rows.getString(1));
            }
            return first;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> search(String body) {
        try {
            ObjectNode request = (ObjectNode) JSON.readTree(body);
            int parts = request.at(PARTS).asInt();
            if (parts > 0) {
                return parts(request, parts);
            }
            JsonNode composite = request.path("aggs").path("all").path("composite");
            List<String> keys = new ArrayList<>();
            JsonNode after;
            do {
                JsonNode all = JSON.readTree(post(request)).path("aggregations").path("all");
                all.path("buckets")
                        .forEach(bucket -> keys.add(bucket.path("key").path("k").asText()));
                after = all.path("after_key");
                if (composite instanceof ObjectNode object) {
                    object.set("after", after);
                }
            } while (!after.isMissingNode());
            return keys;
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    /** How many different values each part of them has; the values themselves are not sent. */
    private List<String> parts(ObjectNode request, int parts) {
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    ObjectNode one = request.deepCopy();
                    ((ObjectNode) one.at(PARTS.head())).put("partition", part);
                    try {
                        return JSON.readTree(post(one, "?filter_path=-aggregations.all.buckets"))
                                .at("/aggregations/different/count")
                                .asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private byte[] post(JsonNode body) throws IOException {
        return post(body, "");
    }

    private byte[] post(JsonNode body, String parameters) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.uri().resolve("/events/_search" + parameters))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
