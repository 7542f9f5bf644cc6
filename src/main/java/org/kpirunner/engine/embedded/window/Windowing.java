package org.kpirunner.engine.embedded.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Streams;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.engine.embedded.value.Keys;

/** Rows with the values of window functions behind their own; all rows are held until the last one is there. */
public final class Windowing extends Streams.OverOne {
    private final List<Call> calls;
    private final Work work;
    private final Memory.Hold hold;
    private @Nullable Iterator<@Nullable Object[]> results;

    /** A window function, what its rows are parted by, and their order. */
    public record Call(List<Expression> partition, Comparator<@Nullable Object[]> order, WindowFunction function) {}

    public Windowing(Rows input, List<Call> calls, Work work) {
        super(input);
        this.calls = calls;
        this.work = work;
        this.hold = work.memory().hold("the rows of a window function");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        Iterator<@Nullable Object[]> current = results;
        if (current == null) {
            current = compute().iterator();
            results = current;
        }
        return current.hasNext() ? current.next() : null;
    }

    private List<@Nullable Object[]> compute() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] row = nextInput(); row != null; row = nextInput()) {
            @Nullable Object[] wider = Arrays.copyOf(row, row.length + calls.size());
            hold.add(wider);
            rows.add(wider);
        }
        for (int i = 0; i < calls.size(); i++) {
            for (List<@Nullable Object[]> part : parts(rows, calls.get(i))) {
                work.cancellation().check();
                compute(part, calls.get(i), i);
            }
        }
        return rows;
    }

    private void compute(List<@Nullable Object[]> rows, Call call, int number) {
        rows.sort(call.order);
        @Nullable Object[] values = call.function.compute(new Partition(rows, call.order));
        for (int i = 0; i < values.length; i++) {
            @Nullable Object[] row = rows.get(i);
            row[row.length - calls.size() + number] = values[i];
        }
    }

    private static Iterable<List<@Nullable Object[]>> parts(List<@Nullable Object[]> rows, Call call) {
        Map<Object, List<@Nullable Object[]>> parts = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows) {
            Object key =
                    call.partition.stream().map(part -> Keys.of(part.eval(row))).toList();
            parts.computeIfAbsent(key, unknown -> new ArrayList<>()).add(row);
        }
        return parts.values();
    }

    @Override
    public void close() {
        hold.close();
        super.close();
    }
}
