package org.kpirunner.engine.embedded.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

class OperatorsTest {
    private final LocalTables tables = new LocalTables()
            .table(
                    "person",
                    "id bigint, team varchar, pay decimal(10,2)",
                    new Object[] {1L, "red", new BigDecimal("10.50")},
                    new Object[] {2L, "blue", null},
                    new Object[] {3L, null, new BigDecimal("-1.25")},
                    new Object[] {4L, "red", new BigDecimal("0.25")})
            .table(
                    "visit",
                    "person integer, page varchar",
                    visit(1, "a"),
                    visit(1, "b"),
                    visit(3, "a"),
                    visit(9, "c"),
                    new Object[] {null, "d"});

    private static Object[] visit(long person, String page) {
        return new Object[] {person, page};
    }

    @Test
    void innerJoinGivesPairsAndNullMeetsNothing() {
        assertThat(tables.answer("SELECT p.id, v.page FROM person p JOIN visit v ON p.id = v.person ORDER BY 1, 2"))
                .containsExactly("1 | a", "1 | b", "3 | a");
    }

    @Test
    void outerJoinsFillUpWithNull() {
        assertThat(tables.answer(
                        "SELECT p.id, v.page FROM person p FULL JOIN visit v ON p.id = v.person ORDER BY 1, 2"))
                .containsExactly("1 | a", "1 | b", "2 | null", "3 | a", "4 | null", "null | c", "null | d");
        assertThat(
                        tables.answer(
                                "SELECT p.id, v.page FROM person p LEFT JOIN visit v ON p.id = v.person AND v.page = 'b' ORDER BY 1"))
                .containsExactly("1 | b", "2 | null", "3 | null", "4 | null");
    }

    @Test
    void joinWithoutEqualityComparesEachPair() {
        assertThat(tables.answer("SELECT a.id, b.id FROM person a JOIN person b ON a.pay < b.pay ORDER BY 1, 2"))
                .containsExactly("3 | 1", "3 | 4", "4 | 1");
    }

    @Test
    void keysOfDifferentTypesMeetByValue() {
        LocalTables numbers = new LocalTables()
                .table("w", "x integer", new Object[] {2L})
                .table("m", "x decimal(10,3)", new Object[] {new BigDecimal("2.000")})
                .table("d", "x double", new Object[] {2.0}, new Object[] {Double.NaN})
                .table("u", "x uuid", new Object[] {"0a0a0a0a-0000-4000-8000-00000000000f"});

        assertThat(numbers.answer("SELECT count(*) FROM w JOIN m ON w.x = m.x JOIN d ON d.x = w.x"))
                .containsExactly("1");
        assertThat(numbers.answer("SELECT count(*) FROM d a JOIN d b ON a.x = b.x"))
                .containsExactly("1");
        assertThat(numbers.answer("SELECT count(*) FROM u JOIN u v ON u.x = v.x"))
                .containsExactly("1");
    }

    @Test
    void notInIsUnknownAsSoonAsThereIsANull() {
        assertThat(tables.answer("SELECT id FROM person WHERE id NOT IN (SELECT person FROM visit)"))
                .isEmpty();
        assertThat(tables.answer(
                        "SELECT id FROM person WHERE id NOT IN (SELECT person FROM visit WHERE person IS NOT NULL)"))
                .containsExactly("2", "4");
    }

    @Test
    void subQueryForOneValueFailsWhereThereAreMore() {
        assertThatThrownBy(() -> tables.answer("SELECT (SELECT id FROM person) FROM visit"))
                .isInstanceOf(KpiException.class)
                .hasMessage("a sub-query that stands for one value has more than one row; aggregate it or limit it to"
                        + " one");
    }

    @Test
    void subQueryThatDoesNotReferOutIsAskedOnce() {
        tables.answer(tables.plan("SELECT id FROM person WHERE (SELECT count(*) FROM visit) > 1"));

        assertThat(tables.rowsRead()).isEqualTo(4 + 5);
    }

    @Test
    void aggregatesLeaveNullOutAndAreNullOfNothing() {
        assertThat(tables.answer("SELECT count(*), count(pay), sum(pay), avg(pay), min(team), max(id) FROM person"))
                .containsExactly("4 | 3 | 9.50 | 3.1666666666666667 | blue | 4");
        assertThat(tables.answer("SELECT count(*), sum(pay), avg(id), listagg(team, ',') FROM person WHERE id > 10"))
                .containsExactly("0 | null | null | null");
    }

    @Test
    void averageOfWholeNumbersDoesNotTruncate() {
        assertThat(tables.answer("SELECT avg(id), avg(id) OVER (ORDER BY id) FROM person GROUP BY id HAVING id < 3"))
                .containsExactly("1.0 | 1.0", "2.0 | 1.5");
    }

    @Test
    void sumOfWholeNumbersIsExactOrFails() {
        LocalTables large = new LocalTables()
                .table("t", "x bigint", new Object[] {Long.MAX_VALUE}, new Object[] {Long.MAX_VALUE}, new Object[] {
                    -Long.MAX_VALUE
                });

        assertThat(large.answer("SELECT sum(x) FROM t")).containsExactly(Long.toString(Long.MAX_VALUE));
        assertThatThrownBy(() -> large.answer("SELECT sum(x) FROM t WHERE x > 0"))
                .isInstanceOf(KpiException.class)
                .hasMessage("a number does not fit bigint; cast the operands to a wider type");
    }

    @Test
    void aggregatesOfTrinoAreThere() {
        assertThat(tables.answer(
                        "SELECT count_if(team = 'red'), bool_or(pay < 0), approx_distinct(team), max_by(id, pay),"
                                + " array_agg(id ORDER BY id DESC), listagg(team, '+') WITHIN GROUP (ORDER BY team)"
                                + " FROM person"))
                .containsExactly("2 | true | 2 | 1 | [4, 3, 2, 1] | blue+red+red");
    }

    @Test
    void groupingSetsTellWhatTheyGroupBy() {
        assertThat(tables.answer(
                        "SELECT team, count(*), grouping(team) FROM person GROUP BY ROLLUP(team) ORDER BY 3, 1"))
                .containsExactly("blue | 1 | 0", "red | 2 | 0", "null | 1 | 0", "null | 4 | 1");
    }

    @Test
    void textIsOrderedByCodePoint() {
        LocalTables texts = new LocalTables()
                .table("t", "x varchar", row("\uFFFD"), row("😀"), row("a"), row("B"), row(""), new Object[] {null});

        assertThat(texts.answer("SELECT x FROM t ORDER BY x")).containsExactly("", "B", "a", "\uFFFD", "😀", "null");
        assertThat(texts.answer("SELECT x FROM t ORDER BY x DESC LIMIT 2")).containsExactly("😀", "\uFFFD");
        assertThat(texts.answer("SELECT max(x), min(x) FROM t")).containsExactly("😀 | ");
    }

    private static Object[] row(Object value) {
        return new Object[] {value};
    }

    @Test
    void limitAsksForNoMoreRowsThanItGives() {
        tables.answer(tables.plan("SELECT id FROM person LIMIT 2"));

        assertThat(tables.rowsRead()).isEqualTo(2);
    }

    @Test
    void firstRowsOfAnOrderAreThoseOfTheWholeOrder() {
        Object[][] rows = LongStream.range(0, 500)
                .mapToObj(i -> new Object[] {i * 7919 % 101, i})
                .toArray(Object[][]::new);
        LocalTables many = new LocalTables().table("t", "x bigint, y bigint", rows);

        List<String> all = many.answer("SELECT x, y FROM t ORDER BY x DESC");

        assertThat(many.answer("SELECT x, y FROM t ORDER BY x DESC OFFSET 3 LIMIT 20"))
                .isEqualTo(all.subList(3, 23));
    }

    @Test
    void unnestGivesARowForEachElement() {
        LocalTables arrays = new LocalTables()
                .table(
                        "t",
                        "id bigint, xs varchar array",
                        new Object[] {1L, List.of("a", "b")},
                        new Object[] {2L, List.of()},
                        new Object[] {3L, null});

        assertThat(arrays.answer("SELECT id, x, n FROM t CROSS JOIN UNNEST(xs) WITH ORDINALITY AS u(x, n)"))
                .containsExactly("1 | a | 1", "1 | b | 2");
        assertThat(arrays.answer("SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS u(x, y)"))
                .containsExactly("1 | a", "2 | null");
    }

    @Test
    void whatWouldNotFitMemoryFailsAndSaysWhatToDo() {
        Object[][] rows = LongStream.range(0, 20_000)
                .mapToObj(i -> new Object[] {i, "x".repeat(100)})
                .toArray(Object[][]::new);
        LocalTables large = new LocalTables().table("t", "x bigint, y varchar", rows);
        Memory oneMegabyte = new Memory(1 << 20);

        for (String sql : List.of(
                "SELECT a.y FROM t a JOIN t b ON a.x = b.x",
                "SELECT x, y, count(*) FROM t GROUP BY x, y",
                "SELECT y FROM t ORDER BY x",
                "SELECT row_number() OVER (ORDER BY x), y FROM t",
                "SELECT x, y FROM t UNION SELECT x, y FROM t",
                "SELECT array_agg(y) FROM t",
                "SELECT count(DISTINCT y || CAST(x AS varchar)) FROM t")) {
            assertThatThrownBy(() -> large.rows(large.plan(sql), oneMegabyte))
                    .as(sql)
                    .isInstanceOf(KpiException.class)
                    .hasMessageEndingWith(" would take more than the 1 MB that a query may hold here (1 MB of it for"
                            + " them); filter or aggregate more before they are brought together");
        }
        assertThat(large.rows(large.plan("SELECT count(*), sum(x) FROM t"), oneMegabyte))
                .hasSize(1);
    }

    @Test
    void textsThatAreGroupedByAreHeldOnce() {
        Object[][] rows = LongStream.range(0, 20_000)
                .mapToObj(i -> new Object[] {"a key of thirty-six characters " + (10_000 + i)})
                .toArray(Object[][]::new);
        LocalTables large = new LocalTables().table("t", "y varchar", rows);

        assertThat(large.rows(large.plan("SELECT count(*) FROM (SELECT DISTINCT y FROM t)"), new Memory(5 << 20)))
                .hasSize(1);
    }

    @Test
    void cancelledPlanStopsWithItsReason() {
        Cancellation cancellation = new Cancellation();
        KpiException timeout = new KpiException(Reason.TIMEOUT, "too late");

        try (Rows rows = Operators.open(tables.plan("SELECT a.id FROM person a, person b, person c"), cancellation)) {
            rows.next();
            cancellation.cancel(timeout);

            assertThatThrownBy(() -> {
                        while (rows.next() != null) {
                            // until it stops
                        }
                    })
                    .isSameAs(timeout);
        }
    }
}
