package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.engine.embedded.value.Texts;

/** Aggregates that keep a map or the order of their values. */
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

    /** APPROX_PERCENTILE, exactly: the value that so great a part of all values stands before. */
    public static final class Percentile implements Accumulator {
        private final Expression argument;
        private final Expression part;
        private final Memory.Hold hold;
        private final List<Object> values = new ArrayList<>();
        private double wanted;

        public Percentile(Arguments arguments) {
            this.argument = arguments.value(0);
            this.part = arguments.value(1);
            this.hold = arguments.hold();
        }

        @Override
        public void add(@Nullable Object[] row) {
            Object value = argument.eval(row);
            if (value == null) {
                return;
            }
            Object of = part.eval(row);
            wanted = of == null ? Double.NaN : Numbers.real(of);
            if (!(wanted >= 0 && wanted <= 1)) {
                throw Texts.invalid("approx_percentile takes a part from 0 to 1, such as 0.5");
            }
            hold.addValue(value);
            values.add(value);
        }

        @Override
        public @Nullable Object result() {
            if (values.isEmpty()) {
                return null;
            }
            values.sort(Ordering::compare);
            return values.get(Math.min(values.size() - 1, (int) (wanted * values.size())));
        }
    }
}
