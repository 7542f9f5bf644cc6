package org.kpirunner.engine.embedded.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Arithmetic;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Expression.Constant;
import org.kpirunner.engine.embedded.value.Ordering;

/** The value that RANGE counts from: the one column that the window is ordered by. */
public record RangeKey(Expression value, RelDataType type, boolean isDescending) {
    /** The first row whose value is not before the bound; rows without a value have their peers only. */
    public int start(Partition partition, int index, int direction, Object offset) {
        Object own = value.eval(partition.row(index));
        if (own == null) {
            return partition.peerStart(index);
        }
        Object bound = shifted(own, offset, direction);
        int start = 0;
        while (start < partition.size() && isBefore(partition, start, bound)) {
            start++;
        }
        return start;
    }

    /** The row after the last whose value is not behind the bound. */
    public int end(Partition partition, int index, int direction, Object offset) {
        Object own = value.eval(partition.row(index));
        if (own == null) {
            return partition.peerEnd(index);
        }
        Object bound = shifted(own, offset, direction);
        int end = partition.size();
        while (end > 0 && isBehind(partition, end - 1, bound)) {
            end--;
        }
        return end;
    }

    private boolean isBefore(Partition partition, int index, Object bound) {
        Object other = value.eval(partition.row(index));
        return other == null ? isNullFirst(partition) : order(other, bound) < 0;
    }

    private boolean isBehind(Partition partition, int index, Object bound) {
        Object other = value.eval(partition.row(index));
        return other == null ? !isNullFirst(partition) : order(other, bound) > 0;
    }

    private boolean isNullFirst(Partition partition) {
        return value.eval(partition.row(0)) == null;
    }

    private int order(Object one, Object other) {
        return isDescending ? Ordering.compare(other, one) : Ordering.compare(one, other);
    }

    private Object shifted(Object own, Object offset, int direction) {
        boolean isPlus = (direction > 0) != isDescending;
        if (offset instanceof Duration || offset instanceof Period) {
            Object amount = isPlus ? offset : Arithmetic.negate(offset, SqlTypeName.INTERVAL_DAY);
            return moved(own, (TemporalAmount) amount);
        }
        @Nullable
        Object sum = Arithmetic.of(isPlus ? SqlKind.PLUS : SqlKind.MINUS, type, new Constant(own), new Constant(offset))
                .eval(new Object[0]);
        return java.util.Objects.requireNonNull(sum);
    }

    private static Object moved(Object own, TemporalAmount amount) {
        if (own instanceof Instant instant) {
            return instant.atZone(ZoneOffset.UTC).plus(amount).toInstant();
        }
        if (own instanceof LocalDate date && amount instanceof Duration) {
            return date.atStartOfDay().plus(amount);
        }
        return ((Temporal) own).plus(amount);
    }
}
