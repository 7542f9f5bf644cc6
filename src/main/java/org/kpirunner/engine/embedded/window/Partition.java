package org.kpirunner.engine.embedded.window;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a window function sees together, in its order. */
public final class Partition {
    private final List<@Nullable Object[]> rows;
    private final int[] peerStart;
    private final int[] peerEnd;

    /** Rows in order; those that the order takes for the same are peers. */
    public Partition(List<@Nullable Object[]> rows, Comparator<@Nullable Object[]> order) {
        this.rows = rows;
        this.peerStart = new int[rows.size()];
        this.peerEnd = new int[rows.size()];
        int start = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || order.compare(rows.get(start), rows.get(i)) != 0) {
                java.util.Arrays.fill(peerStart, start, i, start);
                java.util.Arrays.fill(peerEnd, start, i, i);
                start = i;
            }
        }
    }

    public int size() {
        return rows.size();
    }

    @Nullable
    public Object[] row(int index) {
        return rows.get(index);
    }

    /** The first of the peers of a row. */
    public int peerStart(int index) {
        return peerStart[index];
    }

    /** The row after the last of the peers of a row. */
    public int peerEnd(int index) {
        return peerEnd[index];
    }
}
