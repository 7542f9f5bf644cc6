package org.kpirunner.engine.embedded.aggregate;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A grouping set: what its rows are grouped by, and what is computed of a group.
 *
 * @param columns the columns that any grouping set of the aggregate has
 * @param own those that this one has; in its groups the others are NULL
 */
public record Grouping(
        List<Integer> columns,
        ImmutableBitSet own,
        Function<@Nullable Object[], Object> key,
        List<Supplier<Accumulator>> aggregations) {
    @Nullable
    public Object[] values(@Nullable Object[] row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = own.get(columns.get(i)) ? row[columns.get(i)] : null;
        }
        return values;
    }

    public Accumulator[] begin() {
        Accumulator[] accumulators = new Accumulator[aggregations.size()];
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = aggregations.get(i).get();
        }
        return accumulators;
    }
}
