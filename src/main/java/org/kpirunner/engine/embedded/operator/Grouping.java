package org.kpirunner.engine.embedded.operator;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Keys;
import org.kpirunner.engine.embedded.function.Accumulator;

/**
 * A grouping set: what its rows are grouped by, and what is computed of a group.
 *
 * @param columns the columns that any grouping set of the aggregate has
 * @param own those that this one has; in its groups the others are NULL
 */
record Grouping(
        List<Integer> columns,
        ImmutableBitSet own,
        Function<@Nullable Object[], Object> key,
        List<Supplier<Accumulator>> aggregations) {
    static Grouping of(Aggregate aggregate, ImmutableBitSet own, Expressions expressions, Memory.Hold hold) {
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
                        .map(call -> Aggregation.of(call, aggregate, own, expressions, hold))
                        .toList());
    }

    @Nullable
    Object[] values(@Nullable Object[] row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = own.get(columns.get(i)) ? row[columns.get(i)] : null;
        }
        return values;
    }

    Accumulator[] begin() {
        Accumulator[] accumulators = new Accumulator[aggregations.size()];
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = aggregations.get(i).get();
        }
        return accumulators;
    }
}
