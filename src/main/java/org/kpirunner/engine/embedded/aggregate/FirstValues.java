package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** MAX(x, n), MIN(x, n), MAX_BY(x, y, n) and MIN_BY(x, y, n): the values of the n rows with the most or the least. */
public final class FirstValues implements Accumulator {
    private static final long MOST = 10_000;

    private record Ranked(Object key, @Nullable Object value) {}

    private final Expression value;
    private final Expression by;
    private final Expression limit;
    private final int sign;
    private final Memory.Hold hold;
    private final List<Ranked> first = new ArrayList<>();

    public FirstValues(Arguments arguments, int sign) {
        List<Expression> values = arguments.values();
        this.value = values.get(0);
        this.by = values.get(values.size() - 2);
        this.limit = values.get(values.size() - 1);
        this.sign = sign;
        this.hold = arguments.hold();
    }

    @Override
    public void add(@Nullable Object[] row) {
        Object key = by.eval(row);
        Object count = limit.eval(row);
        if (key == null || count == null) {
            return;
        }
        long most = checked((Long) count);
        if (first.size() >= most && !isBefore(key, first.get(first.size() - 1).key())) {
            return;
        }
        Object kept = value.eval(row);
        hold.addValue(kept);
        first.add(place(key), new Ranked(key, kept));
        if (first.size() > most) {
            first.remove(first.size() - 1);
        }
    }

    private static long checked(long count) {
        if (count < 1 || count > MOST) {
            throw new KpiException(
                    Reason.INVALID_VALUE,
                    "min and max take how many values to give, from 1 to " + MOST + ", not " + count);
        }
        return count;
    }

    private boolean isBefore(Object key, Object other) {
        return Ordering.isMore(key, other, sign);
    }

    /** Behind all that are not after it. */
    private int place(Object key) {
        int low = 0;
        int high = first.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (isBefore(key, first.get(middle).key())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public @Nullable Object result() {
        if (first.isEmpty()) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        first.forEach(ranked -> values.add(ranked.value()));
        return values;
    }
}
