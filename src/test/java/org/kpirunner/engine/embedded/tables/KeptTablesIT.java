package org.kpirunner.engine.embedded.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;

/** What is kept of tables never shows: a run answers as if it was the first of its process. */
class KeptTablesIT {
    private static final String KEYWORD = "{\"mappings\": {\"properties\": {\"k\": {\"type\": \"keyword\"}}}}";
    private static final String TEXT = "{\"mappings\": {\"properties\": {\"k\": {\"type\": \"text\"}}}}";

    private ElasticsearchServer server;
    private String index;
    private PostgresDatabase database;
    private EmbeddedEngine engine;

    @BeforeEach
    void start(@TempDir Path catalogs) {
        server = Servers.elasticsearch();
        index = server.uniqueName("kept");
        database = Servers.postgres().createDatabase("kept");
        engine = new EmbeddedEngine(
                Workload.catalogs(
                        catalogs, Map.of("pg", database.catalogProperties(), "es", server.catalogProperties("logs"))),
                4);
    }

    @AfterEach
    void stop() {
        engine.close();
        database.close();
        if (server.exists("/" + index)) {
            server.send("DELETE", "/" + index, "");
        }
    }

    private Plan ofIndex(String... queries) {
        return Workload.plan(List.of(queries).stream()
                .map(query -> query.replace("FROM t", "FROM es.logs.\"" + index + "\""))
                .toList());
    }

    @Test
    void mappingThatChangedBetweenTwoRunsIsSeen() {
        Plan plan = ofIndex(
                "SELECT COUNT(*) FROM t WHERE k = 'a'",
                "SELECT COUNT(*) FROM t WHERE k > 'a'",
                "SELECT COUNT(DISTINCT k) FROM t",
                "SELECT _id FROM t WHERE k = 'A or B'");
        List<String> documents = List.of("{\"k\": \"A or B\"}", "{\"k\": \"a\"}", "{\"k\": \"b a\"}");
        server.create(index, KEYWORD);
        server.index(index, documents.subList(0, 2));
        assertThat(Workload.values(engine, plan)).containsEntry("k0", "1").containsEntry("k1", "0");

        for (String mapping : List.of(TEXT, KEYWORD, TEXT)) {
            server.send("DELETE", "/" + index, "");
            server.create(index, mapping);
            server.index(index, documents);

            assertThat(Workload.values(engine, plan))
                    .containsEntry("k0", "1")
                    .containsEntry("k1", "1")
                    .containsEntry("k2", "3");
        }

        server.send("DELETE", "/" + index, "");
        assertThat(Workload.values(engine, plan).values()).containsOnly("unknown_table");

        server.index(index, documents);
        assertThat(Workload.values(engine, plan)).containsEntry("k0", "1").containsEntry("k2", "3");
    }

    @Test
    void fieldThatDocumentsBringBetweenTwoRunsIsSeen() {
        server.index(index, List.of("{\"k\": \"a\"}"));
        Plan plan = ofIndex("SELECT SUM(n) AS n FROM t", "SELECT COUNT(*) FROM t", "SELECT * FROM t");
        assertThat(Workload.values(engine, plan)).isEqualTo(Map.of("k0", "unknown_column", "k1", "1", "k2", "a"));

        server.index(index, List.of("{\"k\": \"a\"}", "{\"k\": \"b\", \"n\": 5}"));

        assertThat(Workload.values(engine, plan))
                .containsEntry("k0", "5")
                .containsEntry("k1", "2")
                .containsEntry("k2", "a  b 5");
    }

    @Test
    void everyStepEndsOnceWhenTheTableOfSomeHasChanged() {
        database.execute("CREATE TABLE one (a text); INSERT INTO one VALUES ('9'), ('10');"
                + " CREATE TABLE other (b int); INSERT INTO other VALUES (1)");
        server.index(index, List.of("{\"a\": \"10\"}", "{\"a\": \"9\"}"));
        String log = "es.logs.\"" + index + "\"";
        Plan plan = Workload.plan(List.of(
                "SELECT MAX(a) FROM pg.public.one",
                "SELECT COUNT(*) FROM pg.public.other",
                "SELECT COUNT(*) FROM " + log,
                "SELECT COUNT(*) FROM pg.public.one WHERE CAST(a AS varchar) IN (SELECT a FROM " + log + ")"));
        Map<String, String> before = Map.of("k0", "9", "k1", "1", "k2", "2", "k3", "2");
        assertThat(Workload.values(engine, plan)).isEqualTo(before);
        assertThat(Workload.values(engine, plan)).isEqualTo(before);
        database.execute("ALTER TABLE one ALTER COLUMN a TYPE int USING a::int");

        List<Outcome> outcomes = new ArrayList<>();
        engine.run(plan, outcomes::add);

        assertThat(outcomes.stream().map(outcome -> outcome.step().kpi().name()))
                .containsExactlyInAnyOrder("k0", "k1", "k2", "k3");
        assertThat(Workload.values(engine, plan)).isEqualTo(Map.of("k0", "10", "k1", "1", "k2", "2", "k3", "2"));
    }
}
