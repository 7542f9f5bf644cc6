package org.kpirunner.engine.embedded.postgres;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** One statement of Postgres. */
record PostgresFragment(PostgresSnapshot snapshot, PostgresStatement statement, RelDataType rowType)
        implements Fragment {
    /** So few rows are read at once without asking what is expected. */
    private static final int FEW = 2000;

    private static final int MOST_AT_ONCE = 10_000;
    private static final long MOST_BYTES_AT_ONCE = 4L << 20;

    @Override
    public String catalog() {
        return snapshot.connections().source().catalog();
    }

    @Override
    public List<String> describe() {
        return List.of(statement.sql());
    }

    @Override
    public List<String> describe(Cancellation cancellation) {
        return List.of(statement.faster(estimates(), cancellation));
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return estimates().rows(statement.sql(), cancellation);
    }

    @Override
    public OptionalDouble cost(Cancellation cancellation) {
        return estimates().cost(statement.sql(), cancellation);
    }

    /** Postgres computes in several processes only what is asked for at once; what may be much comes in parts. */
    @Override
    public Rows open(Cancellation cancellation) {
        String sql = statement.faster(estimates(), cancellation);
        if (statement.mostRows() <= FEW) {
            return PostgresRows.atOnce(snapshot, sql, rowType, cancellation);
        }
        boolean isSmall = statement.mostRows() <= MOST_AT_ONCE;
        if ((isSmall || statement.mostRows() == PostgresStatement.UNKNOWN) && isWorthIt(sql, cancellation)) {
            String limited = isSmall ? sql : sql + " LIMIT " + (MOST_AT_ONCE + 1);
            PostgresRows rows = PostgresRows.atOnce(snapshot, limited, rowType, cancellation);
            if (!rows.isMoreThan(MOST_AT_ONCE)) {
                return rows;
            }
            rows.close();
        }
        return PostgresRows.open(snapshot, sql, rowType, cancellation);
    }

    private boolean isWorthIt(String sql, Cancellation cancellation) {
        return estimates()
                .expected(sql, cancellation)
                .map(expected -> expected.hasWorkers()
                        && expected.rows() <= MOST_AT_ONCE
                        && expected.bytes() <= MOST_BYTES_AT_ONCE)
                .orElse(false);
    }

    private PostgresEstimates estimates() {
        return snapshot.connections().estimates();
    }
}
