package org.kpirunner.engine.embedded.operator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;

/** The rows of an operator that is asked for them again and again: computed once, and kept. */
public final class Replay implements Operator {
    private final Operator operator;
    private final Memory.Hold hold;
    private @Nullable List<@Nullable Object[]> kept;

    public Replay(Operator operator, Memory memory) {
        this.operator = operator;
        this.hold = memory.hold("the rows that a sub-query is asked of");
    }

    @Override
    public Rows open() {
        List<@Nullable Object[]> rows = kept;
        if (rows == null) {
            rows = new ArrayList<>();
            try (Rows input = operator.open()) {
                for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
                    hold.add(row);
                    rows.add(row);
                }
            }
            kept = rows;
        }
        return Streams.of(rows);
    }
}
