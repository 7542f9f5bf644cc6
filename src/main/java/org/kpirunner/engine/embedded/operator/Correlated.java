package org.kpirunner.engine.embedded.operator;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** A row of the left side with each row that the right side has for it, once it was told the row. */
public final class Correlated extends Streams.OverOne {
    private final JoinRelType type;
    private final Consumer<@Nullable Object[]> outer;
    private final Operator right;
    private final int rightFields;
    private @Nullable Object @Nullable [] left;
    private @Nullable Rows inner;

    public Correlated(
            Rows left, JoinRelType type, Consumer<@Nullable Object[]> outer, Operator right, int rightFields) {
        super(left);
        this.type = type;
        this.outer = outer;
        this.right = right;
        this.rightFields = rightFields;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (true) {
            Rows open = inner;
            if (open == null) {
                @Nullable Object[] row = nextInput();
                if (row == null) {
                    return null;
                }
                left = row;
                outer.accept(row);
                open = right.open();
                inner = open;
                @Nullable Object[] result = first(row, open);
                if (result != null) {
                    return result;
                }
            } else {
                @Nullable Object[] row = open.next();
                if (row != null && left != null) {
                    return join(left, row);
                }
                closeInner();
            }
        }
    }

    /** What follows from the first row of the right side, or from there being none. */
    private @Nullable Object @Nullable [] first(@Nullable Object[] row, Rows open) {
        @Nullable Object[] match = open.next();
        if (type == JoinRelType.SEMI || type == JoinRelType.ANTI) {
            closeInner();
            return (match != null) == (type == JoinRelType.SEMI) ? row : null;
        }
        if (match != null) {
            return join(row, match);
        }
        closeInner();
        return type == JoinRelType.LEFT ? Arrays.copyOf(row, row.length + rightFields) : null;
    }

    private static @Nullable Object[] join(@Nullable Object[] row, @Nullable Object[] match) {
        @Nullable Object[] joined = Arrays.copyOf(row, row.length + match.length);
        System.arraycopy(match, 0, joined, row.length, match.length);
        return joined;
    }

    private void closeInner() {
        Rows open = inner;
        inner = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        try {
            closeInner();
        } finally {
            super.close();
        }
    }
}
