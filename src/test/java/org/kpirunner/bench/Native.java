package org.kpirunner.bench;

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
    private static final String DIGIT = "${digit}";

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
            if (body.contains(DIGIT)) {
                return digits(body);
            }
            ObjectNode request = (ObjectNode) JSON.readTree(body);
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

    /** How many documents are kept of each part. */
    private List<String> digits(String body) {
        return IntStream.range(0, 16)
                .parallel()
                .mapToObj(digit -> {
                    try {
                        return JSON.readTree(post(JSON.readTree(body.replace(DIGIT, Integer.toHexString(digit)))))
                                .at("/aggregations/all/doc_count")
                                .asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private byte[] post(JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.uri().resolve("/events/_search"))
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
