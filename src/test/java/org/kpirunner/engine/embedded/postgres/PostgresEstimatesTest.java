package org.kpirunner.engine.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresEstimatesTest {
    @Test
    void statementsThatDifferInLiteralsHaveOneShape() {
        assertThat(PostgresEstimates.shape("SELECT 'it''s', -1.5, t2.\"a1\" FROM t2 WHERE a IN ('x', 7, '')"))
                .isEqualTo("SELECT ?, t2.\"a1\" FROM t2 WHERE a IN (?)");
    }

    @Test
    void literalMayBeAsLongAsTheKeysOfAnotherSource() {
        String keys = "it''s a key,".repeat(100_000);

        assertThat(PostgresEstimates.shape("SELECT 1 FROM t WHERE k = ANY('{" + keys + "}'::text[])"))
                .isEqualTo("SELECT ? FROM t WHERE k = ANY(?::text[])");
        assertThat(PostgresEstimates.shape("SELECT a FROM t WHERE k IN (1" + ", 2".repeat(100_000) + ")"))
                .isEqualTo("SELECT a FROM t WHERE k IN (?)");
    }
}
