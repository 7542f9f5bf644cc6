package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresGate;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.Servers;

/** What changes or breaks between the runs of one process, or while it waits, never makes a wrong number. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EngineFaultsIT {
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
    void sessionThatTheServerEndsInTheMiddleOfAQueryIsToldOrAskedAgain() throws Exception {
        database.execute("CREATE TABLE slow AS SELECT 1 AS v");
        String sql = "SELECT v FROM TABLE(pg.system.query(query => 'SELECT v FROM slow, " + PostgresGate.PASS + "'))";
        try (EmbeddedEngine engine = engine();
                PostgresGate gate = PostgresGate.shut(database)) {
            CompletableFuture<String> once = CompletableFuture.supplyAsync(() -> ask(engine, sql));
            gate.endSession();
            assertThat(once.join()).isEqualTo("source_restarted");

            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> ask(engine, sql, 1));
            gate.endSession();
            gate.open();
            assertThat(again.join()).isEqualTo("1");
        }
    }

    @Test
    @Tag("chaos")
    void postgresThatIsRestartedInTheMiddleOfAQueryAnswersTheNextAttempt() throws Exception {
        try (PostgresServer mortal = PostgresServer.process()) {
            PostgresDatabase there = mortal.createDatabase("mortal");
            there.execute("CREATE TABLE t AS SELECT n AS v FROM generate_series(1, 1000) AS n");
            String sql = "SELECT COUNT(*) FROM TABLE(mortal.system.query(query => 'SELECT t.* FROM t, "
                    + PostgresGate.PASS + "'))";
            try (EmbeddedEngine engine = engine(Map.of("mortal", there.catalogProperties()))) {
                CompletableFuture<String> once = killedInTheMiddle(there, () -> ask(engine, sql));
                assertThat(once.join()).isIn("source_restarted", "source_unreachable");

                mortal.startAgain();
                CompletableFuture<String> again = killedInTheMiddle(there, () -> ask(engine, sql, 9));
                mortal.startAgain();
                assertThat(again.join()).isEqualTo("1000");
            }
        }
    }

    private static CompletableFuture<String> killedInTheMiddle(PostgresDatabase there, Supplier<String> query)
            throws Exception {
        try (PostgresGate gate = PostgresGate.shut(there)) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(query);
            gate.await();
            there.server().kill();
            return asked;
        }
    }
}
