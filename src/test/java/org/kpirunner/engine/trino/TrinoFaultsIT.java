package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.TrinoServer;
import org.kpirunner.fixture.Waiting;

/** What goes wrong is said of the KPI that it happens to, and of no other. */
@Tag("trino")
class TrinoFaultsIT {
    private static final String SLOW = """
            - name: Slow
              timeout: 4s
              extract_count: true
              sql: |
                SELECT COUNT(*) FROM UNNEST(sequence(1, 10000)) AS a (i), UNNEST(sequence(1, 10000)) AS b (j),
                  UNNEST(sequence(1, 10000)) AS c (k) WHERE i * j = k + 1
            """;
    private static final String ONE = """
            - name: One
              extract_count: true
              sql: SELECT 1
            """;

    private final TrinoServer trino = TrinoServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void noCatalogs() throws IOException {
        Files.createDirectory(folder.resolve("catalogs"));
    }

    @Test
    void lateQueryIsGoneFromTheClusterAndTheRestIsAnswered() throws Exception {
        JsonNode kpis = run(trino.uri().toString(), SLOW + ONE, Map.of(), List.of());

        Waiting.until(() -> trino.execute("SELECT query_id, state FROM system.runtime.queries"
                        + " WHERE query LIKE '%sequence(1, 10000)%' AND query NOT LIKE '%system.runtime%'"
                        + " AND state NOT IN ('FINISHED', 'FAILED')")
                .isEmpty());
        assertThat(outcomes(kpis)).containsExactly("Slow: timeout timeout", "One: ok 1");
        assertThat(kpis.get(0).path("error").asText()).isEqualTo("no answer within its timeout of 4s");
    }

    @Test
    void missingCatalogIsNamedWithItsPlace() throws IOException {
        JsonNode kpis = run(
                trino.uri().toString(),
                ONE + "- name: Lost\n  sql: SELECT * FROM nowhere.public.t\n",
                Map.of(),
                List.of());

        assertThat(outcomes(kpis)).containsExactly("One: ok 1", "Lost: failed unknown_catalog");
        assertThat(kpis.get(1).path("error").asText()).contains("'nowhere' not found");
    }

    @Test
    void queryThatNeedsMoreMemoryThanItMayHaveSaysSo() throws IOException {
        JsonNode kpis =
                run(trino.uri().toString(), ONE + """
                        - name: Large
                          extract_count: true
                          sql: |
                            SELECT COUNT(*) FROM (SELECT DISTINCT i * 10000 + j
                              FROM UNNEST(sequence(1, 10000)) AS a (i), UNNEST(sequence(1, 10000)) AS b (j))
                        """, Map.of(), List.of("--trino-session", "query_max_memory=10MB"));

        assertThat(outcomes(kpis)).containsExactly("One: ok 1", "Large: failed out_of_memory");
        assertThat(kpis.get(1).path("error").asText()).startsWith("trino: Query exceeded");
    }

    @Test
    void clusterThatIsNotThereIsNamed() throws IOException {
        JsonNode kpis =
                run("http://localhost:1", ONE.replace("extract", "timeout: 10s\n  extract"), Map.of(), List.of());

        assertThat(outcomes(kpis)).containsExactly("One: failed source_unreachable");
        assertThat(kpis.get(0).path("error").asText())
                .isEqualTo("trino: http://localhost:1 cannot be reached: nobody listens there");
    }

    @Test
    void passwordIsNeverSentInTheOpen() throws IOException {
        Kpi.Ran ran = kpi(trino.uri().toString(), ONE, Map.of("KPI_TRINO_PASSWORD", "s3cret"), List.of());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("a Trino password or token is never sent over http; give --trino-url as https://")
                .doesNotContain("s3cret");
    }

    @Test
    void identicalQueriesAreSentOnceAndTheirIdsAreInTheHistory() throws IOException {
        String mark = "'" + folder.getFileName() + "'";
        String twice = "- name: A\n  extract_count: true\n  sql: SELECT length(%1$s)\n".formatted(mark)
                + "- name: B\n  extract_count: true\n  sql: SELECT length(%1$s)\n".formatted(mark);

        List<String> once = outcomes(run(trino.uri().toString(), twice, Map.of(), List.of()));
        long sentOnce = sent(mark);
        List<String> again = outcomes(run(trino.uri().toString(), twice, Map.of(), List.of("--no-rewrite")));

        assertThat(once).isEqualTo(again).hasSize(2);
        assertThat(sentOnce).isEqualTo(1);
        assertThat(sent(mark)).isEqualTo(3);
    }

    private long sent(String mark) {
        return trino.execute("SELECT query_id FROM system.runtime.queries WHERE source = 'kpi' AND query LIKE '%length("
                        + mark.replace("'", "''") + ")%'")
                .size();
    }

    static List<String> outcomes(JsonNode kpis) {
        List<String> outcomes = new ArrayList<>();
        kpis.forEach(kpi -> outcomes.add(
                kpi.path("name").asText() + ": " + kpi.path("status").asText() + " "
                        + (kpi.path("status").asText().equals("ok")
                                ? kpi.path("value").asText()
                                : kpi.path("reason").asText())));
        return outcomes;
    }

    private JsonNode run(String url, String kpis, Map<String, String> environment, List<String> options)
            throws IOException {
        return kpi(url, kpis, environment, options).json().path("kpis");
    }

    private Kpi.Ran kpi(String url, String kpis, Map<String, String> environment, List<String> options)
            throws IOException {
        Path file = Files.writeString(folder.resolve("kpis.yaml"), kpis);
        List<String> command = new ArrayList<>(List.of("run", "--dry-run", "--format", "json", "--engine", "trino"));
        command.addAll(List.of("--trino-url", url, "--kpis", file.toString()));
        command.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
        command.addAll(List.of("--to", "csv:" + folder.resolve("none.csv")));
        command.addAll(options);
        return InProcess.run(environment, command);
    }
}
