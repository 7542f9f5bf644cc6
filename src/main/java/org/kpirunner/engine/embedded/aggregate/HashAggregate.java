package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Streams;

/** Groups of rows and their aggregates, one table of groups for each grouping set. */
public final class HashAggregate extends Streams.OverOne {
    private static final long BYTES_OF_A_GROUP = 96;
    private static final long BYTES_OF_AN_ACCUMULATOR = 48;

    private final List<Table> tables;
    private final Memory.Hold hold;
    private @Nullable Iterator<@Nullable Object[]> results;

    public HashAggregate(List<Grouping> groupings, Rows input, Memory.Hold hold) {
        super(input);
        this.tables = groupings.stream().map(Table::new).toList();
        this.hold = hold;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        Iterator<@Nullable Object[]> current = results;
        if (current == null) {
            current = compute();
            results = current;
        }
        return current.hasNext() ? current.next() : null;
    }

    private Iterator<@Nullable Object[]> compute() {
        for (@Nullable Object[] row = nextInput(); row != null; row = nextInput()) {
            for (Table table : tables) {
                table.add(row);
            }
        }
        Deque<Iterator<Group>> groups = new ArrayDeque<>();
        tables.forEach(table -> groups.add(table.groups().iterator()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (!groups.isEmpty() && !groups.getFirst().hasNext()) {
                    groups.removeFirst();
                }
                return !groups.isEmpty();
            }

            /** A group that was told is not held any more. */
            @Override
            public @Nullable Object[] next() {
                Group group = groups.getFirst().next();
                groups.getFirst().remove();
                hold.release(group.size());
                return group.result();
            }
        };
    }

    @Override
    public void close() {
        hold.close();
        super.close();
    }

    private static final class Group {
        private final @Nullable Object[] values;
        private final Accumulator[] accumulators;

        Group(@Nullable Object[] values, Accumulator[] accumulators) {
            this.values = values;
            this.accumulators = accumulators;
        }

        /** With the key, which shares texts with the values. */
        long size() {
            Object[] others = Arrays.stream(values)
                    .filter(value -> !(value instanceof String))
                    .toArray();
            return Memory.sizeOf(values)
                    + Memory.sizeOf(others)
                    + BYTES_OF_A_GROUP
                    + BYTES_OF_AN_ACCUMULATOR * accumulators.length;
        }

        @Nullable
        Object[] result() {
            @Nullable Object[] row = Arrays.copyOf(values, values.length + accumulators.length);
            for (int i = 0; i < accumulators.length; i++) {
                row[values.length + i] = accumulators[i].result();
            }
            return row;
        }
    }

    private final class Table {
        private final Grouping grouping;
        private final Map<Object, Group> groups = new LinkedHashMap<>();

        Table(Grouping grouping) {
            this.grouping = grouping;
        }

        void add(@Nullable Object[] row) {
            Object key = grouping.key().apply(row);
            Group group = groups.get(key);
            if (group == null) {
                group = begin(row);
                groups.put(key, group);
            }
            for (Accumulator accumulator : group.accumulators) {
                accumulator.add(row);
            }
        }

        private Group begin(@Nullable Object[] row) {
            Group group = new Group(grouping.values(row), grouping.begin());
            hold.add(group.size());
            return group;
        }

        /** The groups; where nothing is grouped by there is always one. */
        Collection<Group> groups() {
            return groups.isEmpty() && grouping.own().isEmpty()
                    ? new ArrayList<>(List.of(begin(new Object[0])))
                    : groups.values();
        }
    }
}
