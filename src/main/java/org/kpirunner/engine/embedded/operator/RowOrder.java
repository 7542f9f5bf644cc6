package org.kpirunner.engine.embedded.operator;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Comparison;

/** The order of rows by some of their columns; NULL is last unless the plan says first. */
public final class RowOrder {
    private RowOrder() {}

    public static Comparator<@Nullable Object[]> of(List<RelFieldCollation> collations, RelDataType rowType) {
        return collations.stream()
                .map(collation -> of(collation, rowType))
                .reduce(Comparator::thenComparing)
                .orElse(none());
    }

    /** The order that takes all rows for the same. */
    public static Comparator<@Nullable Object[]> none() {
        return (unused, unusedToo) -> 0;
    }

    private static Comparator<@Nullable Object[]> of(RelFieldCollation collation, RelDataType rowType) {
        int column = collation.getFieldIndex();
        Comparator<@Nullable Object> values = ofValues(
                rowType.getFieldList().get(column).getType(),
                collation.getDirection().isDescending(),
                collation.nullDirection == RelFieldCollation.NullDirection.FIRST);
        return (a, b) -> values.compare(a[column], b[column]);
    }

    public static Comparator<@Nullable Object> ofValues(RelDataType type, boolean isDescending, boolean isNullFirst) {
        ToIntBiFunction<Object, Object> order = Comparison.order(type, type);
        return (a, b) -> {
            if (a == null || b == null) {
                return a == b ? 0 : (a == null) == isNullFirst ? -1 : 1;
            }
            return isDescending ? order.applyAsInt(b, a) : order.applyAsInt(a, b);
        };
    }
}
