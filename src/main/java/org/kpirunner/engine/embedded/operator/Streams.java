package org.kpirunner.engine.embedded.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Logic;

/** Rows made of other rows one by one: filtered, projected, limited. */
public final class Streams {
    private Streams() {}

    /** Rows over other rows, which close them. */
    public abstract static class OverOne implements Rows {
        private final Rows input;

        protected OverOne(Rows input) {
            this.input = input;
        }

        protected final @Nullable Object @Nullable [] nextInput() {
            return input.next();
        }

        @Override
        public void close() {
            input.close();
        }
    }

    public static Rows filter(Rows input, Expression condition) {
        return new OverOne(input) {
            @Override
            public @Nullable Object @Nullable [] next() {
                @Nullable Object[] row = nextInput();
                while (row != null && !Logic.isTrue(condition.eval(row))) {
                    row = nextInput();
                }
                return row;
            }
        };
    }

    public static Rows project(Rows input, List<Expression> list) {
        Expression[] expressions = list.toArray(new Expression[0]);
        return new OverOne(input) {
            @Override
            public @Nullable Object @Nullable [] next() {
                @Nullable Object[] row = nextInput();
                return row == null ? null : evaluated(expressions, row);
            }
        };
    }

    public static @Nullable Object[] evaluated(Expression[] expressions, @Nullable Object[] row) {
        @Nullable Object[] values = new Object[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions[i].eval(row);
        }
        return values;
    }

    /** From a row on, and so many rows; asks for no row more than it gives. */
    public static Rows limit(Rows input, long offset, long fetch) {
        return new OverOne(input) {
            private long toSkip = offset;
            private long toGive = fetch;

            @Override
            public @Nullable Object @Nullable [] next() {
                if (toGive <= 0) {
                    return null;
                }
                while (toSkip > 0) {
                    if (nextInput() == null) {
                        toSkip = 0;
                        toGive = 0;
                        return null;
                    }
                    toSkip--;
                }
                toGive--;
                return nextInput();
            }
        };
    }

    /** Rows that are there already. */
    public static Rows of(Iterable<@Nullable Object[]> rows) {
        java.util.Iterator<@Nullable Object[]> iterator = rows.iterator();
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
