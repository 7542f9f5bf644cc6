package org.kpirunner.engine.embedded.batch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.core.AggregateCall;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The aggregates of a whole, of the aggregates of its parts. */
final class Sums {
    private final List<AggregateCall> calls;
    private final List<@Nullable Object> values;

    Sums(List<AggregateCall> calls) {
        this.calls = calls;
        this.values = new ArrayList<>(Collections.nCopies(calls.size(), null));
    }

    /** Adds a part: a row that has its aggregates from a column on, each in a place of its own. */
    void add(@Nullable Object[] row, int from, List<Integer> places) {
        for (int i = 0; i < calls.size(); i++) {
            Object part = row[from + places.get(i)];
            if (part != null) {
                Object sum = values.get(i);
                values.set(i, sum == null ? part : together(name(calls.get(i)), sum, part));
            }
        }
    }

    private static String name(AggregateCall call) {
        return call.getAggregation().getName().toUpperCase(Locale.ROOT);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object together(String aggregate, Object one, Object other) {
        return switch (aggregate) {
            case "MIN" -> ((Comparable) one).compareTo(other) <= 0 ? one : other;
            case "MAX" -> ((Comparable) one).compareTo(other) >= 0 ? one : other;
            default ->
                one instanceof BigDecimal decimal ? decimal.add((BigDecimal) other) : sum((Long) one, (Long) other);
        };
    }

    private static long sum(long one, long other) {
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException e) {
            throw new KpiException(Reason.NUMERIC_OVERFLOW, "a sum is beyond the range of bigint", e);
        }
    }

    List<@Nullable Object> values() {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Object value = values.get(i);
            boolean isZero = value == null && List.of("COUNT", "$SUM0").contains(name(calls.get(i)));
            all.add(isZero ? zero(calls.get(i)) : value);
        }
        return all;
    }

    private static Object zero(AggregateCall call) {
        return switch (call.getType().getSqlTypeName()) {
            case DECIMAL -> BigDecimal.ZERO;
            default -> 0L;
        };
    }
}
