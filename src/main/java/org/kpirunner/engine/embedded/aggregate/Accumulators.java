package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Logic;
import org.kpirunner.engine.embedded.value.Keys;

/** Aggregates over some of the rows of a group, or over its rows in order. */
public final class Accumulators {
    private Accumulators() {}

    /** Only the rows where the condition holds: FILTER. */
    public static Accumulator.Start filtered(Accumulator.Start start, Expression condition) {
        return arguments -> over(start.begin(arguments), row -> Logic.isTrue(condition.eval(row)));
    }

    /** Only the rows whose first argument is not NULL. */
    public static Accumulator.Start withoutNulls(Accumulator.Start start) {
        return arguments ->
                over(start.begin(arguments), row -> arguments.value(0).eval(row) != null);
    }

    /** Only the first row of those with the same arguments. */
    public static Accumulator.Start distinct(Accumulator.Start start) {
        return arguments -> {
            Set<Object> seen = new HashSet<>();
            return over(start.begin(arguments), row -> {
                Object key = key(arguments.values(), row);
                boolean isNew = seen.add(key);
                if (isNew) {
                    arguments.hold().addValue(key);
                }
                return isNew;
            });
        };
    }

    private static Object key(List<Expression> arguments, @Nullable Object[] row) {
        if (arguments.size() == 1) {
            return Keys.of(arguments.get(0).eval(row));
        }
        return arguments.stream().map(argument -> Keys.of(argument.eval(row))).toList();
    }

    private interface Choice {
        boolean takes(@Nullable Object[] row);
    }

    private static Accumulator over(Accumulator aggregate, Choice choice) {
        return new Accumulator() {
            @Override
            public void add(@Nullable Object[] row) {
                if (choice.takes(row)) {
                    aggregate.add(row);
                }
            }

            @Override
            public @Nullable Object result() {
                return aggregate.result();
            }
        };
    }

    /** All rows in order: WITHIN GROUP. */
    public static Accumulator.Start ordered(Accumulator.Start start, Comparator<@Nullable Object[]> order) {
        return arguments -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            return new Accumulator() {
                @Override
                public void add(@Nullable Object[] row) {
                    arguments.hold().add(row);
                    rows.add(row);
                }

                @Override
                public @Nullable Object result() {
                    rows.sort(order);
                    Accumulator aggregate = start.begin(arguments);
                    rows.forEach(aggregate::add);
                    return aggregate.result();
                }
            };
        };
    }
}
