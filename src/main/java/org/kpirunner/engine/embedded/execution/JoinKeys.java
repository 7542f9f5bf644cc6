package org.kpirunner.engine.embedded.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Keys;

/**
 * The condition of a join taken apart: expressions of either side that must be equal, and what else must hold of both.
 */
public record JoinKeys(List<Pair> pairs, RexNode rest) {
    /** An expression of the left row and one of the right row, whose fields count from 0 as well. */
    public record Pair(RexNode left, RexNode right, boolean isNullEqual) {
        UnaryOperator<Object> form() {
            return Keys.form(left.getType(), right.getType());
        }
    }

    public JoinKeys {
        pairs = List.copyOf(pairs);
    }

    public static JoinKeys of(Join join) {
        RexBuilder builder = join.getCluster().getRexBuilder();
        int leftFields = join.getLeft().getRowType().getFieldCount();
        RexNode condition = RexUtil.expandSearch(builder, null, join.getCondition());
        List<Pair> pairs = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(condition)) {
            Pair pair = pair(part, leftFields);
            if (pair == null) {
                rest.add(part);
            } else {
                pairs.add(pair);
            }
        }
        return new JoinKeys(pairs, RexUtil.composeConjunction(builder, rest));
    }

    private static @Nullable Pair pair(RexNode part, int leftFields) {
        boolean isNullEqual = part.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
        if (part.getKind() != SqlKind.EQUALS && !isNullEqual) {
            return null;
        }
        RexNode one = ((RexCall) part).getOperands().get(0);
        RexNode other = ((RexCall) part).getOperands().get(1);
        if (isOf(one, 0, leftFields) && isOf(other, leftFields, Integer.MAX_VALUE)) {
            return new Pair(one, RexUtil.shift(other, -leftFields), isNullEqual);
        }
        if (isOf(other, 0, leftFields) && isOf(one, leftFields, Integer.MAX_VALUE)) {
            return new Pair(other, RexUtil.shift(one, -leftFields), isNullEqual);
        }
        return null;
    }

    private static boolean isOf(RexNode node, int begin, int end) {
        ImmutableBitSet fields = RelOptUtil.InputFinder.bits(node);
        return !fields.isEmpty()
                && fields.nextSetBit(0) >= begin
                && fields.length() <= end
                && RexUtil.isDeterministic(node);
    }
}
