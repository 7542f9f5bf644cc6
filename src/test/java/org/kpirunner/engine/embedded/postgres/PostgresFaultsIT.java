package org.kpirunner.engine.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresGate;
import org.kpirunner.fixture.Servers;

/** A Postgres that gives up in the middle of an answer, or before it begins, never makes a wrong number. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgresFaultsIT {
    /** Rows that come slowly, and rows in whose middle is a gate. */
    private static final String SLOW = """
            CREATE FUNCTION paced(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                IF n % 1000 = 0 THEN PERFORM pg_sleep(0.5); END IF;
                RETURN n;
            END $$;
            CREATE FUNCTION passed(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                IF n = 50000 THEN PERFORM PASS; END IF;
                RETURN n;
            END $$;
            CREATE VIEW slow AS SELECT passed(n) AS n, 'V' || n AS v FROM generate_series(1, 100000) AS n;
            CREATE TABLE few AS SELECT n * 10 AS n FROM generate_series(1, 5000) AS n;
            """.replace("PASS", PostgresGate.PASS);

    private final PostgresDatabase database =
            Servers.postgres().createDatabase("faults").execute(SLOW);
    private final PostgresDatabase other =
            Servers.postgres().createDatabase("faults").execute(SLOW);
    private final String role = database.name() + "_role";

    @TempDir
    private Path catalogs;

    @AfterEach
    void dropAll() {
        other.close();
        database.execute("DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role
                + "') THEN DROP OWNED BY \"" + role + "\"; DROP ROLE \"" + role + "\"; END IF; END $$");
        database.close();
    }

    private EmbeddedEngine engine(String pg) {
        return new EmbeddedEngine(Workload.catalogs(catalogs, Map.of("pg", pg, "other", other.catalogProperties())), 2);
    }

    private static String ask(EmbeddedEngine engine, int retries, String sql) {
        return Workload.outcomes(engine, Workload.plan("retries: " + retries + ", sql: \"" + sql + "\""))
                .getOrDefault("k0", "")
                .replaceAll("Answer\\[.*rows=|\\bExact\\[number=(\\d+)]", "$1");
    }

    private void endsInTheMiddle(String sql, String answer) throws Exception {
        try (EmbeddedEngine engine = engine(database.catalogProperties());
                PostgresGate gate = PostgresGate.shut(database)) {
            CompletableFuture<String> once = CompletableFuture.supplyAsync(() -> ask(engine, 0, sql));
            gate.endSession();
            assertThat(once.join())
                    .startsWith("failed: source_restarted: pg (")
                    .contains(": the connection was lost: ");

            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> ask(engine, 1, sql));
            gate.endSession();
            gate.open();
            assertThat(again.join()).isEqualTo(answer);
        }
    }

    @Test
    void sessionThatEndsInTheMiddleOfManyRowsIsToldOrAskedAgain() throws Exception {
        endsInTheMiddle("SELECT COUNT(*) FROM pg.public.slow WHERE lower(v) <> 'v7'", "[[99999]]]");
    }

    @Test
    void sessionThatEndsWhileItLooksForKeysOfAnotherSourceIsToldOrAskedAgain() throws Exception {
        endsInTheMiddle("SELECT COUNT(*) FROM pg.public.slow WHERE n IN (SELECT n FROM other.public.few)", "[[5000]]]");
    }

    @Test
    void sessionThatEndsInTheMiddleOfAJoinIsToldOrAskedAgain() throws Exception {
        endsInTheMiddle(
                "SELECT COUNT(*), COUNT(b.n) FROM pg.public.slow AS a LEFT JOIN other.public.few AS b ON a.n = b.n",
                "[[100000, 5000]]]");
    }

    @Test
    void statementThatTheServerItselfLimitsIsTold() {
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET statement_timeout = '3s'");
        try (EmbeddedEngine engine = engine(database.catalogProperties());
                PostgresGate gate = PostgresGate.shut(database)) {
            assertThat(gate).isNotNull();
            assertThat(ask(engine, 0, "SELECT SUM(n) FROM pg.public.slow"))
                    .isEqualTo("failed: cancelled: pg: canceling statement due to statement timeout");
            assertThat(ask(engine, 0, "SELECT COUNT(*) FROM pg.public.few")).isEqualTo("[[5000]]]");
        }
    }

    @Test
    void serverThatEndsIdleSessionsDoesNotEndThoseThatWaitForAnotherSource() {
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET idle_in_transaction_session_timeout = '1s'");
        database.execute("CREATE TABLE many AS SELECT n FROM generate_series(1, 250000) AS n; ANALYZE many");
        String slow = "TABLE(other.system.query(query => 'SELECT paced(n) AS n FROM generate_series(1, 4000) AS n'))";
        try (EmbeddedEngine engine = engine(database.catalogProperties())) {
            assertThat(ask(
                            engine,
                            0,
                            "SELECT COUNT(*) FROM pg.public.many AS a RIGHT JOIN " + slow
                                    + " AS b ON a.n + 0.5 = b.n + 0.5"))
                    .isEqualTo("[[4000]]]");
        }
    }

    @Test
    void serverThatHasNoConnectionLeftIsTold() {
        try (EmbeddedEngine engine = engine(asRole("CONNECTION LIMIT 0"))) {
            assertThat(ask(engine, 0, "SELECT COUNT(*) FROM pg.public.few"))
                    .startsWith("failed: source_unreachable: pg (")
                    .endsWith(" cannot be reached: too many connections for role \"" + role + "\"");

            database.execute("ALTER ROLE \"" + role + "\" CONNECTION LIMIT 5");
            assertThat(ask(engine, 3, "SELECT COUNT(*) FROM pg.public.few")).isEqualTo("[[5000]]]");
        }
    }

    @Test
    @Tag("chaos")
    void passwordThatChangesBetweenRunsIsTold() {
        try (EmbeddedEngine engine = engine(asRole(""))) {
            assertThat(ask(engine, 0, "SELECT COUNT(*) FROM pg.public.few")).isEqualTo("[[5000]]]");

            database.execute("ALTER ROLE \"" + role + "\" PASSWORD 'another'");
            database.queryText(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '" + role + "'");
            assertThat(ask(engine, 0, "SELECT COUNT(*) FROM pg.public.few"))
                    .startsWith("failed: authentication_failed: pg (")
                    .endsWith("password authentication failed for user \"" + role
                            + "\"; check connection-user and connection-password of its catalog file");
        }
    }

    @Test
    @Tag("chaos")
    void databaseThatIsGoneIsNotWaitedForByEachKpi() {
        List<String> queries = IntStream.range(0, 40)
                .mapToObj(i -> "SELECT COUNT(*) FROM pg.public.few WHERE n % 100 = " + i)
                .toList();
        try (EmbeddedEngine engine = engine(asRole(""))) {
            assertThat(Workload.values(engine, Workload.plan(queries))).containsEntry("k0", "500");

            database.execute("ALTER ROLE \"" + role + "\" NOLOGIN");
            database.queryText(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '" + role + "'");

            assertThat(Workload.values(engine, Workload.plan(queries)).values())
                    .hasSize(queries.size())
                    .containsOnly("source_restarted", "authentication_failed")
                    .filteredOn("source_restarted"::equals)
                    .hasSizeLessThan(5);
        }
    }

    /** A catalog file for a role that may read. */
    private String asRole(String options) {
        database.execute("CREATE ROLE \"" + role + "\" LOGIN PASSWORD 'first' " + options
                + "; GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"" + role + "\"");
        return List.of("user=" + role, "password=first").stream()
                .reduce(
                        database.catalogProperties(),
                        (text, line) -> text.replaceAll(
                                "connection-" + line.replaceAll("=.*", "") + "=.*", "connection-" + line));
    }
}
