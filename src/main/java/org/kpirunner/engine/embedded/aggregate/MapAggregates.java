package org.kpirunner.engine.embedded.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Ordering;

/** Aggregates that answer a map. */
public final class MapAggregates {
    private MapAggregates() {}

    /** MAP_AGG: the second argument by the first; of keys that are alike the first one stays. */
    public static final class Pairs implements Accumulator {
        private final Expression key;
        private final Expression value;
        private final Memory.Hold hold;
        private final Map<Object, @Nullable Object> pairs = new LinkedHashMap<>();

        public Pairs(Arguments arguments) {
            this.key = arguments.value(0);
            this.value = arguments.value(1);
            this.hold = arguments.hold();
        }

        @Override
        public void add(@Nullable Object[] row) {
            Object name = key.eval(row);
            if (name != null && !pairs.containsKey(name)) {
                Object of = value.eval(row);
                hold.addValue(name);
                hold.addValue(of);
                pairs.put(name, of);
            }
        }

        @Override
        public @Nullable Object result() {
            return pairs.isEmpty() ? null : new LinkedHashMap<>(pairs);
        }
    }

    /** HISTOGRAM: how many there are of each value. */
    public static final class Histogram extends Accumulator.OfValues {
        private final Memory.Hold hold;
        private final Map<Object, Long> counts = new TreeMap<>(Ordering::compare);

        public Histogram(Arguments arguments) {
            super(arguments);
            this.hold = arguments.hold();
        }

        @Override
        protected void addValue(Object value) {
            if (counts.merge(value, 1L, Long::sum) == 1) {
                hold.addValue(value);
            }
        }

        @Override
        public @Nullable Object result() {
            return counts.isEmpty() ? null : new LinkedHashMap<Object, Object>(counts);
        }
    }
}
