package org.kpirunner.sheet.google.server.book;

import java.util.Optional;

/** How rows or columns of a tab change places when some are inserted, deleted or moved. */
public sealed interface Shift {
    Dimension dimension();

    /** Where an index ends up; -1 where it is deleted. */
    int index(int index);

    /** Where a range from {@code start} until {@code end} ends up; empty where nothing of it is left. */
    Optional<Span> span(int start, int end);

    record Span(int start, int end) {}

    /** New rows or columns before an index. */
    record Insert(Dimension dimension, int at, int count) implements Shift {
        @Override
        public int index(int index) {
            return index >= at ? index + count : index;
        }

        @Override
        public Optional<Span> span(int start, int end) {
            return Optional.of(new Span(index(start), end > at ? plus(end, count) : end));
        }
    }

    /** Rows or columns taken away. */
    record Delete(Dimension dimension, int at, int count) implements Shift {
        @Override
        public int index(int index) {
            if (index < at) {
                return index;
            }
            return index < at + count ? -1 : index - count;
        }

        @Override
        public Optional<Span> span(int start, int end) {
            int newStart = start < at ? start : Math.max(at, start - count);
            int newEnd = end <= at ? end : Math.max(at, plus(end, -count));
            return newStart < newEnd ? Optional.of(new Span(newStart, newEnd)) : Optional.empty();
        }
    }

    /** Rows or columns that change places; the destination is counted before they are taken out. */
    record Move(Dimension dimension, int at, int count, int destination) implements Shift {
        @Override
        public int index(int index) {
            boolean isMoved = index >= at && index < at + count;
            if (destination > at) {
                int steps = destination - at - count;
                return isMoved ? index + steps : index >= at + count && index < destination ? index - count : index;
            }
            return isMoved ? index - (at - destination) : index >= destination && index < at ? index + count : index;
        }

        @Override
        public Optional<Span> span(int start, int end) {
            if (end == Integer.MAX_VALUE) {
                return Optional.of(new Span(index(start), end));
            }
            int first = index(start);
            int last = index(end - 1);
            return Optional.of(new Span(Math.min(first, last), Math.max(first, last) + 1));
        }
    }

    private static int plus(int end, int count) {
        return end == Integer.MAX_VALUE ? end : end + count;
    }
}
