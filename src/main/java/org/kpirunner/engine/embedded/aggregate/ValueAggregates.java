package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Aggregates that count, choose or collect values. */
public final class ValueAggregates {
    private ValueAggregates() {}

    /** COUNT: of rows without arguments, otherwise of rows where no argument is NULL. */
    public static final class Count implements Accumulator {
        private final Expression[] arguments;
        private long count;

        public Count(Arguments arguments) {
            this.arguments = arguments.values().toArray(new Expression[0]);
        }

        @Override
        public void add(@Nullable Object[] row) {
            for (Expression argument : arguments) {
                if (argument.eval(row) == null) {
                    return;
                }
            }
            count++;
        }

        @Override
        public Object result() {
            return count;
        }
    }

    /** MIN and MAX; NaN only where there is nothing else. */
    public static final class Extreme extends Accumulator.OfValues {
        private final int sign;
        private @Nullable Object extreme;

        public Extreme(Arguments arguments, int sign) {
            super(arguments);
            this.sign = sign;
        }

        @Override
        protected void addValue(Object value) {
            if (extreme == null || Ordering.isMore(value, extreme, sign)) {
                extreme = value;
            }
        }

        @Override
        public @Nullable Object result() {
            return extreme;
        }
    }

    /** MAX_BY and MIN_BY: the first argument of the row whose second is the extreme. */
    public static final class ExtremeBy implements Accumulator {
        private final Expression value;
        private final Expression by;
        private final int sign;
        private @Nullable Object extreme;
        private @Nullable Object result;

        public ExtremeBy(Arguments arguments, int sign) {
            this.value = arguments.value(0);
            this.by = arguments.value(1);
            this.sign = sign;
        }

        @Override
        public void add(@Nullable Object[] row) {
            Object key = by.eval(row);
            if (key != null && (extreme == null || Ordering.compare(key, extreme) * sign > 0)) {
                extreme = key;
                result = value.eval(row);
            }
        }

        @Override
        public @Nullable Object result() {
            return result;
        }
    }

    /** The first value that is not NULL. */
    public static final class Any extends Accumulator.OfValues {
        private @Nullable Object any;

        public Any(Arguments arguments) {
            super(arguments);
        }

        @Override
        protected void addValue(Object value) {
            if (any == null) {
                any = value;
            }
        }

        @Override
        public @Nullable Object result() {
            return any;
        }
    }

    /** BOOL_AND and BOOL_OR. */
    public static final class AllOrAny extends Accumulator.OfValues {
        private final boolean deciding;
        private @Nullable Boolean result;

        public AllOrAny(Arguments arguments, boolean deciding) {
            super(arguments);
            this.deciding = deciding;
        }

        @Override
        protected void addValue(Object value) {
            if (result == null || (Boolean) value == deciding) {
                result = (Boolean) value;
            }
        }

        @Override
        public @Nullable Object result() {
            return result;
        }
    }

    /** The value of a sub-query that must not have more than one row. */
    public static final class Single implements Accumulator {
        private final Expression argument;
        private boolean isAny;
        private @Nullable Object value;

        public Single(Arguments arguments) {
            this.argument = arguments.value(0);
        }

        @Override
        public void add(@Nullable Object[] row) {
            if (isAny) {
                throw new KpiException(
                        Reason.QUERY_FAILED,
                        "a sub-query that stands for one value has more than one row; aggregate it or limit it to one");
            }
            isAny = true;
            value = argument.eval(row);
        }

        @Override
        public @Nullable Object result() {
            return value;
        }
    }

    /** ARRAY_AGG: all values with the NULL ones; NULL of no row. */
    public static final class Items implements Accumulator {
        private final Expression argument;
        private final Memory.Hold hold;
        private final List<@Nullable Object> items = new ArrayList<>();

        public Items(Arguments arguments) {
            this.argument = arguments.value(0);
            this.hold = arguments.hold();
        }

        @Override
        public void add(@Nullable Object[] row) {
            Object value = argument.eval(row);
            hold.addValue(value);
            items.add(value);
        }

        @Override
        public @Nullable Object result() {
            return items.isEmpty() ? null : new ArrayList<>(items);
        }
    }

    /** LISTAGG: the texts that are not NULL, separated. */
    public static final class Joined implements Accumulator {
        private final Expression argument;
        private final @Nullable Expression separator;
        private final Memory.Hold hold;
        private @Nullable StringBuilder joined;

        public Joined(Arguments arguments) {
            this.argument = arguments.value(0);
            this.separator = arguments.values().size() > 1 ? arguments.value(1) : null;
            this.hold = arguments.hold();
        }

        @Override
        public void add(@Nullable Object[] row) {
            Object value = argument.eval(row);
            if (value == null) {
                return;
            }
            hold.addValue(value);
            if (joined == null) {
                joined = new StringBuilder();
            } else if (separator != null && separator.eval(row) instanceof String between) {
                joined.append(between);
            }
            joined.append((String) value);
        }

        @Override
        public @Nullable Object result() {
            return joined == null ? null : joined.toString();
        }
    }
}
