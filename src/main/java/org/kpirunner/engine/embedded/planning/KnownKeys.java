package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out what the keys of tables make superfluous: DISTINCT of rows that differ, and outer joins that add neither
 * rows nor columns.
 *
 * <p>Calcite is not told the keys: its decorrelation then takes other ways, whose answers would have to be trusted.
 */
final class KnownKeys extends RexShuttle {
    private static final Set<SqlKind> OF_CONDITIONS = Set.of(SqlKind.AND, SqlKind.IS_NULL, SqlKind.IS_NOT_NULL);

    private KnownKeys() {}

    static RelNode in(RelNode plan) {
        List<RelNode> inputs = plan.getInputs().stream().map(KnownKeys::in).toList();
        RelNode renewed = inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
        RelNode node = renewed.accept(new KnownKeys());
        if (node instanceof Aggregate aggregate) {
            return of(aggregate);
        }
        return node instanceof Project project ? of(project) : node;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
        RelNode inside = in(visited.rel);
        return inside == visited.rel ? visited : visited.clone(inside);
    }

    private static RelNode of(Project project) {
        if (!Plans.subQueries(project).isEmpty()) {
            return project;
        }
        RelNode input = narrowed(project.getInput(), RelOptUtil.InputFinder.bits(project.getProjects(), null));
        return input == project.getInput() ? project : project.copy(project.getTraitSet(), List.of(input));
    }

    private static RelNode of(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && aggregate.getAggCallList().isEmpty()
                && UniqueRows.by(input, aggregate.getGroupSet().asSet())) {
            List<RexNode> columns = new ArrayList<>();
            aggregate
                    .getGroupSet()
                    .forEachInt(column ->
                            columns.add(aggregate.getCluster().getRexBuilder().makeInputRef(input, column)));
            return of(LogicalProject.create(
                    input, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of()));
        }
        List<AggregateCall> calls = aggregate.getAggCallList().stream()
                .map(call -> countsKey(call, input) ? count(call, input) : call)
                .toList();
        boolean isOrdered = calls.stream()
                .anyMatch(call -> !call.getCollation().getFieldCollations().isEmpty());
        RelNode narrowed = isOrdered
                ? input
                : narrowed(input, ImmutableBitSet.of(RelOptUtil.getAllFields2(aggregate.getGroupSet(), calls)));
        return narrowed == input && calls.equals(aggregate.getAggCallList())
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(), narrowed, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    private static boolean countsKey(AggregateCall call, RelNode input) {
        return call.getAggregation().getKind() == SqlKind.COUNT
                && call.isDistinct()
                && !call.isApproximate()
                && call.distinctKeys == null
                && call.rexList.isEmpty()
                && call.getArgList().size() == 1
                && UniqueRows.by(input, new HashSet<>(call.getArgList()));
    }

    /** A count of values that differ anyway; those that are never NULL are as many as their rows. */
    private static AggregateCall count(AggregateCall call, RelNode input) {
        RelDataType type =
                input.getRowType().getFieldList().get(call.getArgList().get(0)).getType();
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                false,
                false,
                false,
                List.of(),
                type.isNullable() ? call.getArgList() : List.of(),
                call.filterArg,
                null,
                call.getCollation(),
                call.getType(),
                call.getName());
    }

    /** The rows without outer joins that only add columns which are not needed; the last ones of those that are left. */
    private static RelNode narrowed(RelNode node, ImmutableBitSet needed) {
        if (!Plans.subQueries(node).isEmpty()) {
            return node;
        }
        if (node instanceof Filter filter) {
            RelNode input =
                    narrowed(filter.getInput(), needed.union(RelOptUtil.InputFinder.bits(filter.getCondition())));
            return input == filter.getInput() ? filter : filter.copy(filter.getTraitSet(), List.of(input));
        }
        return node instanceof Join join
                        && needed.length() <= join.getLeft().getRowType().getFieldCount()
                        && isPlain(join.getRight())
                        && cannotFail(join.getCondition())
                        && UniqueRows.matchesOnce(join)
                ? narrowed(join.getLeft(), needed)
                : node;
    }

    /** Whether nothing is computed that could fail. */
    private static boolean isPlain(RelNode node) {
        return node instanceof TableScan
                || (node instanceof Project project
                        && isPlain(project.getInput())
                        && project.getProjects().stream().allMatch(KnownKeys::cannotFail));
    }

    private static boolean cannotFail(RexNode expression) {
        return expression instanceof RexLiteral
                || UniqueRows.column(expression).isPresent()
                || (expression instanceof RexCall call
                        && (call.isA(SqlKind.COMPARISON) || OF_CONDITIONS.contains(call.getKind()))
                        && call.getOperands().stream().allMatch(KnownKeys::cannotFail));
    }
}
