package org.kpirunner.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.problem.Reason;

class QueryTest {
    private static final Instant AS_OF = Instant.parse("2026-11-01T10:11:12.345678Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT a FORM t | line 1, column 10: syntax error: found \"FORM\"; did you mean \"FROM\"?",
                "SELEC a FROM t | line 1, column 1: found \"SELEC\"; did you mean \"SELECT\"?",
                "SELECT a FROM t WHER a = 1 | line 1, column 17: syntax error: found \"WHER\"; did you mean \"WHERE\"?",
                "SELECT a FROM t LEFT JION u ON a = b | line 1, column 22: syntax error: found \"JION\"; did you mean \"JOIN\"?",
                "SELECT sum(a) OVER (PARTITON BY b) FROM t | line 1, column 21: syntax error: found \"PARTITON\"; did you mean \"PARTITION\"?",
                "SELECT count(* FROM t | line 1, column 16: syntax error: found \"FROM\"; expected \")\"",
                "SELECT a FROM t GROUP a | line 1, column 23: syntax error: found \"a\"; expected \"BY\"",
                "SELECT a, FROM t | line 1, column 11: syntax error: found \"FROM\"; expected a value",
                "SELECT order FROM t | line 1, column 8: syntax error: found \"order\"; expected a value",
                "SELECT a FROM t, | line 1, column 17: syntax error: found the end of the query; expected a name",
                "SELECT a FROM t WHERE | line 1, column 22: syntax error: found the end of the query; expected a value",
                "SELECT a FROM t WHERE a = 1 AND AND b = 2 | line 1, column 33: syntax error: found \"AND\"; expected a value",
                "SELECT a FROM t WHERE a IN () | line 1, column 29: syntax error: found \")\"; expected a value",
                "SELECT a FROM (SELECT 1 | line 1, column 24: syntax error: found the end of the query; expected \")\", \"BY\", \",\" or \"FROM\"",
                "SELECT CASE WHEN a THEN b FROM t | line 1, column 27: syntax error: found \"FROM\"; expected \"END\", \"AND\", \"WHEN\" or \"ELSE\"",
                "SELECT a FROM t WHERE x = 'abc | line 1, column 27: the text that begins here has no closing '",
                "SELECT a FROM t WHERE \"x = 1 | line 1, column 23: the name that begins here has no closing \"",
                "SELECT a /* b FROM t | line 1, column 10: the comment that begins here has no closing */",
                "SELECT a // b | line 1, column 10: found \"//\"; a comment begins with \"--\" or \"/*\"",
                "SELECT a FROM t WHERE a = ? | line 1, column 27: found \"?\"; a query has no parameters",
                "foo bar | line 1, column 1: a query begins with SELECT, WITH, VALUES or TABLE, not with \"foo\"",
                "SELECT x AT TIME ZONE | line 1, column 22: expected a time zone after AT TIME ZONE",
            })
    void whatIsNotSqlIsToldInOneLineWithItsPlace(String sql, String message) {
        SqlProblem problem = problem(sql);

        assertThat(problem).hasMessage(message);
        assertThat(problem.reason()).isEqualTo(Reason.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT a FROM t WHERE a == 3 | 26 | \"==\" is not supported; write \"=\"",
                "SELECT `a` FROM t | 8 | \"`\" is not supported; a name that needs quotes stands in \"double quotes\"",
                "SELECT [a] FROM t | 8 | \"[\" is not supported here; a name that needs quotes stands in \"double quotes\"",
                "SELECT TOP 5 a FROM t | 12 | TOP is not supported; write LIMIT at the end",
                "SELECT DISTINCT ON (a) b FROM t | 17 | DISTINCT ON is not supported; choose by row_number() in a query around this one",
                "SELECT a FROM t QUALIFY rank() OVER (ORDER BY a) = 1 | 25 | QUALIFY is not supported; choose by the window's value in a query around this one",
                "SELECT a FROM t ORDER BY a FETCH FIRST 1 ROW WITH TIES | 46 | WITH TIES is not supported; choose by rank() in a query around this one",
                "SELECT sum(a) OVER (ORDER BY b GROUPS 1 PRECEDING) FROM t | 32 | frames of GROUPS are not supported; there are ROWS and RANGE",
                "SELECT a ->> 'b' FROM t | 11 | \"->\" is not supported; write json_extract_scalar(x, '$.name')",
                "SELECT now() - INTERVAL '1 day' | 25 | an interval's unit stands behind its text; write INTERVAL '1' DAY",
                "SELECT INTERVAL 1 DAY | 8 | INTERVAL without quotes is not supported; write INTERVAL '1' DAY, with its number in quotes",
                "SELECT a FROM t WHERE a ~ 'b' | 23 | \"~\" is not supported; write regexp_like(x, y)",
                "SELECT CAST(a AS datetime) FROM t | 18 | there is no type datetime; write timestamp",
                "SELECT a FROM t NATURAL JOIN u | 30 | NATURAL JOIN is not supported, as a new column could change it; write JOIN … USING (…)",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN (1)) | 17 | PIVOT is not supported; write one aggregate with FILTER (WHERE …) for each column",
                "SELECT a FROM t SAMPLE 5 | 24 | SAMPLE is not supported, as it answers by chance",
                "SELECT uuid() | 8 | uuid() is not supported, as it answers by chance",
                "SELECT current_user FROM t | 8 | CURRENT_USER is not supported, as a KPI must not depend on who runs it",
            })
    void whatOtherDialectsHaveIsRefusedByNameWithWhatToWriteInstead(String sql, int column, String message) {
        SqlProblem problem = problem(sql);

        assertThat(problem).hasMessage("line 1, column " + column + ": " + message);
        assertThat(problem.reason()).isEqualTo(Reason.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT 1_000, 0x1F, 0o17, 0b101 | SELECT 1000, 31, 15, 5",
                "SELECT DOUBLE '1.5', BIGINT '5' | SELECT CAST('1.5' AS DOUBLE), CAST('5' AS BIGINT)",
                "SELECT DECIMAL '-1.10' + 1 | SELECT (-1.10) + 1",
                "SELECT json_format(JSON '{}') | SELECT json_format(json_parse('{}'))",
                "SELECT U&'\\00e4\\+01F600' | SELECT 'ä😀'",
                "SELECT U&'!0027!!\\' UESCAPE '!' | SELECT '''!\\'",
            })
    void literalsOfTrinoAreTaken(String sql, String plain) {
        assertThat(Query.parse(sql).node())
                .hasToString(Query.parse(plain).node().toString());
    }

    @Test
    void namesOfQueriesDiffer() {
        assertThat(problem("WITH a AS (SELECT 1), A AS (SELECT 2) SELECT * FROM a"))
                .hasMessage("line 1, column 23: WITH has two queries named \"A\"");
    }

    @Test
    void placeCountsTheLinesAndColumnsOfTheTextAsWritten() {
        SqlProblem problem = problem("""
                SELECT date, -- the day
                       now() AT TIME ZONE 'UTC', timestamp, a b c
                FROM t""");

        assertThat(problem)
                .hasMessage(
                        "line 2, column 49: syntax error: found \"c\"; expected \"BY\", \",\", \"FROM\" or \"ORDER\"");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(49);
    }

    @Test
    void anEmptyQueryIsNone() {
        assertThat(problem(" -- nothing\n")).hasMessage("line 2, column 1: the query is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM t | 1 | DELETE",
                "drop table t | 1 | DROP",
                "INSERT INTO t VALUES (1) | 1 | INSERT",
                "EXPLAIN PLAN FOR SELECT 1 | 1 | EXPLAIN",
                "CALL system.kill() | 1 | CALL",
                "WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x | 12 | DELETE",
                "SELECT a INTO x FROM t | 10 | INTO",
                "SELECT a FROM t FOR UPDATE | 21 | UPDATE",
            })
    void whatDoesMoreThanReadIsRefused(String sql, int column, String word) {
        SqlProblem problem = problem(sql);

        assertThat(problem)
                .hasMessage("line 1, column " + column + ": \"" + word
                        + "\" does more than read; allowed is one SELECT, WITH, VALUES or TABLE statement");
        assertThat(problem.reason()).isEqualTo(Reason.NOT_READ_ONLY);
    }

    @Test
    void aSecondStatementIsRefused() {
        SqlProblem problem = problem("SELECT 1; DROP TABLE t");

        assertThat(problem).hasMessage("line 1, column 11: a second statement begins here; only one is allowed");
        assertThat(problem.reason()).isEqualTo(Reason.NOT_READ_ONLY);
    }

    @Test
    void deepNestingIsRefusedInsteadOfEndingTheProcess() {
        String sql = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);

        assertThat(problem(sql)).hasMessage("line 1, column 1: the query is nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "TABLE a.b.c",
                "VALUES 1, 2",
                "(SELECT 1)",
                "WITH x AS (SELECT 1 AS a) SELECT a FROM x",
                "SELECT 'a;b', \"c;d\" FROM t -- ; e",
                "SELECT a FROM t UNION ALL SELECT b FROM u",
                "SELECT \"select\" FROM \"from\"",
            })
    void whatOnlyReadsIsTaken(String sql) {
        assertThat(Query.parse(sql).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp",
                "date",
                "time",
                "value",
                "year",
                "month",
                "language",
                "user",
                "type",
                "name",
                "status",
                "level",
                "key",
                "default",
                "limit",
                "offset",
                "position",
                "count",
                "text",
                "range",
                "row",
                "rows",
                "set",
                "interval",
                "first",
                "last",
                "period",
                "domain",
                "role",
                "action",
                "path",
                "partition",
                "uuid",
                "window"
            })
    void wordsThatTrinoDoesNotReserveAreNames(String word) {
        String sql = "SELECT %1$s, t.%1$s, max(%1$s) AS %1$s FROM t WHERE %1$s = 1 AND b < %1$s GROUP BY %1$s"
                .formatted(word);

        assertThat(text(sql))
                .isEqualTo(
                        "SELECT `%1$s`, `t`.`%1$s`, `max`(`%1$s`) AS `%1$s` FROM `t` WHERE `%1$s` = 1 AND `b` < `%1$s` GROUP BY `%1$s`"
                                .replace("`max`", "MAX")
                                .formatted(word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "CAST(x AS timestamp with time zone) | CAST(`x` AS TIMESTAMP WITH LOCAL TIME ZONE)",
                "CAST(x AS timestamp(6)) | CAST(`x` AS TIMESTAMP(6))",
                "TRY_CAST(x AS date) | TRY_CAST(`x` AS DATE)",
                "CAST(x AS array(varchar)) | CAST(`x` AS VARCHAR ARRAY)",
                "CAST(x AS map(varchar, array(bigint))) | CAST(`x` AS MAP< VARCHAR, BIGINT ARRAY >)",
                "date '2026-01-31' | DATE '2026-01-31'",
                "TIMESTAMP '2026-01-31 10:00' | TIMESTAMP '2026-01-31 10:00:00'",
                "TIMESTAMP '2026-01-31 10:00:00.5 Europe/Madrid' | `at_timezone`(TIMESTAMP_WITH_LOCAL_TIME_ZONE '2026-01-31 09:00:00.5', 'Europe/Madrid')",
                "a + b AT TIME ZONE 'UTC' | `a` + `at_timezone`(`b`, 'UTC')",
                "date_trunc('month', date) | `date_trunc`('month', `date`)",
                "EXTRACT(MONTH FROM timestamp) | EXTRACT(MONTH FROM `timestamp`)",
                "if(a > 1, 'x') | CASE WHEN `a` > 1 THEN 'x' ELSE NULL END",
                "U&'\\00fc' | 'ü'",
            })
    void formsOfTrinoAreUnderstood(String expression, String tree) {
        assertThat(text("SELECT " + expression)).isEqualTo("SELECT " + tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT DATE '2026-02-30' | INVALID_VALUE | line 1, column 8: '2026-02-30' is no date; write DATE '2026-01-31'",
                "SELECT TIMESTAMP 'today' | INVALID_VALUE | line 1, column 8: 'today' is no timestamp; write TIMESTAMP '2026-01-31 23:59:59'",
                "SELECT TIMESTAMP '2026-03-29 02:30:00 Europe/Madrid' | INVALID_VALUE | line 1, column 8: '2026-03-29 02:30:00 Europe/Madrid' is no timestamp, as the clocks there skip it; write TIMESTAMP '2026-01-31 23:59:59'",
                "SELECT UUID '12' | INVALID_VALUE | line 1, column 8: '12' is no uuid; write UUID '12345678-1234-1234-1234-123456789abc'",
                "SELECT a::bigint FROM t | NOT_SUPPORTED | line 1, column 8: \"::\" is not supported; write CAST(… AS BIGINT)",
                "SELECT a FROM t TABLESAMPLE BERNOULLI (10) | NOT_SUPPORTED | line 1, column 15: TABLESAMPLE is not supported, as it answers by chance",
            })
    void whatTheDialectDoesNotHaveIsNamed(String sql, Reason reason, String message) {
        SqlProblem problem = problem(sql);

        assertThat(problem).hasMessage(message);
        assertThat(problem.reason()).isEqualTo(reason);
    }

    @Test
    void currentTimeIsTheAsOfTime() {
        String sql =
                "SELECT CURRENT_DATE, current_timestamp, CURRENT_TIMESTAMP(6), LOCALTIMESTAMP, now(), t.now FROM t -- now()";

        String bound = BoundQuery.of(sql, AS_OF).sql();

        assertThat(bound)
                .isEqualTo("SELECT DATE '2026-11-01', TIMESTAMP '2026-11-01 10:11:12.345 UTC',"
                        + " TIMESTAMP '2026-11-01 10:11:12.345678 UTC', TIMESTAMP '2026-11-01 10:11:12.345',"
                        + " TIMESTAMP '2026-11-01 10:11:12.345 UTC', t.now FROM t -- now()");
        assertThat(Query.parse(bound).node().toString().lines().findFirst())
                .hasValue("SELECT DATE '2026-11-01', TIMESTAMP_WITH_LOCAL_TIME_ZONE '2026-11-01 10:11:12.345',"
                        + " TIMESTAMP_WITH_LOCAL_TIME_ZONE '2026-11-01 10:11:12.345678', TIMESTAMP '2026-11-01 10:11:12.345',"
                        + " TIMESTAMP_WITH_LOCAL_TIME_ZONE '2026-11-01 10:11:12.345', `t`.`now`");
    }

    @Test
    void tablesAreFoundWhereverTheyStand() {
        Query query = Query.parse("""
                WITH mine AS (SELECT a FROM c.s.one)
                SELECT (SELECT max(b) FROM c.s.two) FROM mine JOIN Other.s."Three" t ON t.a = mine.a, (SELECT 1 FROM c.s.one)
                WHERE a IN (SELECT x FROM d.e.four) OR EXISTS (TABLE d.e.five)""");

        assertThat(query.tables())
                .containsExactlyInAnyOrder(
                        List.of("c", "s", "one"),
                        List.of("c", "s", "two"),
                        List.of("Other", "s", "Three"),
                        List.of("d", "e", "four"),
                        List.of("d", "e", "five"));
    }

    private static SqlProblem problem(String sql) {
        return catchThrowableOfType(SqlProblem.class, () -> Query.parse(sql));
    }

    private static String text(String sql) {
        return Query.parse(sql).node().toString().replaceAll("\\s+", " ");
    }
}
