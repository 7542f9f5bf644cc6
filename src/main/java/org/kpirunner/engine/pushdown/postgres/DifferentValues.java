package org.kpirunner.engine.pushdown.postgres;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Counts different values by grouping by them: Postgres does that with a hash table and in several processes, while it
 * sorts all rows in one for {@code count(DISTINCT x)}.
 */
public final class DifferentValues {
    private static final int NONE = -1;

    private DifferentValues() {}

    /** The same rows, with such counts computed so; empty if there are none. */
    public static Optional<RelNode> grouped(RelNode part) {
        RelNode grouped = rewritten(part);
        return grouped == part ? Optional.empty() : Optional.of(grouped);
    }

    private static RelNode rewritten(RelNode node) {
        List<RelNode> inputs =
                node.getInputs().stream().map(DifferentValues::rewritten).toList();
        RelNode renewed = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        return renewed instanceof Aggregate aggregate && isOneCount(aggregate) ? counted(aggregate) : renewed;
    }

    /** Whether nothing else is computed of the groups; a filter would leave out groups of which nothing is counted. */
    private static boolean isOneCount(Aggregate aggregate) {
        List<AggregateCall> calls = aggregate.getAggCallList();
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE || calls.size() != 1) {
            return false;
        }
        AggregateCall call = calls.get(0);
        return call.getAggregation().getKind() == SqlKind.COUNT
                && call.isDistinct()
                && !call.isApproximate()
                && call.getArgList().size() == 1
                && call.distinctKeys == null
                && call.rexList.isEmpty()
                && (!call.hasFilter() || aggregate.getGroupSet().isEmpty())
                && Groups.isGrouped(aggregate
                        .getInput()
                        .getRowType()
                        .getFieldList()
                        .get(call.getArgList().get(0))
                        .getType());
    }

    private static RelNode counted(Aggregate aggregate) {
        AggregateCall call = aggregate.getAggCallList().get(0);
        int value = call.getArgList().get(0);
        RelNode input = aggregate.getInput();
        if (call.hasFilter()) {
            input = LogicalFilter.create(
                    input, aggregate.getCluster().getRexBuilder().makeInputRef(input, call.filterArg));
        }
        ImmutableBitSet all = aggregate.getGroupSet().set(value);
        RelNode values = LogicalAggregate.create(input, List.of(), all, null, List.of());
        ImmutableBitSet keys = ImmutableBitSet.of(
                aggregate.getGroupSet().asList().stream().map(all::indexOf).toList());
        AggregateCall count = AggregateCall.create(
                SqlStdOperatorTable.COUNT,
                false,
                false,
                false,
                List.of(),
                List.of(all.indexOf(value)),
                NONE,
                null,
                RelCollations.EMPTY,
                call.getType(),
                call.getName());
        return LogicalAggregate.create(values, List.of(), keys, null, List.of(count));
    }
}
