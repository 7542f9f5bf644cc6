package org.kpirunner.engine.embedded.join;

import java.util.Arrays;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Logic;

/** What kind of join it is, what makes the keys of its rows, and which rows with one key match. */
public record JoinShape(
        JoinRelType type, int leftFields, int rightFields, KeyMaker leftKey, KeyMaker rightKey, Expression rest) {

    /** Makes the key of a row; null if the row cannot have a partner. */
    @FunctionalInterface
    public interface KeyMaker {
        @Nullable
        Object key(@Nullable Object[] row);
    }

    /** Whether the result has the columns of the left side only. */
    public boolean isOfLeftOnly() {
        return type == JoinRelType.SEMI || type == JoinRelType.ANTI;
    }

    @Nullable
    public Object key(@Nullable Object[] row, boolean isLeft) {
        return (isLeft ? leftKey : rightKey).key(row);
    }

    @Nullable
    public Object[] join(@Nullable Object[] left, @Nullable Object[] right) {
        @Nullable Object[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    public boolean isMatch(@Nullable Object[] joined) {
        return Logic.isTrue(rest.eval(joined));
    }

    @Nullable
    public Object[] noLeft() {
        return new Object[leftFields];
    }

    @Nullable
    public Object[] noRight() {
        return new Object[rightFields];
    }
}
