package org.kpirunner.engine.embedded.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;

/** What KPIs over several sources have in common is asked once, and they end as they would alone. */
class SharedAcrossIT {
    private static PostgresDatabase database;
    private static ElasticsearchServer server;
    private static String index;
    private static EmbeddedEngine engine;
    private static EmbeddedEngine alone;

    @BeforeAll
    static void fill(@TempDir Path catalogs) {
        database = Servers.postgres().createDatabase("across");
        database.execute("""
                CREATE TABLE member (id int PRIMARY KEY, kind text, score int);
                INSERT INTO member SELECT i, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END, NULLIF(i % 7, 0)
                    FROM generate_series(1, 200) i;
                ANALYZE;
                """);
        server = Servers.elasticsearch();
        index = server.uniqueName("across");
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            documents.add("{\"action\": \"" + List.of("login", "share", "view").get(i % 3) + "\", \"member\": " + i % 90
                    + ", \"at\": \"2026-01-" + (10 + i % 9) + "T00:00:00\"}");
        }
        server.index(index, documents);
        Catalogs folder = Workload.catalogs(
                catalogs, Map.of("pg", database.catalogProperties(), "es", server.catalogProperties("logs")));
        engine = new EmbeddedEngine(folder, 3);
        alone = new EmbeddedEngine(folder, 1, false);
    }

    @AfterAll
    static void drop() {
        engine.close();
        alone.close();
        server.send("DELETE", "/" + index, "");
        database.close();
    }

    private static List<String> queries(String since) {
        String logs = "(SELECT member FROM es.logs.\"" + index + "\" WHERE action = 'login' AND at >= TIMESTAMP '"
                + since + "')";
        String members = " FROM pg.public.member WHERE id IN " + logs;
        return List.of(
                "SELECT COUNT(*)" + members,
                "SELECT COUNT(*)" + members + " AND kind = 'a'",
                "SELECT SUM(score), MIN(id)" + members + " AND score > 2",
                "SELECT COUNT(*) FROM pg.public.member WHERE kind = 'b' AND id NOT IN " + logs,
                "SELECT id" + members + " AND id < 20 ORDER BY id",
                "SELECT 1 / (COUNT(*) - COUNT(*))" + members,
                "SELECT SUM(id) FROM pg.public.member WHERE kind = 'b'",
                "SELECT COUNT(*) FROM es.logs.\"" + index
                        + "\" WHERE member IN (SELECT id FROM pg.public.member WHERE kind" + " = 'a')");
    }

    @Test
    void kpisOverSeveralSourcesEndTheSameTogetherAndAlone() {
        for (String since : List.of("2026-01-01 00:00:00", "2026-01-14 00:00:00", "2026-02-01 00:00:00")) {
            Plan plan = Workload.plan(queries(since));

            assertThat(Workload.outcomes(engine, plan)).isEqualTo(Workload.outcomes(alone, plan));
        }
    }

    @Test
    void countsOfRowsThatAnotherSourceChoosesAreOneStatement() {
        Plan plan = Workload.plan(queries("2026-01-14 00:00:00"));

        assertThat(Workload.values(engine, plan)).isEqualTo(Workload.values(alone, plan));
        assertThat(engine.explain(plan)).contains("asked once for k0, k1, k2:");
    }
}
