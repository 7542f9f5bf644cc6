package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.TrinoServer;
import org.kpirunner.fixture.Waiting;
import org.kpirunner.run.Stop;

/** KPIs that Postgres is asked together through Trino end as they would alone. */
@Tag("trino")
class BundlesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUERIES = List.of(
            "SELECT COUNT(*) FROM {c}.public.people",
            "SELECT COUNT(*) FROM {c}.public.people WHERE age > 30",
            "SELECT COUNT(DISTINCT name), SUM(age) FROM {c}.public.people",
            "SELECT MAX(age) FROM {c}.public.people WHERE name = 'nobody'",
            "SELECT age FROM {c}.public.people WHERE name = 'nobody'",
            "SELECT age FROM {c}.public.people",
            "SELECT id, ok, born, age, height FROM {c}.public.people",
            "SELECT name FROM {c}.public.people",
            "SELECT name, COUNT(*) FROM {c}.public.people GROUP BY name",
            "SELECT ok, COUNT(*) FROM {c}.public.people GROUP BY ok",
            "SELECT AVG(age) FROM {c}.public.people",
            "SELECT 10 / (COUNT(*) - 3) FROM {c}.public.people",
            "SELECT 10 / (COUNT(*) - 4) FROM {c}.public.people",
            "SELECT SUM(age * 2147483647) FROM {c}.public.people",
            "SELECT CAST(MIN(name) AS integer) FROM {c}.public.people",
            "SELECT nothing FROM {c}.public.people",
            "SELECT COUNT(*) FROM {c}.public.nobody",
            "SELECT COUNT(*) FROM {c}.public.people WHERE ok = 'true'");

    private final TrinoServer trino = TrinoServer.shared();
    private final PostgresDatabase database = Servers.postgres().createDatabase("bundles");

    @TempDir
    private Path folder;

    private String catalog = "";

    @BeforeEach
    void catalog() throws IOException {
        database.execute("""
                CREATE TABLE people (id uuid, name text, age integer, born date, height double precision, ok boolean);
                INSERT INTO people VALUES
                  ('01967e37-f078-4e94-a68c-ed9f04df473d', 'ann', 40, '1986-01-02', 1.75, true),
                  ('01967e37-f078-4e94-a68c-ed9f04df473e', 'bob', NULL, NULL, NULL, false),
                  (NULL, 'zoë', 20, '2006-01-02', 1.5, NULL)
                """);
        catalog = "b" + Long.toString(folder.hashCode() & 0xffffffL, 36);
        Path file = Files.createDirectory(folder.resolve("catalogs")).resolve(catalog + ".properties");
        Files.writeString(file, database.catalogProperties());
        trino.catalog(file);
    }

    @AfterEach
    void close() {
        trino.execute("DROP CATALOG " + catalog);
        database.close();
    }

    @Test
    void anyOfThemEndsAsItWouldAlone() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 5; round++) {
            List<String> kpis = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                String query = QUERIES.get(random.nextInt(QUERIES.size()));
                kpis.add(kpi("k" + i, query, random.nextBoolean(), 1 + random.nextInt(3), "60s"));
            }

            List<String> together = outcomes(run(kpis));
            List<String> alone = outcomes(run(kpis, "--no-rewrite"));

            assertThat(together).as(String.join("", kpis)).isEqualTo(alone);
            if (round == 0) {
                assertThat(outcomes(run(kpis, "--verify-merge"))).isEqualTo(alone);
                assertThat(outcomes(run(kpis, "--no-merge"))).isEqualTo(alone);
            }
        }
    }

    @Test
    void oneThatIsLateHoldsNobodyUpForLongAndIsGoneFromTheCluster() throws Exception {
        List<String> kpis = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kpis.add(kpi("k" + i, "SELECT COUNT(*) + " + i + " FROM {c}.public.people", true, 1, "60s"));
        }
        kpis.add(
                2,
                kpi(
                        "late",
                        "SELECT COUNT(*) FROM TABLE({c}.system.query(query => ''SELECT 1 AS one FROM pg_sleep(300)''))"
                                .replace("''", "'"),
                        true,
                        1,
                        "4s"));

        JsonNode answers = run(kpis);

        assertThat(outcomes(answers))
                .containsExactly(
                        "k0 ok 3",
                        "k1 ok 4",
                        "late timeout no answer within its timeout of 4s",
                        "k2 ok 5",
                        "k3 ok 6",
                        "k4 ok 7");
        assertThat(answers).allMatch(kpi -> kpi.path("millis").asLong() < 45_000);
        Waiting.until(() -> running("pg_sleep").isEmpty());
    }

    /** What is seen first is usually the question for tables; then comes what the KPIs ask together. */
    @ParameterizedTest
    @ValueSource(strings = {"", "UNION ALL"})
    void interruptEndsWhatTheClusterIsAskedForSeveralKpis(String query) throws Exception {
        database.execute("CREATE VIEW slow AS SELECT 1 AS one FROM pg_sleep(600)");
        List<String> kpis = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kpis.add(kpi("k" + i, "SELECT COUNT(*) + " + i + " FROM {c}.public.slow", true, 1, "60s"));
        }
        Path file = Files.writeString(folder.resolve("kpis.yaml"), String.join("", kpis));
        Stop stop = new Stop();
        CompletableFuture<Kpi.Ran> run = CompletableFuture.supplyAsync(
                () -> InProcess.run(Map.of(), command("run", file, List.of("--dry-run")), stop));
        Waiting.until(() -> !running(query).isEmpty());

        stop.request();

        Waiting.until(() -> running("").isEmpty());
        Kpi.Ran ran = run.get(1, TimeUnit.MINUTES);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(130);
    }

    /** The queries of this test's catalog that have a text and have not ended. */
    private List<List<Object>> running(String text) {
        return trino.execute("SELECT query FROM system.runtime.queries WHERE source = 'kpi' AND \"end\" IS NULL"
                + " AND query LIKE '%" + catalog + "%' AND query LIKE '%" + text + "%'");
    }

    @Test
    void theirQueryNamesAllOfThemAndIsInTheHistoryOfEach() throws IOException {
        List<String> kpis = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            kpis.add(kpi(catalog + i, "SELECT COUNT(*) + " + i + " FROM {c}.public.people", true, 1, "60s"));
        }
        Path file = Files.writeString(folder.resolve("kpis.yaml"), String.join("", kpis));
        String state = folder.resolve("state").toString();

        InProcess.run(
                Map.of(), command("run", file, List.of("--to", "csv:" + folder.resolve("kpis.csv"), "--state", state)));

        List<List<Object>> queries = trino.execute("SELECT query_id FROM system.runtime.queries WHERE query LIKE '%\""
                + catalog + "\".system.query(%' AND source = 'kpi'");
        assertThat(queries).hasSize(1);
        String id = queries.get(0).get(0).toString();
        JsonNode tags = JSON.readTree(trino.query(id)).path("session").path("clientTags");
        for (int i = 0; i < 4; i++) {
            String name = catalog + i;
            assertThat(tags).anyMatch(tag -> tag.asText().equals(name));
            Kpi.Ran history = InProcess.run(Map.of(), List.of("history", name, "--format", "json", "--state", state));
            assertThat(history.json().get(0).path("queries").asText()).isEqualTo(id);
        }
        assertThat(InProcess.run(Map.of(), command("explain", file, List.of("--batch")))
                        .out())
                .startsWith("asked of %1$s together for %1$s0, %1$s1, %1$s2, %1$s3:\n  SELECT member, v0 FROM TABLE("
                        .formatted(catalog));
        for (String option : List.of("--no-rewrite", "--no-merge")) {
            assertThat(InProcess.run(Map.of(), command("explain", file, List.of("--batch", option)))
                            .out())
                    .isEqualTo("nothing is asked once or together\n");
        }
    }

    private List<String> command(String name, Path kpis, List<String> options) {
        List<String> command = new ArrayList<>(List.of(name, "--engine", "trino", "--kpis", kpis.toString()));
        command.addAll(List.of("--trino-url", trino.uri().toString()));
        command.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
        command.addAll(options);
        return command;
    }

    private String kpi(String name, String query, boolean isExtracted, int maxRows, String timeout) {
        return "- name: %s\n  timeout: %s\n  max_rows: %d\n  extract_count: %s\n  sql: |\n    %s\n"
                .formatted(name, timeout, maxRows, isExtracted, query.replace("{c}", catalog));
    }

    private JsonNode run(List<String> kpis, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("kpis.yaml"), String.join("", kpis));
        List<String> all = new ArrayList<>(List.of("--dry-run", "--format", "json"));
        all.addAll(List.of("--to", "csv:" + folder.resolve("none.csv")));
        all.addAll(List.of(options));
        return InProcess.run(Map.of(), command("run", file, all)).json().path("kpis");
    }

    private static List<String> outcomes(JsonNode kpis) {
        List<String> outcomes = new ArrayList<>();
        kpis.forEach(kpi -> outcomes.add(kpi.path("name").asText() + " "
                + kpi.path("status").asText() + " "
                + (kpi.path("status").asText().equals("ok")
                        ? sorted(kpi.path("value"))
                        : kpi.path("error").asText())));
        return outcomes;
    }

    private static String sorted(JsonNode value) {
        List<String> rows = new ArrayList<>();
        value.forEach(row -> rows.add(row.toString()));
        return value.isArray() ? rows.stream().sorted().toList().toString() : value.toString();
    }
}
