package org.kpirunner.engine.embedded.window;

import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Which rows around a row its window function looks at. */
public final class Frame {
    /**
     * One end of a frame.
     *
     * @param direction -1 before the row, 0 the row, 1 after it
     * @param offset how far; null is without end
     */
    public record Bound(int direction, @Nullable Expression offset) {
        boolean isUnbounded() {
            return direction != 0 && offset == null;
        }
    }

    private final Bound lower;
    private final Bound upper;
    private final boolean isRows;
    private final @Nullable RangeKey key;

    /**
     * @param isRows whether offsets count rows instead of values
     * @param key what the offsets of values are counted from; null if there is not exactly one
     */
    public Frame(Bound lower, Bound upper, boolean isRows, @Nullable RangeKey key) {
        this.lower = lower;
        this.upper = upper;
        this.isRows = isRows;
        this.key = key;
    }

    /** Whether it begins with the partition, so that it only grows from row to row. */
    public boolean beginsWithPartition() {
        return lower.isUnbounded() && lower.direction < 0;
    }

    public int start(Partition partition, int index) {
        if (lower.isUnbounded()) {
            return lower.direction < 0 ? 0 : partition.size();
        }
        if (lower.direction == 0) {
            return isRows ? index : partition.peerStart(index);
        }
        int start = isRows
                ? plus(index, lower, partition.row(index))
                : key().start(partition, index, lower.direction, offset(lower, partition.row(index)));
        return Math.max(0, Math.min(start, partition.size()));
    }

    /** The row after the last one. */
    public int end(Partition partition, int index) {
        if (upper.isUnbounded()) {
            return upper.direction < 0 ? 0 : partition.size();
        }
        if (upper.direction == 0) {
            return isRows ? index + 1 : partition.peerEnd(index);
        }
        int end = isRows
                ? plus(index, upper, partition.row(index)) + 1
                : key().end(partition, index, upper.direction, offset(upper, partition.row(index)));
        return Math.max(0, Math.min(end, partition.size()));
    }

    private static int plus(int index, Bound bound, @Nullable Object[] row) {
        long rows = Numbers.whole(offset(bound, row));
        if (rows < 0) {
            throw invalidOffset();
        }
        return (int) Math.max(-1, Math.min(Integer.MAX_VALUE - 1L, index + bound.direction * rows));
    }

    private static Object offset(Bound bound, @Nullable Object[] row) {
        Object offset = bound.offset == null ? null : bound.offset.eval(row);
        if (offset == null) {
            throw invalidOffset();
        }
        return offset;
    }

    private RangeKey key() {
        if (key == null) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED,
                    "a window frame with RANGE and an offset needs exactly one column to order by");
        }
        return key;
    }

    private static KpiException invalidOffset() {
        return new KpiException(Reason.INVALID_VALUE, "the offset of a window frame is neither NULL nor negative");
    }
}
