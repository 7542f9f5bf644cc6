package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.trino.BothEngines.Pair;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.TrinoServer;

/** Both engines answer the same over the same rows and documents, or the embedded one says that it cannot. */
@Tag("trino")
class DifferentialIT {
    private static final Path QUERIES = Folders.checkout().resolve("src/test/resources/differential");
    private static final int RANDOM = Integer.getInteger("differential.queries", 100);

    @Test
    void bothEnginesAnswerTheSame(@TempDir Path folder) throws IOException {
        try (PostgresDatabase database = Servers.postgres().createDatabase("differential")) {
            database.execute(Files.readString(QUERIES.resolve("postgres.sql")));
            String index = index(Servers.elasticsearch());
            Path catalogs = Files.createDirectory(folder.resolve("catalogs"));
            Files.writeString(
                    catalogs.resolve("dp.properties"),
                    database.catalogProperties()
                            + "decimal-mapping=ALLOW_OVERFLOW\npostgresql.array-mapping=AS_ARRAY\n");
            Files.writeString(
                    catalogs.resolve("de.properties"), Servers.elasticsearch().catalogProperties("default"));
            TrinoServer trino = TrinoServer.shared();
            trino.catalog(catalogs.resolve("dp.properties"));
            trino.catalog(catalogs.resolve("de.properties"));
            String documents = "de.\"default\".\"" + index + "\"";
            List<String> queries = new ArrayList<>(DifferentialQueries.written(
                    QUERIES.resolve("queries.sql"), "dp.public.p", "dp.public.q", documents));
            int written = queries.size();
            queries.addAll(DifferentialQueries.random(476, RANDOM, "dp.public.p", documents));

            List<Pair> pairs =
                    new BothEngines(folder, catalogs, Map.of(), trino.uri().toString()).ask(queries);

            List<Pair> refused = pairs.stream().filter(Pair::isRefused).toList();
            List<Pair> different = pairs.stream()
                    .filter(pair -> !pair.isEqual() && !pair.isRefused())
                    .toList();
            List<Pair> failed = pairs.stream()
                    .filter(pair -> pair.isEqual() && pair.trino().isFailure())
                    .toList();
            System.out.println(queries.size() + " queries (" + written + " written, " + RANDOM + " made up): "
                    + (queries.size() - refused.size() - different.size() - failed.size()) + " answered alike, "
                    + failed.size() + " failed for the same reason, " + refused.size()
                    + " refused by the embedded engine, " + different.size() + " different");
            refused.forEach(pair -> System.out.println(
                    "  refused: " + pair.sql() + "\n    " + pair.embedded().error()));
            failed.forEach(pair -> System.out.println(
                    "  failed: " + pair.sql() + "\n    " + pair.trino().reason()));
            assertThat(pairs).hasSameSizeAs(queries);
            assertThat(different).isEmpty();
            assertThat(failed).hasSizeLessThan(20);
            assertThat(refused).hasSizeLessThan(12);
        }
    }

    private static String index(ElasticsearchServer server) throws IOException {
        List<String> documents = Files.readAllLines(QUERIES.resolve("elasticsearch.ndjson"));
        String index = server.uniqueName("differential");
        server.send("PUT", "/" + index, "{\"mappings\": " + Files.readString(QUERIES.resolve("mapping.json")) + "}");
        server.index(index, documents);
        return index;
    }
}
