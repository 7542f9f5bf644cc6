package org.kpirunner.engine.embedded.function;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Keys;

/** Passes on only the first row of those with the same arguments. */
final class Distinct implements Accumulator {
    private final List<Expression> arguments;
    private final Memory.Hold hold;
    private final Accumulator aggregate;
    private final Set<Object> seen = new HashSet<>();

    Distinct(Arguments arguments, Accumulator aggregate) {
        this.arguments = arguments.values();
        this.hold = arguments.hold();
        this.aggregate = aggregate;
    }

    @Override
    public void add(@Nullable Object[] row) {
        Object key = key(row);
        if (seen.add(key)) {
            hold.addValue(key);
            aggregate.add(row);
        }
    }

    private Object key(@Nullable Object[] row) {
        if (arguments.size() == 1) {
            return Keys.of(arguments.get(0).eval(row));
        }
        return arguments.stream().map(argument -> Keys.of(argument.eval(row))).toList();
    }

    @Override
    public @Nullable Object result() {
        return aggregate.result();
    }
}
