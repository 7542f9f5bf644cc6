package org.kpirunner.engine.embedded.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Sums, differences, products, quotients and remainders: whole numbers within their type, decimals with all their
 * digits, and doubles as IEEE has them.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** The operator for a result of the type. */
    public static Expression of(SqlKind kind, RelDataType result, Expression left, Expression right) {
        BinaryOperator<Object> operator = operator(kind, result.getSqlTypeName());
        return row -> {
            Object a = left.eval(row);
            if (a == null) {
                return null;
            }
            Object b = right.eval(row);
            return b == null ? null : operator.apply(a, b);
        };
    }

    private static BinaryOperator<Object> operator(SqlKind kind, SqlTypeName type) {
        if (SqlTypeName.INTERVAL_TYPES.contains(type)) {
            return (a, b) -> onIntervals(kind, a, b);
        }
        if (Numbers.isWhole(type)) {
            return (a, b) -> Numbers.inRange(onWholes(kind, type, Numbers.whole(a), Numbers.whole(b)), type);
        }
        if (type == SqlTypeName.REAL) {
            return (a, b) -> (double) (float) onReals(kind, Numbers.real(a), Numbers.real(b));
        }
        if (Numbers.isApproximate(type)) {
            return (a, b) -> onReals(kind, Numbers.real(a), Numbers.real(b));
        }
        if (type == SqlTypeName.DECIMAL) {
            return (a, b) -> onDecimals(kind, Numbers.decimal(a), Numbers.decimal(b));
        }
        throw unknown(kind);
    }

    private static long onWholes(SqlKind kind, SqlTypeName type, long a, long b) {
        try {
            return switch (kind) {
                case PLUS -> Math.addExact(a, b);
                case MINUS -> Math.subtractExact(a, b);
                case TIMES -> Math.multiplyExact(a, b);
                case DIVIDE -> divide(a, b);
                case MOD -> a % notZero(b);
                default -> throw unknown(kind);
            };
        } catch (ArithmeticException e) {
            throw Numbers.overflow(type.getName().toLowerCase(Locale.ROOT));
        }
    }

    private static long divide(long a, long b) {
        return b == -1 ? Math.negateExact(a) : a / notZero(b);
    }

    private static long notZero(long divisor) {
        if (divisor == 0) {
            throw Numbers.divisionByZero();
        }
        return divisor;
    }

    private static double onReals(SqlKind kind, double a, double b) {
        return switch (kind) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / b;
            case MOD -> a % b;
            default -> throw unknown(kind);
        };
    }

    private static BigDecimal onDecimals(SqlKind kind, BigDecimal a, BigDecimal b) {
        return switch (kind) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> Numbers.divide(a, b);
            case MOD -> remainder(a, b);
            default -> throw unknown(kind);
        };
    }

    private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw Numbers.divisionByZero();
        }
        return a.remainder(b);
    }

    public static Object onIntervals(SqlKind kind, Object a, Object b) {
        if (a instanceof Duration x && b instanceof Duration y) {
            return kind == SqlKind.MINUS ? x.minus(y) : x.plus(y);
        }
        if (a instanceof Period x && b instanceof Period y) {
            return (kind == SqlKind.MINUS ? x.minus(y) : x.plus(y)).normalized();
        }
        Object interval = a instanceof Duration || a instanceof Period ? a : b;
        BigDecimal factor = Numbers.decimal(interval == a ? b : a);
        if (kind == SqlKind.DIVIDE) {
            factor = Numbers.divide(BigDecimal.ONE, factor);
        }
        return interval instanceof Duration duration
                ? Duration.ofMillis(times(duration.toMillis(), factor))
                : Period.ofMonths(Math.toIntExact(times(((Period) interval).toTotalMonths(), factor)));
    }

    private static long times(long amount, BigDecimal factor) {
        return factor.multiply(BigDecimal.valueOf(amount))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** The number with the opposite sign. */
    public static Object negate(Object value, SqlTypeName type) {
        if (value instanceof Long number) {
            if (number == Long.MIN_VALUE) {
                throw Numbers.overflow("bigint");
            }
            return Numbers.inRange(-number, type);
        }
        if (value instanceof BigDecimal number) {
            return number.negate();
        }
        if (value instanceof Duration duration) {
            return duration.negated();
        }
        return value instanceof Period period ? period.negated() : (Object) (-(Double) value);
    }

    private static KpiException unknown(SqlKind kind) {
        return new KpiException(Reason.NOT_SUPPORTED, kind.lowerName + " is not supported for these types");
    }
}
