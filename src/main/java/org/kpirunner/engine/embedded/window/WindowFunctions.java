package org.kpirunner.engine.embedded.window;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.aggregate.Accumulator;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The window functions by name, and aggregates over frames. */
public final class WindowFunctions {
    private WindowFunctions() {}

    /** A function other than an aggregate, or null if it is one. */
    public static @Nullable WindowFunction of(
            SqlAggFunction function, List<Expression> arguments, Frame frame, boolean ignoresNulls) {
        return switch (function.getKind()) {
            case ROW_NUMBER -> partition -> ranks(partition, index -> index + 1L);
            case RANK -> partition -> ranks(partition, index -> partition.peerStart(index) + 1L);
            case DENSE_RANK -> WindowFunctions::denseRanks;
            case PERCENT_RANK ->
                partition -> ranks(
                        partition,
                        index -> partition.size() == 1 ? 0.0 : partition.peerStart(index) / (partition.size() - 1.0));
            case CUME_DIST ->
                partition -> ranks(partition, index -> partition.peerEnd(index) / (double) partition.size());
            case NTILE -> partition -> tiles(partition, arguments.get(0));
            case LAG -> partition -> shifted(partition, arguments, -1, ignoresNulls);
            case LEAD -> partition -> shifted(partition, arguments, 1, ignoresNulls);
            case FIRST_VALUE -> partition -> nths(partition, frame, arguments.get(0), row -> 1L, ignoresNulls);
            case LAST_VALUE -> partition -> lasts(partition, frame, arguments.get(0), ignoresNulls);
            case NTH_VALUE -> partition -> nths(partition, frame, arguments.get(0), arguments.get(1), ignoresNulls);
            default -> null;
        };
    }

    private interface ByIndex {
        @Nullable
        Object at(int index);
    }

    private static @Nullable Object[] ranks(Partition partition, ByIndex value) {
        @Nullable Object[] values = new Object[partition.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.at(i);
        }
        return values;
    }

    private static @Nullable Object[] denseRanks(Partition partition) {
        @Nullable Object[] ranks = new Object[partition.size()];
        long rank = 0;
        for (int i = 0; i < ranks.length; i++) {
            rank += partition.peerStart(i) == i ? 1 : 0;
            ranks[i] = rank;
        }
        return ranks;
    }

    /** Parts of one size, the first ones one row larger where it does not come out even. */
    private static @Nullable Object[] tiles(Partition partition, Expression count) {
        @Nullable Object[] tiles = new Object[partition.size()];
        for (int i = 0; i < tiles.length; i++) {
            Object parts = count.eval(partition.row(i));
            if (parts != null) {
                tiles[i] = tile(i, tiles.length, positive((Long) parts, "ntile"));
            }
        }
        return tiles;
    }

    private static Long tile(int index, int rows, long parts) {
        long size = rows / parts;
        long larger = rows % parts;
        long inLarger = larger * (size + 1);
        return index < inLarger ? index / (size + 1) + 1 : larger + (index - inLarger) / size + 1;
    }

    private static long positive(long number, String function) {
        if (number <= 0) {
            throw new KpiException(Reason.INVALID_VALUE, "the number that " + function + " takes is above 0");
        }
        return number;
    }

    private static @Nullable Object[] shifted(
            Partition partition, List<Expression> arguments, int direction, boolean ignoresNulls) {
        @Nullable Object[] values = new Object[partition.size()];
        for (int i = 0; i < values.length; i++) {
            @Nullable Object[] row = partition.row(i);
            Object offset = arguments.size() > 1 ? arguments.get(1).eval(row) : (Long) 1L;
            if (offset == null || Numbers.whole(offset) < 0) {
                throw new KpiException(Reason.INVALID_VALUE, "the offset of lag and lead is neither NULL nor negative");
            }
            long at = place(partition, arguments.get(0), i, direction * Numbers.whole(offset), ignoresNulls);
            if (at >= 0 && at < values.length) {
                values[i] = arguments.get(0).eval(partition.row((int) at));
            } else {
                values[i] = arguments.size() > 2 ? arguments.get(2).eval(row) : null;
            }
        }
        return values;
    }

    private static long place(Partition partition, Expression value, int index, long offset, boolean ignoresNulls) {
        if (!ignoresNulls || offset == 0) {
            return index + offset;
        }
        int step = offset < 0 ? -1 : 1;
        long missing = Math.abs(offset);
        int at = index;
        while (missing > 0) {
            at += step;
            if (at < 0 || at >= partition.size()) {
                return -1;
            }
            missing -= value.eval(partition.row(at)) == null ? 0 : 1;
        }
        return at;
    }

    private static @Nullable Object[] nths(
            Partition partition, Frame frame, Expression value, Expression nth, boolean ignoresNulls) {
        @Nullable Object[] values = new Object[partition.size()];
        for (int i = 0; i < values.length; i++) {
            Object wanted = nth.eval(partition.row(i));
            long missing = wanted == null ? 0 : positive((Long) wanted, "nth_value");
            int end = frame.end(partition, i);
            for (int j = frame.start(partition, i); j < end && missing > 0; j++) {
                Object found = value.eval(partition.row(j));
                missing -= ignoresNulls && found == null ? 0 : 1;
                if (missing == 0) {
                    values[i] = found;
                }
            }
        }
        return values;
    }

    private static @Nullable Object[] lasts(Partition partition, Frame frame, Expression value, boolean ignoresNulls) {
        @Nullable Object[] values = new Object[partition.size()];
        for (int i = 0; i < values.length; i++) {
            int start = frame.start(partition, i);
            for (int j = frame.end(partition, i) - 1; j >= start; j--) {
                Object found = value.eval(partition.row(j));
                if (found != null || !ignoresNulls) {
                    values[i] = found;
                    break;
                }
            }
        }
        return values;
    }

    /** An aggregate over the frame of each row. */
    public static WindowFunction aggregate(Supplier<Accumulator> start, Frame frame) {
        return partition ->
                frame.beginsWithPartition() ? growing(partition, start, frame) : moving(partition, start, frame);
    }

    private static @Nullable Object[] growing(Partition partition, Supplier<Accumulator> start, Frame frame) {
        @Nullable Object[] values = new Object[partition.size()];
        Accumulator accumulator = start.get();
        int added = 0;
        for (int i = 0; i < values.length; i++) {
            int end = frame.end(partition, i);
            boolean isSame = i > 0 && end == added;
            while (added < end) {
                accumulator.add(partition.row(added));
                added++;
            }
            values[i] = isSame ? values[i - 1] : accumulator.result();
        }
        return values;
    }

    private static @Nullable Object[] moving(Partition partition, Supplier<Accumulator> start, Frame frame) {
        @Nullable Object[] values = new Object[partition.size()];
        for (int i = 0; i < values.length; i++) {
            Accumulator accumulator = start.get();
            int end = frame.end(partition, i);
            for (int j = frame.start(partition, i); j < end; j++) {
                accumulator.add(partition.row(j));
            }
            values[i] = accumulator.result();
        }
        return values;
    }
}
