package org.kpirunner.engine.embedded.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.aggregate.Grouping;
import org.kpirunner.engine.embedded.aggregate.HashAggregate;
import org.kpirunner.engine.embedded.expression.Casting;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.join.HashJoin;
import org.kpirunner.engine.embedded.join.JoinShape;
import org.kpirunner.engine.embedded.operator.Correlated;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Leaf;
import org.kpirunner.engine.embedded.operator.Opened;
import org.kpirunner.engine.embedded.operator.Operator;
import org.kpirunner.engine.embedded.operator.Replay;
import org.kpirunner.engine.embedded.operator.RowOrder;
import org.kpirunner.engine.embedded.operator.SetOperation;
import org.kpirunner.engine.embedded.operator.Sorting;
import org.kpirunner.engine.embedded.operator.Streams;
import org.kpirunner.engine.embedded.operator.Unnesting;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.window.Windowing;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Makes an operator of each node of a plan. */
final class OperatorFactory {
    private final Work work;
    private final boolean isOneFragment;
    private final Scope scope = new Scope();

    /**
     * @param isOneFragment whether there is no other fragment that could be computed at the same time
     */
    OperatorFactory(Work work, boolean isOneFragment) {
        this.work = work;
        this.isOneFragment = isOneFragment;
    }

    /**
     * The operator of a node.
     *
     * @param isRepeated whether it is opened for each row of an outer query; what does not refer to that row is then
     *     computed once and kept
     */
    Operator operator(RelNode node, boolean isRepeated) {
        if (isRepeated && RelOptUtil.getVariablesUsed(node).isEmpty()) {
            return new Replay(operator(node, false), work.memory());
        }
        return work.measuring().of(node, made(node, isRepeated));
    }

    private Operator made(RelNode node, boolean isRepeated) {
        if (node instanceof FragmentScan scan) {
            return () -> Leaf.start(scan, work, isOneFragment);
        }
        if (node instanceof Values values) {
            List<@Nullable Object[]> rows = rows(values);
            return () -> Streams.of(rows);
        }
        if (node instanceof Filter filter) {
            return filter(filter, isRepeated);
        }
        if (node instanceof Project project) {
            return project(project, isRepeated);
        }
        if (node instanceof Join join) {
            JoinShape shape = JoinShapes.of(join, expressions(join));
            List<Operator> inputs = operators(join, isRepeated);
            return () -> new HashJoin(shape, Opened.of(inputs), work);
        }
        if (node instanceof Aggregate aggregate) {
            return aggregate(aggregate, isRepeated);
        }
        if (node instanceof Sort sort) {
            return sort(sort, isRepeated);
        }
        if (node instanceof SetOp operation) {
            List<Operator> inputs = operation.getInputs().stream()
                    .map(input -> conformed(operator(input, isRepeated), input.getRowType(), operation.getRowType()))
                    .toList();
            return () -> new SetOperation(operation, Opened.of(inputs), work);
        }
        if (node instanceof Correlate correlate) {
            return correlate(correlate, isRepeated);
        }
        if (node instanceof Uncollect uncollect) {
            Operator input = operator(uncollect.getInput(), isRepeated);
            return () -> new Unnesting(uncollect, input.open());
        }
        throw new KpiException(
                Reason.NOT_SUPPORTED, node.getRelTypeName() + " is not supported where sources are brought together");
    }

    private List<Operator> operators(RelNode node, boolean isRepeated) {
        return node.getInputs().stream()
                .map(input -> operator(input, isRepeated))
                .toList();
    }

    private Expressions expressions(RelNode node) {
        return new Expressions(node.getCluster().getRexBuilder(), scope, this::subQuery);
    }

    private SubQuery subQuery(RexSubQuery query) {
        return new SubQuery(query, operator(query.rel, true));
    }

    private static List<@Nullable Object[]> rows(Values values) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<RelDataTypeField> fields = values.getRowType().getFieldList();
        for (List<RexLiteral> tuple : values.tuples) {
            @Nullable Object[] row = new Object[tuple.size()];
            for (int i = 0; i < row.length; i++) {
                RexLiteral literal = tuple.get(i);
                Expression value = new Expression.Constant(Literals.value(literal));
                row[i] = conformed(value, literal.getType(), fields.get(i).getType())
                        .eval(new Object[0]);
            }
            rows.add(row);
        }
        return rows;
    }

    private Operator filter(Filter filter, boolean isRepeated) {
        Operator input = operator(filter.getInput(), isRepeated);
        List<Scope.Slot> slots = slots(filter.getVariablesSet());
        Expression condition = inScope(slots, expressions(filter).compile(filter.getCondition()));
        return () -> Streams.filter(input.open(), condition);
    }

    private Operator project(Project project, boolean isRepeated) {
        Operator input = operator(project.getInput(), isRepeated);
        List<Scope.Slot> slots = slots(project.getVariablesSet());
        Expressions expressions = expressions(project);
        if (!RexOver.containsOver(project.getProjects(), null)) {
            List<Expression> values = expressions.compile(project.getProjects()).stream()
                    .map(value -> inScope(slots, value))
                    .toList();
            return () -> Streams.project(input.open(), values);
        }
        WindowCalls windows = new WindowCalls(project, expressions, work.memory());
        List<RexNode> outer = windows.visitList(project.getProjects());
        List<Expression> values = expressions.compile(outer);
        return () -> Streams.project(new Windowing(input.open(), windows.calls(), work), values);
    }

    private List<Scope.Slot> slots(Set<CorrelationId> variables) {
        return variables.stream().map(scope::define).toList();
    }

    /** An expression whose sub-queries refer to the row that it is computed of. */
    private static Expression inScope(List<Scope.Slot> slots, Expression expression) {
        return slots.isEmpty()
                ? expression
                : row -> {
                    slots.forEach(slot -> slot.set(row));
                    return expression.eval(row);
                };
    }

    private Operator aggregate(Aggregate aggregate, boolean isRepeated) {
        Operator input = operator(aggregate.getInput(), isRepeated);
        Memory.Hold hold = work.memory().hold("the groups of an aggregation");
        List<Grouping> groupings = aggregate.getGroupSets().stream()
                .map(set -> Aggregation.grouping(aggregate, set, expressions(aggregate), hold))
                .toList();
        return () -> new HashAggregate(groupings, input.open(), hold);
    }

    private Operator sort(Sort sort, boolean isRepeated) {
        Operator input = operator(sort.getInput(), isRepeated);
        long offset = count(sort.offset, 0, sort);
        long fetch = count(sort.fetch, Long.MAX_VALUE, sort);
        if (sort.getCollation().getFieldCollations().isEmpty()) {
            return () -> Streams.limit(input.open(), offset, fetch);
        }
        Comparator<@Nullable Object[]> order = RowOrder.of(sort.getCollation().getFieldCollations(), sort.getRowType());
        return () -> new Sorting(input.open(), order, offset, fetch, work.memory());
    }

    private long count(@Nullable RexNode rows, long otherwise, Sort sort) {
        Object count = rows == null ? null : expressions(sort).compile(rows).eval(new Object[0]);
        return count == null ? otherwise : Math.max(0, Numbers.whole(count));
    }

    private Operator correlate(Correlate correlate, boolean isRepeated) {
        Operator left = operator(correlate.getLeft(), isRepeated);
        Scope.Slot slot = scope.define(correlate.getCorrelationId());
        Operator right = operator(correlate.getRight(), true);
        int rightFields = correlate.getRight().getRowType().getFieldCount();
        return () -> new Correlated(left.open(), correlate.getJoinType(), slot::set, right, rightFields);
    }

    /** Rows in the types of the operation that they go into, where those are represented in another way. */
    private static Operator conformed(Operator operator, RelDataType from, RelDataType to) {
        List<Expression> columns = new ArrayList<>();
        boolean isSame = true;
        for (int i = 0; i < to.getFieldCount(); i++) {
            RelDataType fromType = from.getFieldList().get(i).getType();
            RelDataType toType = to.getFieldList().get(i).getType();
            int index = i;
            isSame = isSame && Casting.isSameForm(fromType, toType);
            columns.add(conformed(row -> row[index], fromType, toType));
        }
        return isSame ? operator : () -> Streams.project(operator.open(), columns);
    }

    private static Expression conformed(Expression value, RelDataType from, RelDataType to) {
        return Casting.isSameForm(from, to) ? value : Casting.of(value, from, to);
    }
}
