package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Operator;
import org.kpirunner.engine.embedded.operator.Rows;

/** How many rows each node of a plan gave, and how long it and those below it were at work for them. */
final class Measurements implements Measuring {
    private final IdentityHashMap<RelNode, Measured> all = new IdentityHashMap<>();

    /** What was measured of one node, however often it was started. */
    static final class Measured {
        private long rows;
        private long nanos;

        long rows() {
            return rows;
        }

        Duration time() {
            return Duration.ofNanos(nanos);
        }
    }

    Optional<Measured> of(RelNode node) {
        return Optional.ofNullable(all.get(node));
    }

    @Override
    public Operator of(RelNode node, Operator operator) {
        Measured measured = all.computeIfAbsent(node, added -> new Measured());
        return () -> {
            long begin = System.nanoTime();
            Rows rows = operator.open();
            measured.nanos += System.nanoTime() - begin;
            return new Watched(rows, measured);
        };
    }

    private record Watched(Rows rows, Measured measured) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            long begin = System.nanoTime();
            @Nullable Object[] row = rows.next();
            measured.nanos += System.nanoTime() - begin;
            measured.rows += row == null ? 0 : 1;
            return row;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
