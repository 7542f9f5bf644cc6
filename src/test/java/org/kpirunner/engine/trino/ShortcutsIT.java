package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.engine.trino.BothEngines.Pair;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.TrinoServer;

/** What is asked in a shorter way has the same answer; where the index does not prove it, the query is asked as it is. */
@Tag("trino")
class ShortcutsIT {
    private final TrinoServer trino = TrinoServer.shared();
    private final ElasticsearchServer elasticsearch = Servers.elasticsearch();
    private final PostgresDatabase database = Servers.postgres().createDatabase("shortcuts");
    private final String index = elasticsearch.uniqueName("shortcuts");

    @TempDir
    private Path folder;

    @BeforeEach
    void catalogs() throws IOException {
        database.execute("""
                CREATE TABLE people (id uuid, name text, age integer, born date, seen timestamp, signed timestamptz,
                  height double precision, debt numeric, big bigint, ok boolean);
                INSERT INTO people VALUES
                  ('01967e37-f078-4e94-a68c-ed9f04df473d', 'ann', 40, '1986-01-02', '2026-11-01 10:00:00.123456',
                    '2026-11-01 23:30:00+00', 1.75, 10.50, 9223372036854775807, true),
                  ('01967e37-f078-4e94-a68c-ed9f04df473e', 'bob', NULL, NULL, NULL, NULL, NULL, NULL, 1, false)
                """);
        elasticsearch.create(index, """
                {"mappings": {"properties": {"n": {"type": "long"}, "day": {"type": "date"}, "x": {"type": "double"},
                  "ok": {"type": "boolean"}}}}""");
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            documents.add("""
                    {"name": "%s", "n": %d, "ok": %s, "day": "2026-%02d-15T10:00:00.5Z", "note": "%s", "x": %s}""".formatted(
                            i % 3 == 0 ? "ann" : i % 3 == 1 ? "" : "zoë", i % 7, i % 2 == 0, 1 + i % 12, "same", i));
        }
        documents.add("{\"n\": -1}");
        elasticsearch.index(index, documents);
        Path files = Files.createDirectory(folder.resolve("catalogs"));
        Files.writeString(
                files.resolve("sp.properties"),
                database.catalogProperties() + "decimal-mapping=ALLOW_OVERFLOW\ndecimal-default-scale=10\n");
        Files.writeString(files.resolve("se.properties"), elasticsearch.catalogProperties("default"));
        trino.catalog(files.resolve("sp.properties"));
        trino.catalog(files.resolve("se.properties"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersAreTheSameInAShorterWay() throws IOException {
        List<String> queries = queries(
                // A statement of Postgres.
                "SELECT COUNT(*) FILTER (WHERE ok) FROM sp.public.people",
                "SELECT COUNT(DISTINCT name), COUNT(DISTINCT age), SUM(big - 1), AVG(age) FROM sp.public.people",
                "SELECT id, name, age, born, seen, height, big, ok, name = 'ann' FROM sp.public.people",
                "SELECT COUNT(*) FROM sp.public.people a JOIN sp.public.people b ON a.id = b.id AND a.name LIKE 'a%'",
                // Counts of an index.
                "SELECT COUNT(*) FROM {e} WHERE day >= TIMESTAMP '2026-06-01 00:00:00' AND name = 'ann'",
                "SELECT COUNT(*), COUNT(name) AS c, COUNT(*) FILTER (WHERE ok AND n > 3), count_if(x > 5) FROM {e}",
                "SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE ok) / NULLIF(COUNT(*), 0), 1) FROM {e}",
                "SELECT name, n, ok, COUNT(*) FROM {e} GROUP BY name, n, ok HAVING COUNT(*) > 1",
                "SELECT date_trunc('month', day) AS m, COUNT(*) FROM {e} GROUP BY 1 ORDER BY m NULLS FIRST LIMIT 5",
                "SELECT CAST(day AS date), COUNT(*) FROM {e} GROUP BY CAST(day AS date) ORDER BY COUNT(*) DESC, 1",
                "SELECT COUNT(*) FROM {e} WHERE name = 'nobody'",
                // Rows of an index that are alike.
                "SELECT COUNT(DISTINCT name), COUNT(DISTINCT n), SUM(n), MIN(name) FROM {e} WHERE ok",
                "SELECT DISTINCT name, n FROM {e} WHERE name <> 'zoë' OR n > 5",
                "SELECT COUNT(*), SUM(l.n) FROM {e} AS l JOIN sp.public.people AS p ON p.name = l.name WHERE l.ok",
                "SELECT p.name, COUNT(l.n) FROM sp.public.people p LEFT JOIN {e} l ON p.name = l.name GROUP BY p.name",
                "SELECT COUNT(*) FROM {e} WHERE name IN (SELECT name FROM sp.public.people) OR n = 3",
                "SELECT COUNT(*) FROM sp.public.people p WHERE NOT EXISTS (SELECT 1 FROM {e} l WHERE l.name = p.name AND day > DATE '2026-01-01')",
                "WITH g AS (SELECT name, COUNT(*) AS c FROM {e} GROUP BY name) SELECT MAX(c), COUNT(*) FROM g");

        assertThat(both().ask(queries))
                .allMatch(Pair::isEqual)
                .noneMatch(pair -> pair.trino().isFailure());
        assertThat(ways(queries)).doesNotContain(false);
    }

    @Test
    void whatTrinoReadsInAnotherWayIsAskedAsItIs() throws IOException {
        List<String> queries = queries(
                "SELECT debt FROM sp.public.people",
                "SELECT AVG(debt) FROM sp.public.people",
                "SELECT signed FROM sp.public.people",
                "SELECT COUNT(*) FROM sp.public.people WHERE CAST(signed AS date) = DATE '2026-11-01'",
                "SELECT name FROM sp.public.people ORDER BY name DESC",
                "SELECT SUM(x) FROM {e}",
                "SELECT MAX(day) FROM {e}",
                "SELECT name, n FROM {e} WHERE n = 6 LIMIT 400");

        assertThat(both().ask(queries))
                .allMatch(Pair::isEqual)
                .noneMatch(pair -> pair.trino().isFailure());
        assertThat(ways(queries)).doesNotContain(true);
    }

    @Test
    void indexThatDoesNotProveItIsReadAsItIs() throws IOException {
        List<String> queries = queries(
                "SELECT COUNT(*) FROM {e} WHERE note LIKE 'l%'",
                "SELECT COUNT(DISTINCT note) FROM {e}", "SELECT note, COUNT(*) FROM {e} GROUP BY note");
        elasticsearch.index(index, List.of("{\"note\": \"" + "long ".repeat(60) + "\"}"));

        assertThat(both().ask(queries))
                .allMatch(Pair::isEqual)
                .noneMatch(pair -> pair.trino().isFailure());
        assertThat(ways(queries)).doesNotContain(false);
        assertThat(trino.execute("SELECT state FROM system.runtime.queries WHERE query LIKE '%raw_query%" + index
                        + "%' AND query NOT LIKE '%runtime%' AND state = 'FAILED'"))
                .hasSize(queries.size());
    }

    @Test
    void sourceThatOnlyTheClusterReachesIsNamed() throws IOException {
        Path file = folder.resolve("catalogs/sp.properties");
        int closed = PostgresServer.freePort();
        Files.writeString(file, Files.readString(file).replaceFirst("(jdbc:postgresql://[^:/]+):\\d+", "$1:" + closed));

        String explained = explain(queries("SELECT COUNT(*) FROM sp.public.people"));

        assertThat(explained)
                .contains("not asked in a shorter way, as sp cannot be asked from here: ")
                .contains("sent to trino:\n  SELECT COUNT(*) FROM sp.public.people\n")
                .doesNotContain("asked in a shorter way: ");
    }

    private List<String> queries(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.replace("{e}", "se.\"default\".\"" + index + "\""))
                .toList();
    }

    private BothEngines both() {
        return new BothEngines(
                folder, folder.resolve("catalogs"), Map.of(), trino.uri().toString());
    }

    /** Whether each query is asked in a shorter way. */
    private List<Boolean> ways(List<String> queries) throws IOException {
        String explained = explain(queries);
        List<Boolean> ways = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            int start = explained.indexOf(queries.get(i) + "\n");
            int next = i + 1 < queries.size() ? explained.indexOf(queries.get(i + 1) + "\n", start + 1) : -1;
            ways.add(explained
                    .substring(start, next < 0 ? explained.length() : next)
                    .contains("asked in a shorter way: "));
        }
        return ways;
    }

    private String explain(List<String> queries) throws IOException {
        StringBuilder kpis = new StringBuilder();
        List<String> command = new ArrayList<>(List.of("explain"));
        for (int i = 0; i < queries.size(); i++) {
            kpis.append("- name: k")
                    .append(i)
                    .append("\n  sql: |\n    ")
                    .append(queries.get(i))
                    .append('\n');
            command.add("k" + i);
        }
        Path file = Files.writeString(folder.resolve("explained.yaml"), kpis);
        command.addAll(List.of("--kpis", file.toString()));
        command.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
        command.addAll(List.of("--engine", "trino", "--trino-url", trino.uri().toString()));
        return InProcess.run(Map.of("KPI_STATE", folder.resolve("state").toString()), command)
                .out();
    }
}
