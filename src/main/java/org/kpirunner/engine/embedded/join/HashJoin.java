package org.kpirunner.engine.embedded.join;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.Opened;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Work;

/**
 * A join that keeps the side that ends first, by key, and streams the other one past it.
 *
 * <p>Which side is smaller shows only when one ends: until then rows are taken from both in turn.
 */
public final class HashJoin implements Rows {
    private static final long BYTES_OF_AN_ENTRY = 80;

    private final JoinShape shape;
    private final Opened inputs;
    private final Cancellation cancellation;
    private final Memory.Hold hold;
    private final Deque<@Nullable Object[]> results = new ArrayDeque<>();
    private @Nullable Table table;

    public HashJoin(JoinShape shape, Opened inputs, Work work) {
        this.shape = shape;
        this.inputs = inputs;
        this.cancellation = work.cancellation();
        this.hold = work.memory().hold("the rows of a join");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        Table current = table;
        if (current == null) {
            current = new Table();
            table = current;
        }
        while (results.isEmpty() && current.advance()) {
            cancellation.check();
        }
        return results.pollFirst();
    }

    @Override
    public void close() {
        hold.close();
        inputs.close();
    }

    /** A kept row, those with the same key after it, and whether it has found a partner. */
    private static final class Entry {
        private final @Nullable Object[] row;
        private final @Nullable Entry next;
        private boolean isMatched;

        Entry(@Nullable Object[] row, @Nullable Entry next) {
            this.row = row;
            this.next = next;
        }
    }

    /** The kept side by key, and what is left of the other one. */
    private final class Table {
        private final boolean isLeftKept;
        private final Map<Object, Entry> entries = new HashMap<>();
        private final List<Entry> withoutKey = new ArrayList<>();
        private final Deque<@Nullable Object[]> begun;
        private final Rows probe;
        private @Nullable Iterator<Entry> leftOver;

        Table() {
            Deque<@Nullable Object[]> left = new ArrayDeque<>();
            Deque<@Nullable Object[]> right = new ArrayDeque<>();
            isLeftKept = endsFirst(left, right) == left;
            probe = inputs.get(isLeftKept ? 1 : 0);
            begun = isLeftKept ? right : left;
            Deque<@Nullable Object[]> kept = isLeftKept ? left : right;
            for (@Nullable Object[] row = kept.pollFirst(); row != null; row = kept.pollFirst()) {
                keep(row);
            }
        }

        private Deque<@Nullable Object[]> endsFirst(Deque<@Nullable Object[]> left, Deque<@Nullable Object[]> right) {
            while (true) {
                if (!take(inputs.get(1), right)) {
                    return right;
                }
                if (!take(inputs.get(0), left)) {
                    return left;
                }
            }
        }

        private boolean take(Rows rows, Deque<@Nullable Object[]> into) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                return false;
            }
            hold.add(Memory.sizeOf(row) + BYTES_OF_AN_ENTRY);
            into.addLast(row);
            return true;
        }

        private void keep(@Nullable Object[] row) {
            Object key = shape.key(row, isLeftKept);
            if (key == null) {
                if (keepsUnmatched()) {
                    withoutKey.add(new Entry(row, null));
                } else {
                    hold.release(Memory.sizeOf(row) + BYTES_OF_AN_ENTRY);
                }
            } else {
                entries.merge(key, new Entry(row, null), (before, one) -> new Entry(row, before));
            }
        }

        /** Whether kept rows are asked for again at the end. */
        private boolean keepsUnmatched() {
            JoinRelType type = shape.type();
            return isLeftKept ? type.generatesNullsOnRight() || type == JoinRelType.ANTI : type.generatesNullsOnLeft();
        }

        /** Whether a row that finds no partner is given all the same. */
        private boolean givesUnmatchedProbe() {
            JoinRelType type = shape.type();
            return isLeftKept ? type.generatesNullsOnLeft() : type.generatesNullsOnRight() || type == JoinRelType.ANTI;
        }

        /** Joins one more row; false when there is none. */
        boolean advance() {
            Iterator<Entry> rest = leftOver;
            if (rest == null) {
                boolean isNeeded = !entries.isEmpty() || givesUnmatchedProbe();
                @Nullable Object[] row = isNeeded ? nextProbe() : null;
                if (row != null) {
                    join(row);
                    return true;
                }
                rest = leftOver();
                leftOver = rest;
            }
            if (!rest.hasNext()) {
                return false;
            }
            end(rest.next());
            return true;
        }

        private @Nullable Object @Nullable [] nextProbe() {
            @Nullable Object[] row = begun.pollFirst();
            if (row == null) {
                return probe.next();
            }
            hold.release(Memory.sizeOf(row) + BYTES_OF_AN_ENTRY);
            return row;
        }

        private void join(@Nullable Object[] row) {
            Object key = shape.key(row, !isLeftKept);
            boolean isMatched = false;
            for (Entry entry = key == null ? null : entries.get(key); entry != null; entry = entry.next) {
                @Nullable Object[] joined = isLeftKept ? shape.join(entry.row, row) : shape.join(row, entry.row);
                if (shape.isMatch(joined)) {
                    isMatched = true;
                    if (match(entry, joined)) {
                        break;
                    }
                }
            }
            endProbe(row, isMatched);
        }

        /** Takes up a match; true if the probing row needs no other. */
        private boolean match(Entry entry, @Nullable Object[] joined) {
            boolean isFirst = !entry.isMatched;
            entry.isMatched = true;
            switch (shape.type()) {
                case SEMI -> {
                    if (isLeftKept && isFirst) {
                        results.add(entry.row);
                    }
                    return !isLeftKept;
                }
                case ANTI -> {
                    return !isLeftKept;
                }
                default -> {
                    results.add(joined);
                    return false;
                }
            }
        }

        private void endProbe(@Nullable Object[] row, boolean isMatched) {
            if (isMatched ? !isLeftKept && shape.type() == JoinRelType.SEMI : givesUnmatchedProbe()) {
                results.add(shape.isOfLeftOnly() ? row : joinWithNothing(row, !isLeftKept));
            }
        }

        private @Nullable Object[] joinWithNothing(@Nullable Object[] row, boolean isLeft) {
            return isLeft ? shape.join(row, shape.noRight()) : shape.join(shape.noLeft(), row);
        }

        private Iterator<Entry> leftOver() {
            if (!keepsUnmatched()) {
                return Collections.emptyIterator();
            }
            List<Entry> unmatched = withoutKey;
            for (Entry first : entries.values()) {
                for (Entry entry = first; entry != null; entry = entry.next) {
                    if (!entry.isMatched) {
                        unmatched.add(entry);
                    }
                }
            }
            return unmatched.iterator();
        }

        private void end(Entry entry) {
            results.add(shape.isOfLeftOnly() ? entry.row : joinWithNothing(entry.row, isLeftKept));
        }
    }
}
