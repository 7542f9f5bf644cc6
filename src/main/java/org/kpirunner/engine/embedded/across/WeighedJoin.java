package org.kpirunner.engine.embedded.across;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.kpirunner.engine.embedded.planning.Rules;

/** A join of which one side has a row for each group of rows that are alike, and in its last column how many they are. */
final class WeighedJoin {
    private final Join original;
    private final boolean isLeft;
    private final int begin;
    private final List<Integer> kept;
    private final RelNode groups;

    private WeighedJoin(Join original, boolean isLeft, int begin, List<Integer> kept, RelNode groups) {
        this.original = original;
        this.isLeft = isLeft;
        this.begin = begin;
        this.kept = kept;
        this.groups = groups;
    }

    /** Rows are alike if they are the same in all that the values and the join look at. */
    static WeighedJoin of(Join join, boolean isLeft, List<RexNode> values) {
        RelNode side = isLeft ? join.getLeft() : join.getRight();
        int begin = isLeft ? 0 : join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(values, join.getCondition())
                .intersect(
                        ImmutableBitSet.range(begin, begin + side.getRowType().getFieldCount()))
                .shift(-begin);
        RelBuilder builder = Rules.builder(side).push(side);
        RelNode groups = builder.aggregate(builder.groupKey(used), builder.countStar("rows"))
                .build();
        return new WeighedJoin(join, isLeft, begin, used.asList(), groups);
    }

    /** The side with its rows grouped. */
    RelNode groups() {
        return groups;
    }

    RelNode join() {
        List<RelNode> inputs = isLeft ? List.of(groups, original.getRight()) : List.of(original.getLeft(), groups);
        return original.copy(
                original.getTraitSet(),
                moved(original.getCondition()),
                inputs.get(0),
                inputs.get(1),
                original.getJoinType(),
                original.isSemiJoinDone());
    }

    /** How many rows a row of the join stands for. */
    RexNode weight() {
        return original.getCluster()
                .getRexBuilder()
                .makeInputRef(
                        groups.getRowType().getFieldList().get(kept.size()).getType(), begin + kept.size());
    }

    /** An expression over the original join as one over this. */
    RexNode moved(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
                return new RexInputRef(place(field.getIndex()), field.getType());
            }
        });
    }

    private int place(int field) {
        int fields =
                (isLeft ? original.getLeft() : original.getRight()).getRowType().getFieldCount();
        if (field < begin) {
            return field;
        }
        return field < begin + fields ? begin + kept.indexOf(field - begin) : field - fields + kept.size() + 1;
    }
}
