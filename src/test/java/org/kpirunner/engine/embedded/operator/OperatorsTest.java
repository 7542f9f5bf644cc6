package org.kpirunner.engine.embedded.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorsTest {
    @Test
    void firstLight() {
        LocalTables tables = new LocalTables()
                .table(
                        "t",
                        "id bigint, name varchar, price decimal(10,2)",
                        new Object[] {1L, "a", new java.math.BigDecimal("1.50")},
                        new Object[] {2L, null, null})
                .table("u", "t_id bigint, x varchar", new Object[] {1L, "x"}, new Object[] {3L, "y"});

        assertThat(tables.answer("SELECT t.id, t.name, u.x FROM t LEFT JOIN u ON t.id = u.t_id ORDER BY 1"))
                .containsExactly("1 | a | x", "2 | null | null");
        assertThat(
                        tables.answer(
                                "SELECT COUNT(*), SUM(price), AVG(id), date_trunc('month', TIMESTAMP '2026-05-17 10:00:00') FROM t"))
                .containsExactly("2 | 1.50 | 1.5 | 2026-05-01T00:00");
    }
}
