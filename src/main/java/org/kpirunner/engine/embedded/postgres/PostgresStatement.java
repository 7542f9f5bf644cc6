package org.kpirunner.engine.embedded.postgres;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.pushdown.postgres.DifferentValues;
import org.kpirunner.engine.pushdown.postgres.Statement;

/**
 * A part of a plan as Postgres is asked for it.
 *
 * @param sql as it is written
 * @param grouped with counts of different values by groups, where there are some
 * @param mostRows how many rows it can have; {@link #UNKNOWN} if only Postgres knows
 */
record PostgresStatement(String sql, Optional<String> grouped, long mostRows) {
    static final long UNKNOWN = Long.MAX_VALUE;

    /**
     * The statement whose rows are those of the part.
     *
     * @throws org.kpirunner.engine.pushdown.NotPushable if Postgres can't compute all of it
     */
    static PostgresStatement of(RelNode part) {
        return new PostgresStatement(
                Statement.of(part), DifferentValues.grouped(part).map(Statement::of), mostRows(part));
    }

    private static long mostRows(RelNode node) {
        if (node instanceof Sort sort) {
            Long limit = sort.fetch instanceof RexLiteral fetch ? fetch.getValueAs(Long.class) : null;
            return limit == null ? mostRows(sort.getInput()) : Math.min(limit, mostRows(sort.getInput()));
        }
        if (node instanceof Aggregate aggregate
                && aggregate.getGroupSets().size() == 1
                && aggregate.getGroupSet().isEmpty()) {
            return 1;
        }
        if (node instanceof Values values) {
            return values.getTuples().size();
        }
        return node instanceof Project || node instanceof Filter ? mostRows(node.getInput(0)) : UNKNOWN;
    }

    /** As it is faster: groups that Postgres expects not to fit into its memory take longer than sorting does. */
    String faster(PostgresEstimates estimates, Cancellation cancellation) {
        return grouped.filter(other -> estimates
                        .expected(other, cancellation)
                        .map(expected -> !expected.spills())
                        .orElse(false))
                .orElse(sql);
    }
}
