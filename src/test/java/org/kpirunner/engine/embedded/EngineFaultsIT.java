package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.Servers;

/** What changes or breaks between the runs of one process, or while it waits, never makes a wrong number. */
@Timeout(120)
class EngineFaultsIT {
    // Told by its sleep: what an engine asks before, of tables and columns, is over too soon to be met.
    private static final String RUNNING =
            "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    private final PostgresDatabase database = Servers.postgres().createDatabase("faults");
    private final ElasticsearchServer elasticsearch = Servers.elasticsearch();
    private final String index = elasticsearch.uniqueName("engine-faults");

    @TempDir
    private Path catalogs;

    @AfterEach
    void dropAll() {
        database.close();
        if (elasticsearch.exists("/" + index)) {
            elasticsearch.send("DELETE", "/" + index, "");
        }
    }

    private EmbeddedEngine engine() {
        return engine(Map.of());
    }

    private EmbeddedEngine engine(Map<String, String> another) {
        Map<String, String> all = new HashMap<>(another);
        all.put("pg", database.catalogProperties());
        all.put("other", database.catalogProperties());
        all.put("es", elasticsearch.catalogProperties("default"));
        return new EmbeddedEngine(Workload.catalogs(catalogs, all), 2);
    }

    private static String ask(EmbeddedEngine engine, String sql) {
        return ask(engine, sql, 0);
    }

    private static String ask(EmbeddedEngine engine, String sql, int retries) {
        String kpi = "retries: " + retries + ", sql: '" + sql.replace("'", "''") + "'";
        return Workload.values(engine, Workload.plan(kpi)).getOrDefault("k0", "");
    }

    @Test
    void tableThatChangesBetweenRunsIsReadAnew() {
        String sql = "SELECT v, COUNT(*) FROM pg.public.t WHERE v >= 10 GROUP BY v ORDER BY v";
        database.execute("CREATE TABLE t AS SELECT n AS v FROM generate_series(9, 11) n");
        try (EmbeddedEngine engine = engine()) {
            assertThat(ask(engine, sql)).isEqualTo("10 1 11 1");

            database.execute("ALTER TABLE t ALTER v TYPE numeric(5, 2) USING v + 0.25");
            assertThat(ask(engine, sql)).isEqualTo("10.25 1 11.25 1");

            database.execute("DROP TABLE t; CREATE VIEW t AS SELECT 'a' AS w, 12 AS v");
            assertThat(ask(engine, sql)).isEqualTo("12 1");

            database.execute("DROP VIEW t; CREATE TABLE t (w int)");
            assertThat(ask(engine, sql)).isEqualTo("unknown_column");

            database.execute("DROP TABLE t");
            assertThat(ask(engine, sql)).isEqualTo("unknown_table");
        }
    }

    @Test
    void mappingThatChangesBetweenRunsIsReadAnew() {
        String sql = "SELECT COUNT(*) FROM es.default.\"" + index + "\" WHERE k <> 'a'";
        elasticsearch.create(index, "{\"mappings\": {\"properties\": {\"k\": {\"type\": \"keyword\"}}}}");
        elasticsearch.index(index, List.of("{\"k\": \"a\"}", "{\"k\": \"A\"}"));
        try (EmbeddedEngine engine = engine()) {
            assertThat(ask(engine, sql)).isEqualTo("1");

            elasticsearch.send("DELETE", "/" + index, "");
            elasticsearch.create(index, "{\"mappings\": {\"properties\": {\"k\": {\"type\": \"text\"}}}}");
            elasticsearch.index(index, List.of("{\"k\": \"a\"}", "{\"k\": \"A\"}", "{\"k\": \"a or b\"}"));
            assertThat(ask(engine, sql)).isEqualTo("2");

            elasticsearch.send("DELETE", "/" + index, "");
            assertThat(ask(engine, sql)).isEqualTo("unknown_table");
        }
    }

    @Test
    void joinThatNeedsMoreMemoryThanItMayHaveFailsAndTheProcessGoesOn() {
        String many = "(SELECT repeat(md5(n::text), 12) AS v FROM generate_series(1, 1000000) AS n)";
        database.execute("CREATE VIEW many AS SELECT * FROM " + many + " AS m");
        try (EmbeddedEngine engine = engine()) {
            assertThat(ask(
                            engine,
                            "SELECT COUNT(*) FROM pg.public.many AS a FULL JOIN other.public.many AS b"
                                    + " ON a.v = b.v AND lower(a.v) <> upper(b.v)"))
                    .isEqualTo("out_of_memory");
            assertThat(ask(engine, "SELECT COUNT(*) FROM other.public.many")).isEqualTo("1000000");
        }
    }

    @Test
    void sessionThatTheServerEndsInTheMiddleOfAQueryIsToldOrAskedAgain() {
        database.execute("CREATE TABLE slow AS SELECT 1 AS v");
        String sql = "SELECT v FROM TABLE(pg.system.query(query => 'SELECT v FROM slow, pg_sleep(3)'))";
        try (EmbeddedEngine engine = engine()) {
            CompletableFuture<String> once = CompletableFuture.supplyAsync(() -> ask(engine, sql));
            endSession();
            assertThat(once.join()).isEqualTo("source_restarted");

            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> ask(engine, sql, 1));
            endSession();
            assertThat(again.join()).isEqualTo("1");
        }
    }

    private void endSession() {
        waitForOne(database, "SELECT count(pg_terminate_backend(pid)) " + RUNNING);
    }

    @Test
    @Tag("chaos")
    void postgresThatIsRestartedInTheMiddleOfAQueryAnswersTheNextAttempt() {
        try (PostgresServer mortal = PostgresServer.process()) {
            PostgresDatabase there = mortal.createDatabase("mortal");
            there.execute("CREATE TABLE t AS SELECT n AS v FROM generate_series(1, 1000) AS n");
            String sql = "SELECT COUNT(*) FROM TABLE(mortal.system.query(query => 'SELECT t.* FROM t, pg_sleep(3)'))";
            try (EmbeddedEngine engine = engine(Map.of("mortal", there.catalogProperties()))) {
                CompletableFuture<String> once = CompletableFuture.supplyAsync(() -> ask(engine, sql));
                waitForQuery(there);
                mortal.kill();
                assertThat(once.join()).isIn("source_restarted", "source_unreachable");

                mortal.startAgain();
                CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> ask(engine, sql, 5));
                waitForQuery(there);
                mortal.kill();
                mortal.startAgain();
                assertThat(again.join()).isEqualTo("1000");
            }
        }
    }

    private static void waitForQuery(PostgresDatabase of) {
        waitForOne(of, "SELECT count(*) " + RUNNING);
    }

    private static void waitForOne(PostgresDatabase of, String count) {
        while (!of.queryText(count).equals("1")) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
