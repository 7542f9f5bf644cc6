package org.kpirunner.engine.embedded.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Numbers of SQL: how one kind reads as another, and the rules for the digits of a quotient. */
public final class Numbers {
    private static final int QUOTIENT_DIGITS = 16;
    private static final int DIGITS_OF_A_GROUP = 4;
    private static final int LARGEST_SCALE = 1000;
    private static final int DIGITS_OF_BIGINT = 19;

    private Numbers() {}

    public static boolean isWhole(SqlTypeName type) {
        return SqlTypeName.INT_TYPES.contains(type);
    }

    public static boolean isApproximate(SqlTypeName type) {
        return SqlTypeName.APPROX_TYPES.contains(type);
    }

    public static long whole(Object value) {
        return value instanceof Long number ? number : roundToWhole(decimal(value));
    }

    public static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        double number = (Double) value;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new KpiException(Reason.INVALID_VALUE, number + " is not a decimal");
        }
        return BigDecimal.valueOf(number);
    }

    public static double real(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof Long number ? (double) number : ((BigDecimal) value).doubleValue();
    }

    /** The number rounded half away from zero, as long as it fits 64 bits. */
    public static long roundToWhole(BigDecimal number) {
        if (digitsBeforeThePoint(number) <= DIGITS_OF_BIGINT) {
            BigInteger rounded = number.setScale(0, RoundingMode.HALF_UP).unscaledValue();
            if (rounded.bitLength() < Long.SIZE) {
                return rounded.longValue();
            }
        }
        throw overflow("bigint");
    }

    /** How many digits the number has before the decimal point; without writing them, as there may be millions. */
    public static long digitsBeforeThePoint(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** The same number if it fits the type. */
    public static long inRange(long number, SqlTypeName type) {
        int bits = bits(type);
        if (bits < 64) {
            long bound = 1L << (bits - 1);
            if (number < -bound || number >= bound) {
                throw overflow(nameOf(type));
            }
        }
        return number;
    }

    private static int bits(SqlTypeName type) {
        if (type == SqlTypeName.TINYINT) {
            return 8;
        }
        if (type == SqlTypeName.SMALLINT) {
            return 16;
        }
        return type == SqlTypeName.INTEGER ? 32 : 64;
    }

    private static String nameOf(SqlTypeName type) {
        return type.getName().toLowerCase(java.util.Locale.ROOT);
    }

    public static KpiException overflow(String type) {
        return new KpiException(
                Reason.NUMERIC_OVERFLOW, "a number does not fit " + type + "; cast the operands to a wider type");
    }

    public static KpiException divisionByZero() {
        return new KpiException(
                Reason.DIVISION_BY_ZERO, "division by zero; NULLIF(divisor, 0) gives NULL instead of failing");
    }

    /**
     * The quotient with the digits that Postgres gives it: at least 16 significant ones and never fewer decimals than
     * either operand has, rounded half away from zero.
     */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        int weight = weight(dividend) - weight(divisor);
        if (leadingGroup(dividend) <= leadingGroup(divisor)) {
            weight--;
        }
        int scale = QUOTIENT_DIGITS - weight * DIGITS_OF_A_GROUP;
        scale = Math.max(scale, Math.max(Math.max(dividend.scale(), divisor.scale()), 0));
        return dividend.divide(divisor, Math.min(scale, LARGEST_SCALE), RoundingMode.HALF_UP);
    }

    /** The power of 10,000 of the first group of four digits, as Postgres stores numbers. */
    private static int weight(BigDecimal number) {
        return number.signum() == 0 ? 0 : Math.floorDiv(number.precision() - number.scale() - 1, DIGITS_OF_A_GROUP);
    }

    private static int leadingGroup(BigDecimal number) {
        if (number.signum() == 0) {
            return 0;
        }
        return number.abs()
                .scaleByPowerOfTen(-DIGITS_OF_A_GROUP * weight(number))
                .setScale(0, RoundingMode.DOWN)
                .intValue();
    }
}
