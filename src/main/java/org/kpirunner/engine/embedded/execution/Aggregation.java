package org.kpirunner.engine.embedded.execution;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.aggregate.Accumulator;
import org.kpirunner.engine.embedded.aggregate.Accumulators;
import org.kpirunner.engine.embedded.aggregate.Grouping;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.embedded.operator.RowOrder;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Makes the groupings of an aggregate of a plan, and what begins the accumulators of their groups. */
final class Aggregation {
    private Aggregation() {}

    static Supplier<Accumulator> of(
            AggregateCall call,
            Aggregate aggregate,
            ImmutableBitSet groupSet,
            Expressions expressions,
            Memory.Hold hold) {
        SqlKind kind = call.getAggregation().getKind();
        if (kind == SqlKind.GROUPING) {
            long bits = grouping(call.getArgList(), groupSet);
            return () -> constant(bits);
        }
        if (kind == SqlKind.LITERAL_AGG) {
            Object literal = expressions.compile(call.rexList.get(0)).eval(new Object[0]);
            return () -> constant(literal);
        }
        if (call.distinctKeys != null) {
            throw new KpiException(Reason.NOT_SUPPORTED, "WITHIN DISTINCT is not supported");
        }
        RelDataType input = aggregate.getInput().getRowType();
        Accumulator.Start start = Functions.aggregate(call.getAggregation());
        Accumulator.Arguments arguments = new Accumulator.Arguments(
                call.getArgList().stream().map(Aggregation::column).toList(),
                call.getArgList().stream()
                        .map(index -> input.getFieldList().get(index).getType())
                        .toList(),
                call.getType(),
                hold);
        if (!call.getCollation().getFieldCollations().isEmpty()) {
            start = Accumulators.ordered(start, RowOrder.of(call.getCollation().getFieldCollations(), input));
        }
        if (call.isDistinct()) {
            start = Accumulators.distinct(start);
        }
        if (call.ignoreNulls()) {
            start = Accumulators.withoutNulls(start);
        }
        if (call.filterArg >= 0) {
            start = Accumulators.filtered(start, column(call.filterArg));
        }
        Accumulator.Start complete = start;
        return () -> complete.begin(arguments);
    }

    static Grouping grouping(Aggregate aggregate, ImmutableBitSet own, Expressions expressions, Memory.Hold hold) {
        return new Grouping(
                aggregate.getGroupSet().asList(),
                own,
                Keys.of(
                        own.toArray(),
                        own.asList().stream()
                                .map(column -> aggregate
                                        .getInput()
                                        .getRowType()
                                        .getFieldList()
                                        .get(column)
                                        .getType())
                                .toList()),
                aggregate.getAggCallList().stream()
                        .map(call -> of(call, aggregate, own, expressions, hold))
                        .toList());
    }

    private static Expression column(int index) {
        return row -> row[index];
    }

    /** A bit for each column, the last one lowest, that is 1 where the grouping set does not have it. */
    private static long grouping(List<Integer> columns, ImmutableBitSet groupSet) {
        long bits = 0;
        for (int column : columns) {
            bits = bits << 1 | (groupSet.get(column) ? 0 : 1);
        }
        return bits;
    }

    private static Accumulator constant(@Nullable Object value) {
        return new Accumulator() {
            @Override
            public void add(@Nullable Object[] row) {}

            @Override
            public @Nullable Object result() {
                return value;
            }
        };
    }
}
