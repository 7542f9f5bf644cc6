package org.kpirunner.engine.embedded.across;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Rules;
import org.kpirunner.engine.embedded.planning.Splitter;

/**
 * Lets a source group the rows of a join that are aggregated afterwards: of rows that are alike in all that the join and
 * the aggregate look at, one comes over the wire, with how many there are.
 */
final class EarlyGroups {
    private final Splitter splitter;
    private final Asking asking;

    EarlyGroups(Splitter splitter, Asking asking) {
        this.splitter = splitter;
        this.asking = asking;
    }

    RelNode in(RelNode node) {
        if (splitter.pushed(node).isPresent()) {
            return node;
        }
        List<RelNode> inputs = node.getInputs().stream().map(this::in).toList();
        RelNode own = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        return own instanceof Aggregate aggregate ? grouped(aggregate) : own;
    }

    private RelNode grouped(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        RelNode below = input instanceof Project project ? project.getInput() : input;
        if (!(below instanceof Join join)
                || join.getJoinType() != JoinRelType.INNER
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || !Plans.subQueries(input).isEmpty()
                || !aggregate.getAggCallList().stream().allMatch(call -> canBeWeighed(call, input))) {
            return aggregate;
        }
        List<RexNode> values = input instanceof Project project
                ? project.getProjects()
                : List.copyOf(join.getCluster().getRexBuilder().identityProjects(join.getRowType()));
        if (RexOver.containsOver(values, null)) {
            return aggregate;
        }
        boolean isLeft = asking.estimate(join.getLeft()) >= asking.estimate(join.getRight());
        RelNode side = isLeft ? join.getLeft() : join.getRight();
        WeighedJoin weighed = WeighedJoin.of(join, isLeft, values);
        return asking.estimate(weighed.groups()) <= asking.estimate(side) / 2
                ? aggregated(aggregate, values, weighed)
                : aggregate;
    }

    /** Whether the aggregate can be computed of one of several rows that are alike and of how many there are. */
    private static boolean canBeWeighed(AggregateCall call, RelNode input) {
        if (!call.rexList.isEmpty()
                || !call.getCollation().getFieldCollations().isEmpty()
                || call.distinctKeys != null) {
            return false;
        }
        return switch (call.getAggregation().getKind()) {
            case COUNT -> call.isDistinct() || call.getArgList().size() <= 1;
            case MIN, MAX -> true;
            case SUM ->
                call.isDistinct()
                        || Literals.Kind.of(input.getRowType()
                                        .getFieldList()
                                        .get(call.getArgList().get(0))
                                        .getType())
                                == Literals.Kind.WHOLE;
            default -> false;
        };
    }

    private static RelNode aggregated(Aggregate aggregate, List<RexNode> values, WeighedJoin weighed) {
        RexBuilder builder = aggregate.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        values.forEach(value -> columns.add(weighed.moved(value)));
        RexNode weight = weighed.weight();
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean isCount = call.getAggregation().getKind() == SqlKind.COUNT && !call.isDistinct();
            boolean isSum = call.getAggregation().getKind() == SqlKind.SUM && !call.isDistinct();
            if (isCount || isSum) {
                columns.add(
                        call.getArgList().isEmpty()
                                ? weight
                                : weighed(builder, columns.get(call.getArgList().get(0)), weight, isSum));
                calls.add(call(call, isSum, columns.size() - 1));
            } else {
                calls.add(call);
            }
        }
        RelBuilder plan = Rules.builder(aggregate);
        RelNode input =
                plan.push(weighed.join()).project(columns, List.of(), true).build();
        return aggregate.copy(aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    private static RexNode weighed(RexBuilder builder, RexNode value, RexNode weight, boolean isSum) {
        if (isSum) {
            return builder.makeCall(SqlStdOperatorTable.MULTIPLY, value, weight);
        }
        return value.getType().isNullable()
                ? builder.makeCall(
                        SqlStdOperatorTable.CASE,
                        builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
                        weight,
                        builder.makeZeroLiteral(weight.getType()))
                : weight;
    }

    private static AggregateCall call(AggregateCall call, boolean isSum, int argument) {
        return AggregateCall.create(
                isSum ? call.getAggregation() : SqlStdOperatorTable.SUM0,
                false,
                false,
                false,
                List.of(),
                List.of(argument),
                call.filterArg,
                (ImmutableBitSet) null,
                RelCollations.EMPTY,
                call.getType(),
                call.getName());
    }
}
