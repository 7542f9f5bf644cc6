package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;

/** The groups of the most documents are the same whether the index chooses them or all of them are sorted. */
@Tag("elasticsearch")
class TopGroupsIT {
    private static final int GROUPS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void groupsOfTheMostDocumentsAreChosen(int shards, @TempDir Path folder) {
        ElasticsearchServer server = Servers.elasticsearch();
        String index = server.uniqueName("top");
        server.create(index, """
                {"settings": {"number_of_shards": %d, "number_of_replicas": 0}, "mappings": {"properties":
                 {"k": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
                  "n": {"type": "long"}, "b": {"type": "boolean"}, "several": {"type": "keyword"}}}}""".formatted(shards));
        server.index(index, documents());
        try (EmbeddedEngine engine =
                new EmbeddedEngine(Workload.catalogs(folder, Map.of("es", server.catalogProperties("default"))), 1)) {
            assertSame(engine, index, "k", " ORDER BY c DESC, k", 0, 5);
            assertSame(engine, index, "k", " ORDER BY c DESC, k NULLS FIRST", 7, 9);
            assertSame(engine, index, "k", " ORDER BY c DESC, k DESC", 2, 8);
            assertSame(engine, index, "k", " ORDER BY c, k", 0, 5);
            assertSame(engine, index, "n", " ORDER BY c DESC, n", 3, 4);
            assertSame(engine, index, "b", " ORDER BY c DESC, b", 0, 1);
            assertSame(engine, index, "upper(k)", " ORDER BY c DESC, 1", 0, 6);
            assertSame(engine, index, "several", " ORDER BY c DESC, several", 0, 1);

            Plan plan = Workload.plan(List.of(groups(index, "k") + " ORDER BY c DESC, k OFFSET 2 LIMIT 5"));
            assertThat(engine.explain(plan.steps().get(0), false))
                    .anyMatch(line -> line.contains("{\"terms\":{\"field\":\"k.keyword\",\"size\":7}}"));
        } finally {
            server.send("DELETE", "/" + index, "");
        }
    }

    /** Many groups have as many documents as another; the one without a key has more than most. */
    private static List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            String document = "{\"k\": \"%s%d\", \"n\": %d, \"b\": %b}"
                    .formatted(group % 2 == 0 ? "ü" : "z", group, group - 20, group % 5 == 0);
            IntStream.range(0, 1 + group % 7 + group % 3).forEach(i -> documents.add(document));
        }
        IntStream.range(0, 7).forEach(i -> documents.add("{\"several\": [\"a\", \"b\"]}"));
        return documents;
    }

    /** Compares some of the groups with the same ones of all. */
    private static void assertSame(EmbeddedEngine engine, String index, String key, String order, int skip, int most) {
        Map<String, String> answers = Workload.values(
                engine,
                Workload.plan(List.of(
                        groups(index, key) + order,
                        groups(index, key) + order + " OFFSET " + skip + " LIMIT " + most)));
        List<String> all = List.of(answers.getOrDefault("k0", "").split(" ", -1));
        List<String> expected = all.size() == 1 ? all : all.subList(2 * skip, 2 * (skip + most));
        assertThat(Stream.of(answers.getOrDefault("k1", "").split(" ", -1)).toList())
                .as(key + order)
                .isEqualTo(expected);
    }

    private static String groups(String index, String key) {
        return "SELECT " + key + ", COUNT(*) AS c FROM es.default.\"" + index + "\" GROUP BY 1";
    }
}
