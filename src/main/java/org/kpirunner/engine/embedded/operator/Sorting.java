package org.kpirunner.engine.embedded.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;

/** Rows in order, and of them those from an offset on; keeps no more rows than can be asked for. */
public final class Sorting extends Streams.OverOne {
    private static final long MOST_ROWS_OF_A_HEAP = 1 << 20;

    private final Comparator<@Nullable Object[]> order;
    private final long offset;
    private final long fetch;
    private final Memory.Hold hold;
    private @Nullable Deque<@Nullable Object[]> sorted;

    public Sorting(Rows input, Comparator<@Nullable Object[]> order, long offset, long fetch, Memory memory) {
        super(input);
        this.order = order;
        this.offset = offset;
        this.fetch = fetch;
        this.hold = memory.hold("sorting rows");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        Deque<@Nullable Object[]> rows = sorted;
        if (rows == null) {
            rows = fetch <= MOST_ROWS_OF_A_HEAP - offset ? first() : all();
            sorted = rows;
        }
        return rows.pollFirst();
    }

    private Deque<@Nullable Object[]> all() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] row = nextInput(); row != null; row = nextInput()) {
            hold.add(row);
            rows.add(row);
        }
        rows.sort(order);
        int begin = (int) Math.min(offset, rows.size());
        int end = (int) Math.min(begin + Math.min(fetch, rows.size()), rows.size());
        return new ArrayDeque<>(rows.subList(begin, end));
    }

    private static final class Numbered {
        private final @Nullable Object[] row;
        private final long number;

        Numbered(@Nullable Object[] row, long number) {
            this.row = row;
            this.number = number;
        }
    }

    /** The first rows by a heap that has the last of them on top; equal rows stay in the order they came in. */
    private Deque<@Nullable Object[]> first() {
        long most = offset + fetch;
        Comparator<Numbered> byRow = (a, b) -> order.compare(a.row, b.row);
        PriorityQueue<Numbered> heap =
                new PriorityQueue<>(byRow.thenComparingLong(one -> one.number).reversed());
        long number = 0;
        for (@Nullable Object[] row = most == 0 ? null : nextInput(); row != null; row = nextInput()) {
            if (heap.size() < most) {
                hold.add(row);
                heap.add(new Numbered(row, number));
            } else if (order.compare(row, heap.element().row) < 0) {
                hold.release(Memory.sizeOf(heap.remove().row));
                hold.add(row);
                heap.add(new Numbered(row, number));
            }
            number++;
        }
        Deque<@Nullable Object[]> rows = new ArrayDeque<>();
        while (heap.size() > offset) {
            rows.addFirst(heap.remove().row);
        }
        return rows;
    }

    @Override
    public void close() {
        hold.close();
        super.close();
    }
}
