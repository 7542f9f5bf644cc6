package org.kpirunner.engine.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;

/**
 * Statements that Postgres computes in several processes, as it does where all rows of a small answer are asked for at
 * once. A column of the view says whether a worker read the row; workers leave nothing to who asked them.
 */
class PostgresWorkersIT {
    private static final String TABLES = """
            CREATE FUNCTION is_worker(n int) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS
                'BEGIN RETURN backend_type = ''parallel worker'' FROM pg_stat_get_activity(pg_backend_pid()); END';
            CREATE TABLE visit AS SELECT n, n % 100 AS page, n * 7919 % 30000 AS person FROM generate_series(1, 30000) AS n;
            CREATE TABLE visitor AS SELECT person FROM visit;
            ALTER TABLE visit SET (parallel_workers = 2);
            ALTER TABLE visitor SET (parallel_workers = 0);
            CREATE VIEW seen AS SELECT is_worker(n) AS by_worker, n, page, person FROM visit;
            ALTER DATABASE NAMED SET parallel_setup_cost = 0;
            ALTER DATABASE NAMED SET parallel_tuple_cost = 0;
            ALTER DATABASE NAMED SET parallel_leader_participation = off;
            ALTER DATABASE NAMED SET work_mem = '512kB';
            ANALYZE visit, visitor""";

    private static PostgresDatabase database;
    private static EmbeddedEngine engine;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = Servers.postgres().createDatabase("workers");
        database.execute(TABLES.replace("NAMED", database.name()));
        engine = new EmbeddedEngine(Workload.catalogs(folder, Map.of("pg", database.catalogProperties())), 1);
    }

    @AfterAll
    static void close() {
        engine.close();
        database.close();
    }

    @Test
    void aTotalIsComputedByWorkers() {
        assertThat(values("SELECT bool_and(by_worker), COUNT(*) FROM pg.public.seen"))
                .isEqualTo("true 30000");
    }

    @Test
    void fewGroupsAreComputedByWorkers() {
        assertThat(values("SELECT by_worker, COUNT(*) FROM pg.public.seen GROUP BY by_worker"))
                .isEqualTo("true 30000");
    }

    @Test
    void theFirstRowsAreFoundByWorkers() {
        assertThat(values("SELECT by_worker, n FROM pg.public.seen ORDER BY n DESC LIMIT 2"))
                .isEqualTo("true 30000 true 29999");
    }

    @Test
    void statementsOfARunThatSeeOneStateAreComputedByWorkersToo() {
        assertThat(Workload.values(
                        engine,
                        Workload.plan(List.of(
                                "SELECT bool_and(by_worker), MAX(n) FROM pg.public.seen",
                                "SELECT by_worker, MIN(person) FROM pg.public.seen WHERE n > 5 GROUP BY by_worker"))))
                .isEqualTo(Map.of("k0", "true 30000", "k1", "true 0"));
    }

    @Test
    void moreRowsThanExpectedAllCome() {
        // Postgres expects a third of the rows for each condition.
        String kpi = "max_rows: 100000, sql: \"SELECT n, by_worker FROM pg.public.seen"
                + " WHERE abs(n) % 7 < 5 AND abs(person) % 7 < 7\"";

        assertThat(Workload.values(engine, Workload.plan(kpi))
                        .getOrDefault("k0", "")
                        .split(" "))
                .contains("false")
                .doesNotContain("true")
                .hasSize(2 * 21_429);
    }

    @Test
    void differentValuesAreCountedByGroupsWhereTheseFitIntoMemory() {
        assertThat(values("SELECT COUNT(DISTINCT page) FROM pg.public.visit")).isEqualTo("100");
        assertThat(sent("SELECT COUNT(DISTINCT page) FROM pg.public.visit")).isEqualTo("""
                SELECT count("t"."page") FROM (SELECT "visit"."page" FROM "public"."visit" GROUP BY "visit"."page") AS "t\"""");
        assertThat(values("SELECT COUNT(DISTINCT person) FROM pg.public.visitor"))
                .isEqualTo("30000");
        assertThat(sent("SELECT COUNT(DISTINCT person) FROM pg.public.visitor"))
                .isEqualTo("SELECT count(DISTINCT \"visitor\".\"person\") FROM \"public\".\"visitor\"");
    }

    @Test
    void differentValuesOfGroupsAreThoseThatAreThere() {
        database.execute("""
                CREATE TABLE mark (team text, mark numeric, ok boolean);
                INSERT INTO mark VALUES ('a', 1, true), ('a', 1.0, true), ('a', 2, false), ('a', NULL, true),
                    ('b', NULL, true), (NULL, 3, NULL), (NULL, 4, false), ('', 4, true)""");

        assertThat(values("SELECT COUNT(DISTINCT mark) FROM pg.public.mark")).isEqualTo("4");
        assertThat(values("SELECT COUNT(DISTINCT mark) FROM pg.public.mark WHERE mark > 9"))
                .isEqualTo("0");
        assertThat(values("SELECT COUNT(DISTINCT mark) FILTER (WHERE ok) FROM pg.public.mark"))
                .isEqualTo("2");
        assertThat(values("SELECT COUNT(DISTINCT mark), team FROM pg.public.mark GROUP BY team ORDER BY team"))
                .isEqualTo("1  2 a 0 b 2 ");
        assertThat(values("SELECT team, COUNT(DISTINCT mark) FILTER (WHERE ok) FROM pg.public.mark"
                        + " GROUP BY team ORDER BY team"))
                .isEqualTo(" 1 a 1 b 0  0");
        assertThat(values("SELECT team FROM pg.public.mark GROUP BY team HAVING COUNT(DISTINCT mark) > 1"
                        + " ORDER BY team"))
                .isEqualTo("a ");
    }

    private static String values(String sql) {
        return Workload.values(engine, Workload.plan(List.of(sql))).getOrDefault("k0", "");
    }

    private static String sent(String sql) {
        List<String> lines = engine.explain(Workload.plan(List.of(sql)).steps().get(0), false);
        return lines.get(lines.size() - 1).strip();
    }
}
