package org.kpirunner.engine.embedded.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.engine.embedded.value.Texts;

/** APPROX_PERCENTILE, exactly: the value that so great a part of all values stands before. */
public final class Percentile implements Accumulator {
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
