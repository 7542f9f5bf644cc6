package org.kpirunner.engine.pushdown.postgres;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Full joins, of which Postgres computes only those that have keys. */
final class FullJoin {
    private FullJoin() {}

    /** Whether some value of one side has to equal one of the other. */
    static boolean hasKeys(Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        return RelOptUtil.conjunctions(join.getCondition()).stream()
                .filter(condition -> condition.getKind() == SqlKind.EQUALS)
                .map(condition -> ((RexCall) condition).getOperands())
                .anyMatch(sides -> areOneAndOther(sides.get(0), sides.get(1), ImmutableBitSet.range(left)));
    }

    private static boolean areOneAndOther(RexNode a, RexNode b, ImmutableBitSet left) {
        ImmutableBitSet ofA = RelOptUtil.InputFinder.bits(a);
        ImmutableBitSet ofB = RelOptUtil.InputFinder.bits(b);
        boolean isOfLeft = left.contains(ofA);
        return !ofA.isEmpty()
                && !ofB.isEmpty()
                && isOfLeft != left.contains(ofB)
                && !left.intersects(isOfLeft ? ofB : ofA);
    }
}
