package org.kpirunner.engine.embedded.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.ToIntBiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.engine.embedded.value.Uuids;

/** Comparisons with SQL's three values: true, false, and NULL where an operand is NULL. */
public final class Comparison {
    /** Two expressions that are compared, and their types. */
    public record Operands(Expression left, RelDataType leftType, Expression right, RelDataType rightType) {}

    private Comparison() {}

    public static Expression of(SqlKind kind, Operands operands) {
        boolean isApproximate = isApproximate(operands.leftType) || isApproximate(operands.rightType);
        if (kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS) {
            return equality(kind == SqlKind.EQUALS, operands, isApproximate);
        }
        IntPredicate wanted = wanted(kind);
        ToIntBiFunction<Object, Object> order = order(operands.leftType, operands.rightType);
        Expression left = operands.left;
        Expression right = operands.right;
        return row -> {
            Object a = left.eval(row);
            if (a == null) {
                return null;
            }
            Object b = right.eval(row);
            if (b == null) {
                return null;
            }
            if (isApproximate && (isNaN(a) || isNaN(b))) {
                return false;
            }
            return wanted.test(order.applyAsInt(a, b));
        };
    }

    private static IntPredicate wanted(SqlKind kind) {
        if (kind == SqlKind.LESS_THAN) {
            return order -> order < 0;
        }
        if (kind == SqlKind.LESS_THAN_OR_EQUAL) {
            return order -> order <= 0;
        }
        if (kind == SqlKind.GREATER_THAN) {
            return order -> order > 0;
        }
        if (kind == SqlKind.GREATER_THAN_OR_EQUAL) {
            return order -> order >= 0;
        }
        throw new IllegalArgumentException(kind + " is no comparison");
    }

    private static Expression equality(boolean isWanted, Operands operands, boolean isApproximate) {
        Expression left = operands.left;
        Expression right = operands.right;
        if (isNested(operands.leftType)) {
            return row -> {
                Boolean isSame = equal(left.eval(row), right.eval(row));
                return isSame == null ? null : isSame == isWanted;
            };
        }
        ToIntBiFunction<Object, Object> order = isText(operands.leftType) && isText(operands.rightType)
                ? (a, b) -> a.equals(b) ? 0 : 1
                : order(operands.leftType, operands.rightType);
        return row -> {
            Object a = left.eval(row);
            if (a == null) {
                return null;
            }
            Object b = right.eval(row);
            if (b == null) {
                return null;
            }
            if (isApproximate && (isNaN(a) || isNaN(b))) {
                return !isWanted;
            }
            return order.applyAsInt(a, b) == 0 == isWanted;
        };
    }

    /** IS NOT DISTINCT FROM, or its opposite: two NULLs are the same, and so are two NaN. */
    public static Expression identity(boolean isWanted, Operands operands) {
        ToIntBiFunction<Object, Object> order = order(operands.leftType, operands.rightType);
        boolean isNested = isNested(operands.leftType);
        return row -> {
            Object a = operands.left.eval(row);
            Object b = operands.right.eval(row);
            if (a == null || b == null) {
                return (a == b) == isWanted;
            }
            return (isNested ? identical(a, b) : order.applyAsInt(a, b) == 0) == isWanted;
        };
    }

    /** How values of the two types are ordered. */
    public static ToIntBiFunction<Object, Object> order(RelDataType left, RelDataType right) {
        if (isText(left) && isText(right)) {
            return (a, b) -> Ordering.compareText((String) a, (String) b);
        }
        if (left.getSqlTypeName() == SqlTypeName.UUID || right.getSqlTypeName() == SqlTypeName.UUID) {
            return (a, b) -> Ordering.compareText(Uuids.canonical((String) a), Uuids.canonical((String) b));
        }
        return Ordering::compare;
    }

    /** Equality of any two values: false where a part differs, NULL where only NULL parts leave it open. */
    public static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return equalItems(a, b);
        }
        if (left instanceof Object[] a && right instanceof Object[] b) {
            return equalItems(Arrays.asList(a), Arrays.asList(b));
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalEntries(a, b);
        }
        return !isNaN(left) && !isNaN(right) && Ordering.compare(left, right) == 0;
    }

    private static @Nullable Boolean equalItems(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Boolean all = true;
        for (int i = 0; i < left.size(); i++) {
            Boolean each = equal(left.get(i), right.get(i));
            if (each == null) {
                all = null;
            } else if (!each) {
                return false;
            }
        }
        return all;
    }

    private static @Nullable Boolean equalEntries(Map<?, ?> left, Map<?, ?> right) {
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        List<Object> keys = new ArrayList<>(left.keySet());
        return equalItems(
                keys.stream().map(left::get).toList(),
                keys.stream().map(right::get).toList());
    }

    private static boolean identical(Object left, Object right) {
        return Objects.equals(Keys.of(left, Keys::deep), Keys.of(right, Keys::deep));
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && Double.isNaN(number);
    }

    private static boolean isApproximate(RelDataType type) {
        return Numbers.isApproximate(type.getSqlTypeName());
    }

    private static boolean isText(RelDataType type) {
        return SqlTypeFamily.CHARACTER.contains(type);
    }

    private static boolean isNested(RelDataType type) {
        return type.isStruct()
                || type.getComponentType() != null
                || type.getSqlTypeName() == SqlTypeName.MAP
                || type.getSqlTypeName() == SqlTypeName.ROW;
    }
}
