package org.kpirunner.engine.embedded.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;

class SharedQuestionsIT {
    private static PostgresDatabase database;
    private static EmbeddedEngine engine;
    private static EmbeddedEngine alone;

    @BeforeAll
    static void fill(@TempDir Path catalogs) {
        database = Servers.postgres().createDatabase("shared");
        database.execute("""
                CREATE TABLE team (id int PRIMARY KEY, kind text NOT NULL, size bigint, since date);
                INSERT INTO team SELECT i, CASE WHEN i % 3 = 0 THEN 'public' ELSE 'private' END, i % 7, date '2026-01-01' + i % 5
                    FROM generate_series(1, 1000) i;
                CREATE TABLE huge AS SELECT i AS id, 9223372036854775807 AS size FROM generate_series(1, 3) i;
                CREATE VIEW clock AS SELECT clock_timestamp()::timestamp AS at;
                CREATE VIEW slow AS SELECT id, pg_sleep(CASE WHEN id <= 20 THEN 0.03 ELSE 60 END) IS NULL AS never
                    FROM team WHERE id <= 60;
                ANALYZE;
                """);
        Catalogs folder = Workload.catalogs(catalogs, Map.of("pg", database.catalogProperties()));
        engine = new EmbeddedEngine(folder, 4);
        alone = new EmbeddedEngine(folder, 1, false);
    }

    @AfterAll
    static void drop() {
        engine.close();
        alone.close();
        database.close();
    }

    private static Map<String, String> outcomes(Plan plan) {
        return Workload.values(engine, plan);
    }

    @Test
    void identicalQueriesAreAskedOnce() {
        String now = "sql: SELECT at FROM pg.public.clock";

        Map<String, String> outcomes = outcomes(Workload.plan(now, now, now));

        assertThat(outcomes.values()).hasSize(3).containsOnly(outcomes.get("k0"));
    }

    @Test
    void countsOfOneTableAreOneStatement() {
        Plan plan = Workload.plan(
                "sql: SELECT COUNT(*) FROM pg.public.team",
                "sql: SELECT SUM(size) AS s FROM pg.public.team WHERE kind = 'public'",
                "sql: \"SELECT MAX(since), COUNT(*) FROM pg.public.team WHERE kind = 'public' AND size > 3\"");

        assertThat(outcomes(plan).values()).containsExactly("1000", "1003", "2026-01-05 143");
        assertThat(engine.explain(plan))
                .containsExactly(
                        "asked of pg once for k0, k1, k2:",
                        "  SELECT count(*), CAST(sum(\"team\".\"size\") FILTER (WHERE (\"team\".\"kind\" = 'public'))"
                                + " AS bigint), max(\"team\".\"since\") FILTER (WHERE ((\"team\".\"kind\" = 'public') AND"
                                + " (\"team\".\"size\" > 3))), count(*) FILTER (WHERE ((\"team\".\"kind\" ="
                                + " 'public') AND (\"team\".\"size\" > 3))) FROM \"public\".\"team\"");
    }

    @Test
    void countsByTheValuesOfTheSameColumnsAreOneGrouping() {
        String[] kpis = new String[14];
        for (int i = 0; i < kpis.length; i++) {
            kpis[i] = "sql: \"SELECT COUNT(*) FROM pg.public.team WHERE size IN (" + i + ", 6) AND kind = 'public'\"";
        }

        assertThat(outcomes(Workload.plan(kpis)))
                .containsEntry("k0", "95")
                .containsEntry("k6", "48")
                .containsEntry("k13", "48");
        assertThat(engine.explain(Workload.plan(kpis)))
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("  SELECT \"team\".\"kind\", \"team\".\"size\", count(*) FROM \"public\".\"team\" WHERE"
                        + " (\"team\".\"kind\" = 'public') AND (\"team\".\"size\" IN (0, 6, 1, 2, 3, 4, 5, 7, 8, 9, 10,"
                        + " 11, 12, 13)) GROUP BY \"team\".\"kind\", \"team\".\"size\"");
    }

    @Test
    void textsThatAreEqualAlthoughTheyDifferAreNotGrouped() {
        database.execute("""
                CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                CREATE TABLE word (word text COLLATE loose);
                INSERT INTO word VALUES ('a'), ('A'), ('b');
                """);
        String[] kpis = new String[12];
        for (int i = 0; i < kpis.length; i++) {
            kpis[i] = "sql: SELECT COUNT(*) FROM pg.public.word WHERE word = '" + "aAbBcCdDeEfF".charAt(i) + "'";
        }

        assertThat(outcomes(Workload.plan(kpis)))
                .containsEntry("k0", "2")
                .containsEntry("k1", "2")
                .containsEntry("k2", "1")
                .containsEntry("k3", "1")
                .containsEntry("k4", "0");
    }

    @Test
    void onlyTheFailingOfThoseAskedTogetherFails() {
        assertThat(outcomes(Workload.plan(
                        "sql: SELECT COUNT(*) FROM pg.public.huge",
                        "sql: SELECT COUNT(*) FROM pg.public.huge WHERE id > 1",
                        "sql: SELECT SUM(size) FROM pg.public.huge",
                        "sql: SELECT MIN(size) FROM pg.public.huge",
                        "sql: SELECT 1 / COUNT(*) FROM pg.public.huge WHERE id > 9")))
                .isEqualTo(Map.of(
                        "k0", "3",
                        "k1", "2",
                        "k2", "numeric_overflow",
                        "k3", "9223372036854775807",
                        "k4", "division_by_zero"));
    }

    @Test
    void onlyTheLateOfThoseAskedTogetherTimesOut() {
        assertThat(outcomes(Workload.plan(
                        "sql: SELECT COUNT(*) FROM pg.public.slow WHERE id <= 10",
                        "timeout: 1s, sql: SELECT COUNT(*) FROM pg.public.slow WHERE never",
                        "sql: SELECT COUNT(*) FROM pg.public.slow WHERE id <= 20")))
                .isEqualTo(Map.of("k0", "10", "k1", "timeout", "k2", "20"));
    }

    @Test
    void whatARunAsksTogetherServesTheNextOneAtItsOwnTimes() {
        for (List<String> since : List.of(
                List.of("2026-01-02", "2026-01-04", "2026-01-04"),
                List.of("2026-01-05", "2026-01-03", "2026-01-03"),
                List.of("2026-01-03", "2026-01-03", "2026-01-05"),
                List.of("2026-01-04", "2026-01-04", "2026-01-02"))) {
            Plan plan = counts(since);

            assertThat(outcomes(plan)).isEqualTo(Workload.values(alone, plan));
        }
        assertThat(outcomes(counts(List.of("2026-01-02", "2026-01-04", "2026-01-05"))))
                .containsEntry("k0", "800")
                .containsEntry("k1", "400")
                .containsEntry("k3", "400");
    }

    private static Plan counts(List<String> since) {
        String team = " FROM pg.public.team WHERE since >= DATE '";
        return Workload.plan(List.of(
                "SELECT COUNT(*)" + team + since.get(0) + "'",
                "SELECT COUNT(*)" + team + since.get(1) + "'",
                "SELECT COUNT(*) AS n, MIN(size) + 2 AS s" + team + since.get(2) + "' AND kind <> 'public'",
                "SELECT COUNT(*)" + team + since.get(0) + "' AND since >= DATE '" + since.get(1) + "'"));
    }

    @Test
    void tableThatHasChangedIsAskedAnew() {
        database.execute("CREATE TABLE moved (a text, b int); INSERT INTO moved VALUES ('1', 2), ('10', 3), ('9', 4)");
        Plan plan = Workload.plan(List.of(
                "SELECT MAX(a) FROM pg.public.moved",
                "SELECT COUNT(*) FROM pg.public.moved WHERE b > 2",
                "SELECT SUM(b) FROM pg.public.moved"));
        assertThat(outcomes(plan)).isEqualTo(Map.of("k0", "9", "k1", "2", "k2", "9"));

        database.execute("ALTER TABLE moved ALTER COLUMN a TYPE int USING a::int");
        assertThat(outcomes(plan)).isEqualTo(Map.of("k0", "10", "k1", "2", "k2", "9"));

        database.execute("ALTER TABLE moved DROP COLUMN b");
        assertThat(outcomes(plan)).isEqualTo(Map.of("k0", "10", "k1", "unknown_column", "k2", "unknown_column"));

        database.execute("DROP TABLE moved");
        assertThat(outcomes(plan))
                .containsOnly(
                        Map.entry("k0", "unknown_table"),
                        Map.entry("k1", "unknown_table"),
                        Map.entry("k2", "unknown_table"));
    }

    @Test
    void oneDividesByZeroOneIsLateAndOneMissesAColumnAndAllOthersAnswer() {
        List<String> kpis = new ArrayList<>(List.of(
                "sql: SELECT 1 / (COUNT(*) - 1000) FROM pg.public.team",
                "timeout: 1s, sql: SELECT COUNT(*) FROM pg.public.slow WHERE never",
                "sql: SELECT COUNT(missing) FROM pg.public.team"));
        for (int i = 0; i < 20; i++) {
            kpis.add("sql: SELECT COUNT(*) FROM pg.public.team WHERE id <= " + i);
        }

        Map<String, String> outcomes = outcomes(Workload.plan(kpis.toArray(String[]::new)));

        assertThat(outcomes)
                .containsEntry("k0", "division_by_zero")
                .containsEntry("k1", "timeout")
                .containsEntry("k2", "unknown_column");
        for (int i = 0; i < 20; i++) {
            assertThat(outcomes).containsEntry("k" + (i + 3), Integer.toString(i));
        }
    }

    @Test
    void allQuestionsOfARunSeeTheSameState() throws Exception {
        database.execute("CREATE TABLE part (id int); CREATE TABLE total (parts bigint); INSERT INTO total VALUES (0)");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            do {
                database.execute("BEGIN; INSERT INTO part VALUES (1); UPDATE total SET parts = parts + 1; COMMIT");
            } while (!isOver.get());
        });
        writer.start();
        Plan plan = Workload.plan(
                "sql: SELECT parts FROM pg.public.total",
                "sql: SELECT COUNT(*) FROM pg.public.slow WHERE never IS NULL AND id < 10",
                "sql: SELECT COUNT(*) FROM pg.public.part",
                "sql: \"SELECT COUNT(*) FROM pg.public.part JOIN pg.public.team ON team.id = part.id\"",
                "sql: SELECT MAX(parts) FROM pg.public.total");
        try {
            for (int run = 0; run < 8; run++) {
                Map<String, String> outcomes = outcomes(plan);

                assertThat(outcomes.get("k2"))
                        .isEqualTo(outcomes.get("k0"))
                        .isEqualTo(outcomes.get("k3"))
                        .isEqualTo(outcomes.get("k4"));
            }
        } finally {
            isOver.set(true);
            writer.join();
        }
        assertThat(outcomes(plan).get("k0")).isNotEqualTo("0");
    }
}
