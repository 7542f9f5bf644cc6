package org.kpirunner.engine.embedded.execution;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;

/** An expression of a plan that can be computed of a row at hand. */
public final class RowValue {
    private final Expression expression;

    private RowValue(Expression expression) {
        this.expression = expression;
    }

    /** An expression without sub-queries. */
    public static RowValue of(RexNode node, RexBuilder builder) {
        return new RowValue(new Expressions(builder, new Scope(), query -> {
                    throw new IllegalArgumentException("a sub-query is not computed of one row: " + query);
                })
                .compile(node));
    }

    public @Nullable Object of(@Nullable Object[] row) {
        return expression.eval(row);
    }
}
