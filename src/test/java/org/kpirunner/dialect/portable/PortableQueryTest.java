package org.kpirunner.dialect.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kpirunner.dialect.Query;

class PortableQueryTest {
    private static final String ID = "01967e37-f078-4e94-a68c-ed9f04df473d";
    private static final Map<String, ColumnKind> COLUMNS = new LinkedHashMap<>(Map.of(
            "id", ColumnKind.UUID,
            "name", ColumnKind.TEXT,
            "ok", ColumnKind.FLAG,
            "n", ColumnKind.WHOLE,
            "d", ColumnKind.DECIMAL,
            "x", ColumnKind.REAL,
            "day", ColumnKind.DATE,
            "at", ColumnKind.MOMENT,
            "roles", ColumnKind.OTHER));

    @Test
    void uuidBesideATextIsText() {
        portable("SELECT 1 FROM c.s.t WHERE id = name", "SELECT 1 FROM c.s.t WHERE CAST(id AS varchar) = name");
        portable(
                "SELECT 1 FROM c.s.t a JOIN c.s.t b ON (a.name = b.id)",
                "SELECT 1 FROM c.s.t a JOIN c.s.t b ON (a.name = CAST(b.id AS varchar))");
        portable("SELECT 1 FROM c.s.t WHERE id = 'none'", "SELECT 1 FROM c.s.t WHERE CAST(id AS varchar) = 'none'");
        portable("SELECT lower(id) FROM c.s.t", "SELECT lower(CAST(id AS varchar)) FROM c.s.t");
        portable("SELECT coalesce(id, name) FROM c.s.t", "SELECT coalesce(CAST(id AS varchar), name) FROM c.s.t");
        portable("SELECT id || '!' FROM c.s.t", "SELECT CAST(id AS varchar) || '!' FROM c.s.t");
        portable(
                "SELECT id FROM c.s.t UNION SELECT name FROM c.s.t",
                "SELECT CAST(id AS varchar) AS \"id\" FROM c.s.t UNION SELECT name FROM c.s.t");
    }

    @Test
    void uuidBesideTheTextOfOneIsAUuid() {
        portable("SELECT 1 FROM c.s.t WHERE id = '" + ID + "'", "SELECT 1 FROM c.s.t WHERE id = UUID '" + ID + "'");
        portable(
                "SELECT 1 FROM c.s.t WHERE id NOT IN ('" + ID + "')",
                "SELECT 1 FROM c.s.t WHERE id NOT IN (UUID '" + ID + "')");
    }

    @Test
    void subQueryAnswersTextWhereTextIsLookedFor() {
        portable(
                "SELECT 1 FROM c.s.t WHERE name IN (SELECT id FROM c.s.t WHERE ok = 'true')",
                "SELECT 1 FROM c.s.t WHERE name IN (SELECT CAST(id AS varchar) FROM c.s.t WHERE ok = true)");
        portable(
                "SELECT 1 FROM c.s.t a WHERE a.id IN (SELECT name FROM c.s.t)",
                "SELECT 1 FROM c.s.t a WHERE CAST(a.id AS varchar) IN (SELECT name FROM c.s.t)");
        portable(
                "WITH w AS (SELECT t.id AS key FROM c.s.t) SELECT 1 FROM c.s.t WHERE name = (SELECT max(key) FROM w)",
                "WITH w AS (SELECT t.id AS key FROM c.s.t) SELECT 1 FROM c.s.t WHERE name = CAST((SELECT max(key) FROM w) AS varchar)");
    }

    @Test
    void textStandsForATypedValue() {
        portable("SELECT 1 FROM c.s.t WHERE ok <> 'False'", "SELECT 1 FROM c.s.t WHERE ok <> false");
        portable("SELECT 1 FROM c.s.t WHERE day >= '2026-1-5'", "SELECT 1 FROM c.s.t WHERE day >= DATE '2026-01-05'");
        portable(
                "SELECT 1 FROM c.s.t WHERE at BETWEEN '2026-01-05' AND TIMESTAMP '2026-01-06T10:00:00'",
                "SELECT 1 FROM c.s.t WHERE at BETWEEN TIMESTAMP '2026-01-05 00:00:00' AND TIMESTAMP '2026-01-06 10:00:00'");
    }

    @Test
    void decimalQuotientsAndAveragesKeepTheirDigits() {
        portable(
                "SELECT n*1.0/COUNT(*)*1.0*100 FROM c.s.t",
                "SELECT CAST(n*1.0 AS decimal(38,20))/COUNT(*)*1.0*100 FROM c.s.t");
        portable(
                "SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE ok) / NULLIF(COUNT(*), 0), 1) FROM c.s.t",
                "SELECT ROUND(CAST(100.0 * COUNT(*) FILTER (WHERE ok) AS decimal(38,20)) / NULLIF(COUNT(*), 0), 1) FROM c.s.t");
        portable("SELECT (n + 0.5) / n FROM c.s.t", "SELECT CAST((n + 0.5) AS decimal(38,20)) / n FROM c.s.t");
        portable("SELECT avg(d) FROM c.s.t", "SELECT avg(CAST(d AS decimal(38,20))) FROM c.s.t");
        portable(
                "SELECT (SELECT sum(d) FROM c.s.t) / n FROM c.s.t",
                "SELECT CAST((SELECT sum(d) FROM c.s.t) AS decimal(38,20)) / n FROM c.s.t");
    }

    @Test
    void otherQuotientsAreLeftAsTheyAre() {
        isPortable(
                "SELECT COUNT(*), -7 / 2, n / 2, x / 1.5, avg(n), n * 1.5, avg(x) / 2.0 FROM c.s.t WHERE name = 'a' AND ok");
    }

    @Test
    void aliasStandsForItsExpressionWhereNoColumnHasItsName() {
        portable("SELECT n + 1 AS more FROM c.s.t WHERE more > 3", "SELECT n + 1 AS more FROM c.s.t WHERE (n + 1) > 3");
        portable(
                "SELECT upper(id) AS u, COUNT(*) AS c FROM c.s.t GROUP BY u HAVING c > 1",
                "SELECT upper(CAST(id AS varchar)) AS u, COUNT(*) AS c FROM c.s.t GROUP BY (upper(CAST(id AS varchar)))"
                        + " HAVING (COUNT(*)) > 1");
        isPortable("SELECT n + 1 AS d FROM c.s.t WHERE d > 3");
        isPortable("SELECT n + 1 AS more FROM c.s.other WHERE more > 3");
    }

    @Test
    void unnamedColumnThatIsAskedForGetsItsName() {
        portable(
                "SELECT EXPR$1 FROM (SELECT n, COUNT(*) FROM c.s.t GROUP BY n) AS s",
                "SELECT \"EXPR$1\" FROM (SELECT n, COUNT(*) AS \"EXPR$1\" FROM c.s.t GROUP BY n) AS s");
        isPortable("SELECT COUNT(*) FROM (SELECT n, COUNT(*) FROM c.s.t GROUP BY n)");
    }

    @Test
    void valueAsJsonIsWrittenAsTrinoHasIt() {
        portable(
                "SELECT 1 FROM c.s.t WHERE convert_from(convert_to(roles, 'JSON'), 'UTF8') LIKE '%a%'",
                "SELECT 1 FROM c.s.t WHERE json_format(CAST(roles AS JSON)) LIKE '%a%'");
    }

    @Test
    void truthIsAskedForInAnotherWay() {
        portable(
                "SELECT n IS TRUE, n IS NOT FALSE FROM c.s.t WHERE ok IS TRUE",
                "SELECT n IS NOT DISTINCT FROM true, n IS DISTINCT FROM false FROM c.s.t WHERE ok IS NOT DISTINCT FROM true");
    }

    @Test
    void backslashInAPatternIsACharacter() {
        portable(
                "SELECT 1 FROM c.s.t WHERE name LIKE 'a\\!%'",
                "SELECT 1 FROM c.s.t WHERE name LIKE 'a\\!%' ESCAPE '#'");
        isPortable("SELECT 1 FROM c.s.t WHERE name LIKE 'a\\%%' ESCAPE '\\'");
    }

    @Test
    void nullInAListStandsBesideIt() {
        portable(
                "SELECT 1 FROM c.s.t WHERE n IN (1, NULL) OR name NOT IN (NULL, 'a')",
                "SELECT 1 FROM c.s.t WHERE (n IN (1, 1) OR CAST(NULL AS boolean))"
                        + " OR (name NOT IN ('a', 'a') AND CAST(NULL AS boolean))");
    }

    @Test
    void offsetStandsBeforeLimit() {
        portable("SELECT n FROM c.s.t LIMIT 5 OFFSET 2", "SELECT n FROM c.s.t OFFSET 2 LIMIT 5");
    }

    @Test
    void changesAreToldAndTheirPlacesKept() {
        PortableQuery portable = of("SELECT 1 FROM c.s.t WHERE id = name AND x > 1");

        assertThat(portable.changes()).containsExactly("a uuid is compared as text: CAST(… AS varchar)");
        assertThat(portable.origins().get(portable.sql().indexOf("x > 1"))).isEqualTo(40);
        assertThat(portable.origins()).hasSize(portable.sql().length() + 1);
    }

    private static void isPortable(String sql) {
        assertThat(of(sql)).satisfies(portable -> {
            assertThat(portable.sql()).isEqualTo(sql);
            assertThat(portable.changes()).isEmpty();
        });
    }

    private static void portable(String sql, String expected) {
        assertThat(of(sql).sql()).isEqualTo(expected);
        assertThat(Query.parse(expected).sql()).isEqualTo(expected);
    }

    private static PortableQuery of(String sql) {
        return PortableQuery.of(Query.parse(sql), table -> table.get(2).equals("t") ? COLUMNS : Map.of());
    }
}
