package org.kpirunner.engine.embedded.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * The order of values that are not NULL: numbers by value with NaN above all and -0 equal to 0, text by code point,
 * bytes unsigned, points in time by instant, arrays and rows element by element.
 */
public final class Ordering {
    private Ordering() {}

    public static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareText(a, b);
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        if (left instanceof Double || right instanceof Double) {
            return compareReal(Numbers.real(left), Numbers.real(right));
        }
        if (isNumber(left) && isNumber(right)) {
            return Numbers.decimal(left).compareTo(Numbers.decimal(right));
        }
        if (isDateTime(left) && isDateTime(right)) {
            return compareDateTime(left, right);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (left instanceof LocalTime a && right instanceof LocalTime b) {
            return a.compareTo(b);
        }
        if (left instanceof java.time.Duration a && right instanceof java.time.Duration b) {
            return a.compareTo(b);
        }
        if (left instanceof Period a && right instanceof Period b) {
            return Long.compare(a.toTotalMonths(), b.toTotalMonths());
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return compareItems(a, b);
        }
        if (left instanceof Object[] a && right instanceof Object[] b) {
            return compareItems(Arrays.asList(a), Arrays.asList(b));
        }
        throw new KpiException(
                Reason.TYPE_MISMATCH, "values of types that have no common order are compared; cast one of them");
    }

    /** By code point, so that what is outside the first plane sorts last, as in Trino and in Postgres' C collation. */
    public static int compareText(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean isHigh = Character.isSurrogate(a);
                return isHigh == Character.isSurrogate(b) ? a - b : isHigh ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }

    public static int compareReal(double left, double right) {
        return left < right ? -1 : left > right ? 1 : left == right ? 0 : compareWithNaN(left, right);
    }

    private static int compareWithNaN(double left, double right) {
        return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    private static boolean isDateTime(Object value) {
        return value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof Instant
                || value instanceof ZonedDateTime;
    }

    private static int compareDateTime(Object left, Object right) {
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return a.compareTo(b);
        }
        if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
            return a.compareTo(b);
        }
        return Moments.instant(left).compareTo(Moments.instant(right));
    }

    private static int compareItems(List<?> left, List<?> right) {
        int length = Math.min(left.size(), right.size());
        for (int i = 0; i < length; i++) {
            int order = compare(present(left.get(i)), present(right.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return left.size() - right.size();
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED, "arrays or rows that hold NULL are ordered, which is not supported");
        }
        return value;
    }

    /** Whether a value is greater, or with a negative sign less, than another; NaN never is. */
    public static boolean isMore(Object value, Object than, int sign) {
        if (value instanceof Double a && Double.isNaN(a)) {
            return false;
        }
        return (than instanceof Double b && Double.isNaN(b)) || compare(value, than) * sign > 0;
    }
}
