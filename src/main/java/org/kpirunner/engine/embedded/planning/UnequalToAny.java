package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Writes {@code <> ANY} as {@code < ANY OR > ANY}: the rules that make joins of sub-queries change its meaning. */
final class UnequalToAny extends Plans.Rewriting {
    private final RexBuilder builder;

    private UnequalToAny(RexBuilder builder) {
        this.builder = builder;
    }

    static RelNode in(RelNode plan) {
        return Plans.rewritten(plan, new UnequalToAny(plan.getCluster().getRexBuilder()));
    }

    /** {@code = ALL} has become NOT of it before. */
    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        RexNode visited = super.visitSubQuery(query);
        return visited instanceof RexSubQuery inner
                        && inner.getKind() == SqlKind.SOME
                        && ((SqlQuantifyOperator) inner.getOperator()).comparisonKind == SqlKind.NOT_EQUALS
                ? builder.makeCall(
                        SqlStdOperatorTable.OR,
                        RexSubQuery.some(inner.rel, inner.operands, SqlStdOperatorTable.SOME_LT),
                        RexSubQuery.some(inner.rel, inner.operands, SqlStdOperatorTable.SOME_GT))
                : visited;
    }
}
