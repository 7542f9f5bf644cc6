package org.kpirunner.engine.elasticsearch.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.elasticsearch.search.Snapshots;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;

/** Different values are counted range by range, each once, however many there are and wherever they lie. */
@Tag("elasticsearch")
class ValueRangesIT {
    /** Most begin alike; some are empty, or outside of the first plane of Unicode. */
    private static final List<String> VALUES = IntStream.range(0, 3_000)
            .mapToObj(i -> i % 3 == 0 ? "user-" + i : i % 3 == 1 ? "user-0000000" + i : "\uD83D\uDE00 ü" + i)
            .map(value -> value.equals("user-0") ? "" : value)
            .toList();

    private final ElasticsearchServer server = Servers.elasticsearch();
    private final String index = server.uniqueName("values");
    private final ElasticsearchClient client = new ElasticsearchClient(Workload.elasticsearch(server));

    @AfterEach
    void removeIndex() {
        client.close();
        server.send("DELETE", "/" + index, "");
    }

    @ParameterizedTest
    @CsvSource({"1, 65000", "1, 200", "1, 50", "3, 65000", "3, 200", "3, 50"})
    void valuesOfAllDocumentsAreCountedOnce(int shards, int most) {
        create(shards);
        server.index(
                index,
                Stream.of(documents(), documents(), Stream.of("{}", "{\"k\": null}"))
                        .flatMap(Function.identity())
                        .toList());

        assertThat(count(Query.all(), most)).isEqualTo(VALUES.size());
        assertThat(count(Query.leaf("prefix", Json.object().put("k", "user-")), most))
                .isEqualTo(VALUES.stream()
                        .filter(value -> value.startsWith("user-"))
                        .count());
        assertThat(count(Query.term("k", TextNode.valueOf("")), most)).isEqualTo(1);
        assertThat(count(Query.none(), most)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void documentWithSeveralValuesIsSeen(int shards) {
        create(shards);
        server.index(index, List.of("{\"k\": [\"a\", \"b\"]}", "{\"k\": \"b\"}"));

        assertThatThrownBy(() -> count(Query.all(), 65_000)).isInstanceOf(Unproven.class);
    }

    @Test
    void whatTheServerDoesNotCountIsNotCounted() {
        create(1);
        server.index(index, List.of("{\"k\": \"a\", \"place\": \"48.2,16.4\"}"));

        assertThatThrownBy(() -> count("place", Query.all(), 65_000)).isInstanceOf(Unproven.class);
    }

    private static Stream<String> documents() {
        return VALUES.stream().map(value -> "{\"k\": \"" + value + "\"}");
    }

    private void create(int shards) {
        server.create(index, """
                {"settings": {"number_of_shards": %d, "number_of_replicas": 0},
                 "mappings": {"properties": {"k": {"type": "keyword"}, "place": {"type": "geo_point"}}}}""".formatted(shards));
    }

    private long count(Query query, int most) {
        return count("k", query, most);
    }

    private long count(String path, Query query, int most) {
        Field field = new Field(
                path, path, FieldType.KEYWORD, "keyword", false, true, true, true, Optional.empty(), "", List.of());
        GroupKey key = new GroupKey(field, path, Optional.empty(), false, Optional.empty());
        try (Snapshot snapshot = Snapshots.each(client).of(index, true, new Cancellation())) {
            return new Different(key, query).inRanges(most, snapshot);
        }
    }
}
