package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;

/** Groups that are too many for one answer: each is found, once and whole. */
@Tag("elasticsearch")
class ManyGroupsIT {
    private static final int GROUPS = 10_500;
    private static final int DOCUMENTS = 12_000;

    @Test
    void groupsOfTextsAndOfNumbersAreFoundRangeByRange(@TempDir Path folder) {
        ElasticsearchServer server = Servers.elasticsearch();
        String index = server.uniqueName("groups");
        server.create(index, """
                {"settings": {"number_of_shards": 2, "number_of_replicas": 0}, "mappings": {"properties":
                 {"k": {"type": "keyword"}, "n": {"type": "long"}, "v": {"type": "integer"},
                  "w": {"type": "keyword"}}}}""");
        List<String> documents = new ArrayList<>(List.of("{\"v\": 7}", "{\"v\": 8}"));
        IntStream.range(0, DOCUMENTS)
                .map(i -> i % GROUPS)
                .mapToObj(i -> "{\"k\": \"ü%d\", \"n\": %d, \"v\": %d}".formatted(i, i - 5_000, i))
                .forEach(documents::add);
        server.index(index, documents);
        long sum = IntStream.range(0, DOCUMENTS)
                        .map(i -> i % GROUPS)
                        .asLongStream()
                        .sum()
                + 15;
        try (EmbeddedEngine engine =
                new EmbeddedEngine(Workload.catalogs(folder, Map.of("es", server.catalogProperties("default"))), 1)) {
            for (int run = 0; run < 2; run++) { // What the first one has learned is of use to the second.
                assertThat(Workload.values(
                                engine,
                                Workload.plan(List.of(
                                        groups(index, "k", ""),
                                        groups(index, "n", ""),
                                        groups(index, "k", " WHERE n >= 0"),
                                        "SELECT COUNT(DISTINCT k), COUNT(DISTINCT n) FROM es.default.\"" + index
                                                + "\""))))
                        .isEqualTo(Map.of(
                                "k0", "10501 12002 " + sum + " 7",
                                "k1", "10501 12002 " + sum + " 7",
                                "k2",
                                        "5500 5500 "
                                                + IntStream.range(5_000, GROUPS)
                                                        .asLongStream()
                                                        .sum() + " ",
                                "k3", "10500 10500"));
            }
        } finally {
            server.send("DELETE", "/" + index, "");
        }
    }

    /** How many groups there are, what they have together, and the least value where there is no key. */
    private static String groups(String index, String key, String where) {
        return "SELECT COUNT(*), SUM(c), SUM(s), MIN(CASE WHEN k IS NULL THEN m END)"
                + " FROM (SELECT " + key + " AS k, COUNT(*) AS c, SUM(v) AS s, MIN(v) AS m, MAX(v) AS x, COUNT(w) AS a"
                + " FROM es.default.\"" + index + "\"" + where + " GROUP BY " + key + ") AS g";
    }
}
