package org.kpirunner.engine.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;

/** What Postgres has in a way of its own still means what it means everywhere. */
class PostgresMeaningIT {
    private static final String TABLES = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE DOMAIN need AS int NOT NULL;
            CREATE TABLE odd (id int, moods mood[], counts int[], pairs int[][], days date[], times time[],
                moments timestamp[], spans interval[], address inet, x double precision, flag boolean, code uuid);
            INSERT INTO odd VALUES
                (1, '{sad,NULL}', '[0:2]={7,8,9}', '{{1,2},{3,4}}', '{2026-03-29,NULL}', '{10:00:00.5}',
                    '{2026-03-29 02:30:00.123456}', '{1 day}', '192.0.2.1', 'NaN', true, md5('a')::uuid),
                (2, '{ok}', '{1,NULL}', '{}', '{}', '{}', '{}', '{}', '192.0.2.2/8', 1, false, NULL);
            CREATE VIEW shown AS SELECT id, pairs FROM odd;
            CREATE TABLE one (id int);
            INSERT INTO one VALUES (1);
            CREATE TABLE needed (id int, n need);
            INSERT INTO needed VALUES (1, 1);
            CREATE VIEW perhaps AS SELECT odd.id, needed.n FROM odd LEFT JOIN needed ON needed.id = odd.id;
            CREATE TABLE parent (n int);
            CREATE TABLE child () INHERITS (parent);
            ALTER TABLE ONLY parent ALTER n SET NOT NULL;
            INSERT INTO parent VALUES (1);
            INSERT INTO child VALUES (NULL);
            CREATE TABLE far (id int, day date, moment timestamp);
            INSERT INTO far VALUES (1, '20204-01-01', '20204-01-01 10:00'), (2, '0044-03-15 BC', '0044-03-15 10:00 BC'),
                (3, '2026-01-01', '2026-01-01');
            CREATE TABLE endless (day date, moment timestamp, instant timestamptz);
            INSERT INTO endless VALUES ('infinity', '-infinity', 'infinity')""";

    private static PostgresDatabase database;
    private static PostgresDatabase other;
    private static EmbeddedEngine engine;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = Servers.postgres().createDatabase("meaning").execute(TABLES);
        other = Servers.postgres().createDatabase("meaning").execute(TABLES);
        engine = new EmbeddedEngine(
                Workload.catalogs(
                        folder, Map.of("pg", database.catalogProperties(), "other", other.catalogProperties())),
                1);
    }

    @AfterAll
    static void close() {
        engine.close();
        database.close();
        other.close();
    }

    private static String answers(String... queries) {
        Map<String, String> values = Workload.values(engine, Workload.plan(List.of(queries)));
        return Arrays.stream(queries)
                .map(query -> values.getOrDefault("k" + List.of(queries).indexOf(query), ""))
                .collect(Collectors.joining("; "));
    }

    @Test
    void aJoinWithinAJoinStaysTogether() {
        String none = "(SELECT id, COUNT(*) AS c FROM pg.public.odd WHERE id = 9 GROUP BY id) AS none";

        assertThat(answers(
                        "SELECT COUNT(*) FROM pg.public.odd CROSS JOIN (SELECT odd.id FROM " + none
                                + " RIGHT JOIN pg.public.odd ON none.id = odd.id) AS all_of_them",
                        "SELECT COUNT(*) FROM pg.public.odd JOIN (SELECT odd.id FROM " + none
                                + " FULL JOIN pg.public.odd ON none.id = odd.id) AS all_of_them ON odd.id <= all_of_them.id",
                        "SELECT COUNT(*) FROM " + none + " CROSS JOIN (pg.public.one LEFT JOIN pg.public.odd ON true)"))
                .isEqualTo("4; 3; 0");
    }

    @Test
    void fullJoinsWithoutKeysAreComputedHere() {
        assertThat(answers(
                        "SELECT COUNT(*), COUNT(a.id), COUNT(b.id) FROM pg.public.odd AS a FULL JOIN pg.public.odd AS b"
                                + " ON a.id < b.id",
                        "SELECT COUNT(*) FROM pg.public.odd AS a FULL JOIN pg.public.odd AS b ON a.id = 1",
                        "SELECT COUNT(*) FROM pg.public.odd AS a FULL JOIN pg.public.odd AS b ON a.id = b.id + 1"))
                .isEqualTo("3 2 2; 3; 3");
    }

    @Test
    void columnsMayBeNullWhereNotNullIsNotEnforced() {
        assertThat(answers(
                        "SELECT COUNT(n), COUNT(*) FROM pg.public.perhaps",
                        "SELECT COUNT(*) FROM pg.public.perhaps WHERE n IS NULL",
                        "SELECT COUNT(n), COUNT(*) FROM pg.public.parent",
                        "SELECT COUNT(*) FROM pg.public.parent WHERE n IS NOT NULL"))
                .isEqualTo("1 2; 1; 1 2; 1");
    }

    @Test
    void realNumbersAreWrittenWithTheirOwnDigits() {
        assertThat(answers(
                        "SELECT CAST(0.1 AS real), CAST(x AS real), CAST(CAST(0.1 AS real) AS double),"
                                + " CAST(CAST(0.1 AS real) AS varchar) FROM pg.public.odd WHERE id = 2",
                        "SELECT SUM(x), AVG(x) FROM (SELECT CAST(id AS real) / 3 AS x FROM pg.public.odd"
                                + " UNION ALL SELECT CAST(id AS real) / 3 FROM other.public.odd)"))
                .isEqualTo("0.1 1.0 0.10000000149011612 1.0E-1; 2.0 0.5");
    }

    @Test
    void arraysAreReadAsTheyAre() {
        assertThat(answers("SELECT moods, counts, pairs, days, times, moments, spans FROM pg.public.odd WHERE id = 1"))
                .isEqualTo("""
                        ["sad",null] [7,8,9] [[1,2],[3,4]] ["2026-03-29",null] ["10:00:00.5"] \
                        ["2026-03-29T02:30:00.123456"] ["P1D"]""");
        assertThat(answers("SELECT pairs FROM pg.public.shown WHERE id = 1")).isEqualTo("not_supported");
    }

    @Test
    void arraysAreCountedAndLookedUpByTheirFirstDimension() {
        assertThat(
                        answers(
                                "SELECT cardinality(counts), element_at(counts, 1), element_at(counts, 9) FROM pg.public.odd ORDER BY id",
                                "SELECT cardinality(pairs), element_at(pairs, 1) FROM pg.public.odd ORDER BY id",
                                "SELECT p FROM pg.public.odd CROSS JOIN UNNEST(pairs) AS t (p)",
                                "SELECT COUNT(*) FROM pg.public.odd WHERE contains(moods, 'ok')",
                                "SELECT max_by(counts, id), min_by(moods, id), cardinality(array_agg(pairs)) FROM pg.public.odd"))
                .isEqualTo("3 7  2 1 ; 2 [1,2] 0 ; [1,2] [3,4]; 1; [1,null] [\"sad\",null] 2");
    }

    @Test
    void addressesAreTextsAsPostgresShowsThem() {
        assertThat(answers(
                        "SELECT address FROM pg.public.odd ORDER BY id",
                        "SELECT COUNT(*) FROM pg.public.odd WHERE address = '192.0.2.1'",
                        "SELECT COUNT(*) FROM pg.public.odd AS a JOIN other.public.odd AS b ON a.address = b.address"))
                .isEqualTo("192.0.2.1 192.0.2.2/8; 1; 2");
    }

    @Test
    void partsOfADateDoNotRunTogether() {
        assertThat(answers("SELECT date_format(moment, '%d%a %d%d %d%j %y%y %i%s%S') FROM pg.public.far WHERE id = 3"))
                .isEqualTo("01Thu 0101 01001 2626 000000");
    }

    @Test
    void nanIsInNoList() {
        assertThat(answers(
                        "SELECT COUNT(*) FROM pg.public.odd WHERE x IN (SELECT x FROM pg.public.odd)",
                        "SELECT COUNT(*) FROM pg.public.odd WHERE x IN (SELECT x FROM other.public.odd)"))
                .isEqualTo("1; 1");
    }

    @Test
    void severalColumnsNotInAnotherSourceAreRefusedWhereTheyMayBeNull() {
        String not = "SELECT COUNT(*) FROM pg.public.odd WHERE (id, flag) NOT IN (SELECT id, flag FROM %s.public.odd)";

        assertThat(answers(
                        not.formatted("pg"),
                        not.formatted("other"),
                        not.replace(" NOT", "").formatted("other"),
                        "SELECT (id, flag) IN (SELECT id, flag FROM other.public.odd) FROM pg.public.odd"))
                .isEqualTo("0; not_supported; 2; not_supported");
    }

    @Test
    void whatHasNoLeastValueInAWindowOfPostgresIsComputedHere() {
        assertThat(answers("SELECT MAX(flag) OVER (), MIN(code) OVER () FROM pg.public.odd WHERE id = 1"))
                .isEqualTo("true 0cc175b9-c0f1-b6a8-31c3-99e269772661");
    }

    @Test
    void datesThatNoLiteralHasJoinSources() {
        assertThat(
                        answers(
                                "SELECT COUNT(*) FROM pg.public.far AS a JOIN other.public.far AS b ON a.day = b.day",
                                "SELECT COUNT(*) FROM pg.public.far WHERE day IN (SELECT day FROM other.public.far)",
                                "SELECT COUNT(*) FROM pg.public.far WHERE day NOT IN (SELECT day FROM other.public.far WHERE id < 3)",
                                "SELECT COUNT(*) FROM pg.public.far WHERE day >= (SELECT MIN(day) FROM other.public.far)",
                                "SELECT COUNT(*) FROM pg.public.far WHERE moment <= (SELECT MAX(moment) FROM other.public.far)"))
                .isEqualTo("3; 3; 1; 3; 3");
    }

    @Test
    void datesWithoutEndAreNotGuessed() {
        assertThat(answers(
                        "SELECT MAX(day) FROM pg.public.endless",
                        "SELECT MIN(moment) FROM pg.public.endless",
                        "SELECT instant FROM pg.public.endless",
                        "SELECT COUNT(*) FROM pg.public.endless WHERE day > DATE '2026-01-01' AND moment < instant"))
                .isEqualTo("invalid_value; invalid_value; invalid_value; 1");
    }

    @Test
    void onlyColumnsThatAreNeededAreAskedForAroundASubQueryThatIsComputedHere() {
        assertThat(engine.explain(
                        Workload.plan(
                                        List.of(
                                                "SELECT COUNT(*) FROM pg.public.far AS a WHERE EXISTS (SELECT 1 FROM"
                                                        + " pg.public.odd AS b WHERE upper(CAST(b.id AS varchar)) = CAST(a.id AS varchar))"))
                                .steps()
                                .get(0),
                        false))
                .filteredOn(line -> line.contains("\"far\""))
                .singleElement()
                .asString()
                .contains("\"id\"")
                .doesNotContain("\"day\"");
    }
}
