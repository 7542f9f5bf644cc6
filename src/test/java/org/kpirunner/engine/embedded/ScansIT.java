package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;

/** Documents that are read because the index can't tell the answer: all of them, each once. */
@Tag("elasticsearch")
class ScansIT {
    private static final int DOCUMENTS = 7_000;

    @Test
    void everyDocumentOfALongScanComesOnce(@TempDir Path folder) {
        ElasticsearchServer server = Servers.elasticsearch();
        String index = server.uniqueName("scanned");
        server.create(index, "{\"settings\": {\"number_of_shards\": 2, \"number_of_replicas\": 0}}");
        server.index(
                index,
                IntStream.range(0, DOCUMENTS)
                        .mapToObj(i -> "{\"n\": " + i + "}")
                        .toList());
        String table = " FROM es.default.\"" + index + "\" WHERE mod(n, 10) < 7";
        try (EmbeddedEngine engine =
                new EmbeddedEngine(Workload.catalogs(folder, Map.of("es", server.catalogProperties("default"))), 1)) {
            assertThat(run(engine, table)).isEqualTo(Map.of("k0", "4900 4900 0 6996", "k1", "4900"));
        } finally {
            server.send("DELETE", "/" + index, "");
        }
    }

    private static Map<String, String> run(EmbeddedEngine engine, String table) {
        return Workload.values(
                engine,
                Workload.plan(List.of(
                        "SELECT COUNT(*), COUNT(DISTINCT n), MIN(n), MAX(n)" + table,
                        "SELECT COUNT(*) FROM (SELECT n" + table + " LIMIT 12000) AS some")));
    }
}
