package org.kpirunner.engine.embedded.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.value.Keys;

/** UNION, INTERSECT and EXCEPT of inputs that have the same columns. */
public final class SetOperation implements Rows {
    private static final long BYTES_OF_AN_ENTRY = 64;

    private final SqlKind kind;
    private final boolean isAll;
    private final Opened inputs;
    private final int inputCount;
    private final Memory.Hold hold;
    private final Function<@Nullable Object[], Object> key;
    private final Map<Object, long[]> counts = new HashMap<>();
    private int current;
    private boolean isPrepared;

    public SetOperation(SetOp operation, Opened inputs, Work work) {
        this.kind = operation.kind;
        this.isAll = operation.all;
        this.inputs = inputs;
        this.inputCount = operation.getInputs().size();
        this.hold = work.memory().hold("the rows of a " + kind.lowerName);
        List<RelDataType> types = operation.getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .toList();
        this.key = Keys.of(IntStream.range(0, types.size()).toArray(), types);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return kind == SqlKind.UNION ? nextOfUnion() : nextOfFirst();
    }

    private @Nullable Object @Nullable [] nextOfUnion() {
        while (current < inputCount) {
            @Nullable Object[] row = inputs.get(current).next();
            if (row == null) {
                current++;
            } else if (isAll || isNew(row)) {
                return row;
            }
        }
        return null;
    }

    private boolean isNew(@Nullable Object[] row) {
        return entry(row)[0]++ == 0;
    }

    private long[] entry(@Nullable Object[] row) {
        return counts.computeIfAbsent(key.apply(row), unknown -> {
            hold.add(Memory.sizeOf(row) + BYTES_OF_AN_ENTRY);
            return new long[2];
        });
    }

    /** INTERSECT and EXCEPT: what the other inputs have is counted first, then the first input streams past it. */
    private @Nullable Object @Nullable [] nextOfFirst() {
        if (!isPrepared) {
            isPrepared = true;
            count();
        }
        for (@Nullable Object[] row = inputs.get(0).next();
                row != null;
                row = inputs.get(0).next()) {
            if (kind == SqlKind.INTERSECT ? isInOthers(row) : isNotInOthers(row)) {
                return row;
            }
        }
        return null;
    }

    private void count() {
        for (int i = 1; i < inputCount; i++) {
            Map<Object, Long> own = new HashMap<>();
            for (@Nullable Object[] row = inputs.get(i).next();
                    row != null;
                    row = inputs.get(i).next()) {
                if (kind == SqlKind.INTERSECT) {
                    own.merge(key.apply(row), 1L, Long::sum);
                    hold.add(i == 1 ? Memory.sizeOf(row) + BYTES_OF_AN_ENTRY : 0);
                } else {
                    entry(row)[0]++;
                }
            }
            if (kind == SqlKind.INTERSECT) {
                intersect(own, i == 1);
            }
        }
    }

    private void intersect(Map<Object, Long> own, boolean isFirst) {
        if (isFirst) {
            own.forEach((found, count) -> counts.put(found, new long[] {count, 0}));
        } else {
            counts.keySet().retainAll(own.keySet());
            counts.forEach((found, count) -> count[0] = Math.min(count[0], own.getOrDefault(found, 0L)));
        }
    }

    private boolean isInOthers(@Nullable Object[] row) {
        long[] count = counts.get(key.apply(row));
        return count != null && count[1]++ < (isAll ? count[0] : 1);
    }

    /** With ALL each row of the others takes one away; otherwise a row comes once if the others do not have it. */
    private boolean isNotInOthers(@Nullable Object[] row) {
        long[] count = entry(row);
        if (isAll) {
            return count[0]-- <= 0;
        }
        return count[0] == 0 && count[1]++ == 0;
    }

    @Override
    public void close() {
        hold.close();
        inputs.close();
    }
}
