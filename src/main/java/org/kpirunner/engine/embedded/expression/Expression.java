package org.kpirunner.engine.embedded.expression;

import org.jspecify.annotations.Nullable;

/** Computes one value from a row; compiled once, evaluated for each row. */
@FunctionalInterface
public interface Expression {
    /** The value, in the representation that {@code Rows} describes; null is SQL's NULL. */
    @Nullable
    Object eval(@Nullable Object[] row);

    /** A value that is the same for each row. */
    record Constant(@Nullable Object value) implements Expression {
        @Override
        public @Nullable Object eval(@Nullable Object[] row) {
            return value;
        }
    }
}
