package org.kpirunner.engine.embedded.aggregate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;

/** An aggregate at work on the rows of one group. */
public interface Accumulator {
    void add(@Nullable Object[] row);

    /** The aggregate of the rows so far; more may be added after it. */
    @Nullable
    Object result();

    /**
     * What an aggregate works on.
     *
     * @param values gives each argument from a row
     * @param hold where what it has to keep is counted
     */
    record Arguments(List<Expression> values, List<RelDataType> types, RelDataType result, Memory.Hold hold) {
        public Arguments {
            values = List.copyOf(values);
            types = List.copyOf(types);
        }

        public Expression value(int index) {
            return values.get(index);
        }
    }

    /** Begins a group. */
    @FunctionalInterface
    interface Start {
        Accumulator begin(Arguments arguments);
    }

    /** An accumulator that takes the value of its first argument where it is not NULL. */
    abstract class OfValues implements Accumulator {
        private final Expression argument;

        protected OfValues(Arguments arguments) {
            this.argument = arguments.value(0);
        }

        @Override
        public final void add(@Nullable Object[] row) {
            Object value = argument.eval(row);
            if (value != null) {
                addValue(value);
            }
        }

        protected abstract void addValue(Object value);
    }
}
