package org.kpirunner.dialect.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kpirunner.dialect.Query;

class ShortQueryTest {
    private static final Map<String, ColumnKind> LOG = Map.of(
            "action", ColumnKind.TEXT,
            "name", ColumnKind.TEXT,
            "n", ColumnKind.WHOLE,
            "ok", ColumnKind.FLAG,
            "x", ColumnKind.REAL,
            "at", ColumnKind.MOMENT);
    private static final Map<String, ColumnKind> PEOPLE = Map.of("id", ColumnKind.UUID, "name", ColumnKind.TEXT);

    /** What is asked of the log, each with the names of its columns, and an asterisk where its rows are repeated. */
    private final List<String> asked = new ArrayList<>();

    @Test
    void countsAreAskedForAndWhatComputesWithThemStays() {
        shorter(
                "SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE ok) / NULLIF(COUNT(*), 0), 1) FROM e.s.log WHERE at > DATE '2026-11-01'",
                "SELECT ROUND(CAST(100.0 * \"count 0\" AS decimal(38,20)) / NULLIF(\"count 1\", 0), 1) FROM (0) AS \"log\"");
        assertThat(asked)
                .containsExactly("SELECT COUNT(*) FILTER (WHERE ok), COUNT(*) FROM e.s.log AS \"log\""
                        + " WHERE (at > DATE '2026-11-01') [count 0, count 1]");
    }

    @Test
    void setsOfGroupsStayAsTheyAre() {
        for (String groups :
                List.of("()", "ROLLUP (action)", "GROUPING SETS ((action), ())", "action, ()", "CUBE (ok)")) {
            shorter(
                    "SELECT COUNT(*) FROM e.s.log GROUP BY " + groups,
                    "SELECT COUNT(*) FROM (0) AS \"log\" GROUP BY " + groups);
        }
    }

    @Test
    void columnWithoutANameStaysWithoutOne() {
        shorter("SELECT COUNT(*) FROM e.s.log", "SELECT \"count 0\" AS \"EXPR$0\" FROM (0) AS \"log\"");
    }

    @Test
    void groupsKeepTheNamesOfTheirColumns() {
        shorter(
                "SELECT l.action, COUNT(*) AS times FROM e.s.log AS l WHERE l.ok GROUP BY l.action ORDER BY times DESC, 1 LIMIT 3",
                "SELECT l.action, \"count 0\" AS times FROM (0) AS \"l\" ORDER BY times DESC, 1 LIMIT 3");
        assertThat(asked)
                .containsExactly("SELECT l.action, COUNT(*) FROM e.s.log AS \"l\" WHERE (l.ok) GROUP BY l.action"
                        + " [action, count 0]");
    }

    @Test
    void conditionOnGroupsIsOneOnRows() {
        shorter(
                "SELECT SUM(c) FROM (SELECT action, COUNT(*) AS c FROM e.s.log GROUP BY action HAVING COUNT(*) > 1) t",
                "SELECT SUM(c) FROM (SELECT action, \"count 0\" AS c FROM (0) AS \"log\" WHERE \"count 1\" > 1) t");
    }

    @Test
    void expressionThatIsGroupedByIsAColumn() {
        shorter(
                "SELECT date_trunc('month', at), COUNT(*) AS c FROM e.s.log GROUP BY 1 HAVING date_trunc('month', at) IS NOT NULL",
                "SELECT \"group 0\" AS \"EXPR$0\", \"count 0\" AS c FROM (0) AS \"log\" WHERE \"group 0\" IS NOT NULL");
    }

    @Test
    void rowsThatAreAlikeAreAskedForOnceWhereMoreIsComputed() {
        shorter(
                "SELECT COUNT(DISTINCT name) FROM e.s.log WHERE action LIKE 'A' AND at >= DATE '2026-11-01'",
                "SELECT COUNT(DISTINCT name) FROM (0) AS \"log\" WHERE true AND true");
        assertThat(asked)
                .containsExactly("SELECT \"name\", COUNT(*) FROM e.s.log AS \"log\" WHERE (action LIKE 'A')"
                        + " AND (at >= DATE '2026-11-01') GROUP BY \"name\" [name]*");
    }

    @Test
    void tableInAJoinIsNarrowedByItsOwnConditionsAlone() {
        shorter(
                "SELECT p.name, COUNT(*) FROM e.s.log AS l JOIN p.s.people AS p ON l.name = p.name"
                        + " WHERE l.ok AND p.id IS NOT NULL AND (l.n > 1 OR p.name = 'x') GROUP BY p.name",
                "SELECT p.name, COUNT(*) FROM (0) AS l JOIN p.s.people AS p ON l.name = p.name"
                        + " WHERE true AND p.id IS NOT NULL AND (l.n > 1 OR p.name = 'x') GROUP BY p.name");
        assertThat(asked)
                .containsExactly("SELECT \"name\", \"n\", COUNT(*) FROM e.s.log AS \"l\" WHERE (l.ok)"
                        + " GROUP BY \"name\", \"n\" [name, n]*");
    }

    @Test
    void conditionsDoNotComeBeforeAnOuterJoin() {
        shorter(
                "SELECT COUNT(l.name) FROM p.s.people AS p LEFT JOIN e.s.log AS l ON l.name = p.name WHERE l.ok",
                "SELECT COUNT(l.name) FROM p.s.people AS p LEFT JOIN (0) AS l ON l.name = p.name WHERE l.ok");
        assertThat(asked).allMatch(question -> !question.contains("WHERE"));
    }

    @Test
    void subQueryIsNarrowedAlsoWhereItIsAboutTheQueryAroundIt() {
        shorter(
                "SELECT COUNT(*) FROM p.s.people p WHERE NOT EXISTS (SELECT 1 FROM e.s.log l WHERE l.name = p.name AND l.ok)",
                "SELECT COUNT(*) FROM p.s.people p WHERE NOT EXISTS (SELECT 1 FROM (0) l WHERE l.name = p.name AND true)");
    }

    @Test
    void nameThatTwoTablesMayHaveIsNoConditionOfOne() {
        shorter(
                "SELECT COUNT(*) FROM e.s.log AS l, p.s.people AS p WHERE name = 'x' AND ok",
                "SELECT COUNT(*) FROM (0) AS l, p.s.people AS p WHERE name = 'x' AND true");
    }

    @Test
    void whatGroupsCannotTellIsLeftAlone() {
        assertThat(shorter("SELECT * FROM e.s.log")).isEmpty();
        assertThat(shorter("SELECT name FROM e.s.log")).isEmpty();
        assertThat(shorter("SELECT SUM(x) FROM e.s.log")).isEmpty();
        assertThat(shorter("SELECT MAX(at) FROM e.s.log")).isEmpty();
        assertThat(shorter("SELECT COUNT(DISTINCT e.s.log.name) FROM e.s.log")).isEmpty();
        assertThat(shorter("SELECT COUNT(*) FROM p.s.people")).isEmpty();
    }

    @Test
    void conditionThatTheSourceDoesNotComputeStays() {
        Optional<PortableQuery> shorter = ShortQuery.of(
                Query.parse("SELECT COUNT(DISTINCT name) FROM e.s.log WHERE ok AND lower(action) = 'a'"),
                ShortQueryTest::columns,
                table -> true,
                question -> question.sql().contains("lower") || !question.isRepeated()
                        ? Optional.empty()
                        : Optional.of("(0)"));

        assertThat(shorter.map(PortableQuery::sql))
                .contains("SELECT COUNT(DISTINCT name) FROM (0) AS \"log\" WHERE true AND lower(action) = 'a'");
    }

    private void shorter(String sql, String expected) {
        asked.clear();
        assertThat(shorter(sql)).contains(expected);
    }

    private Optional<String> shorter(String sql) {
        return ShortQuery.of(
                        Query.parse(sql),
                        ShortQueryTest::columns,
                        table -> table.get(0).equals("e"),
                        question -> {
                            // As a source that counts, and computes nothing else.
                            boolean counts =
                                    question.isRepeated() || !question.sql().contains("DISTINCT");
                            if (counts) {
                                asked.add(
                                        question.sql() + " " + question.columns() + (question.isRepeated() ? "*" : ""));
                            }
                            return counts ? Optional.of("(0)") : Optional.empty();
                        })
                .map(PortableQuery::sql);
    }

    private static Map<String, ColumnKind> columns(List<String> table) {
        return table.get(0).equals("e") ? LOG : PEOPLE;
    }
}
