package org.kpirunner.engine.pushdown.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.Comparison.Bound;

/** Compares fields whose values lie on steps: whole numbers, and dates to the millisecond or nanosecond. */
final class Steps {
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.TEN.pow(NANO_DIGITS);
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT);

    private Steps() {}

    static boolean has(Field field) {
        return switch (field.type()) {
            case LONG, INTEGER, SHORT, BYTE, UNSIGNED_LONG, DATE, DATE_NANOS -> true;
            default -> false;
        };
    }

    static Query anyOf(Field field, Collection<?> values) {
        if (isDate(field) && values.size() > Condition.MOST_CLAUSES) {
            throw new NotPushable("the index looks up at most " + Condition.MOST_CLAUSES + " dates at once");
        }
        List<JsonNode> terms = new ArrayList<>();
        List<Query> others = new ArrayList<>();
        for (Object value : values) {
            Bound point = new Bound(value, true);
            BigInteger step = first(field, point);
            if (!step.equals(last(field, point))
                    || step.compareTo(lowest(field)) < 0
                    || step.compareTo(highest(field)) > 0) {
                continue;
            }
            if (isDate(field)) {
                others.add(range(field, point, point));
            } else {
                terms.add(BigIntegerNode.valueOf(step));
            }
        }
        others.add(Query.terms(path(field), terms));
        return Query.or(others);
    }

    static Query range(Field field, @Nullable Bound lower, @Nullable Bound upper) {
        BigInteger from = lower == null ? lowest(field) : first(field, lower).max(lowest(field));
        BigInteger to = upper == null ? highest(field) : last(field, upper).min(highest(field));
        if (from.compareTo(to) > 0) {
            return Query.none();
        }
        ObjectNode range = Json.object();
        if (from.compareTo(lowest(field)) > 0) {
            range.set("gte", node(field, from));
        }
        if (to.compareTo(highest(field)) < 0) {
            // Not lte: for dates that rounds up within its millisecond, and wrongly so before 1970.
            range.set("lt", node(field, to.add(BigInteger.ONE)));
        }
        if (range.isEmpty()) {
            return Query.exists(path(field));
        }
        if (field.type() == FieldType.DATE) {
            range.put("format", "epoch_millis");
        } else if (field.type() == FieldType.DATE_NANOS) {
            range.put("format", "strict_date_optional_time_nanos");
        }
        return Query.leaf("range", Json.object(path(field), range));
    }

    /** The first step that is not below a bound. */
    private static BigInteger first(Field field, Bound bound) {
        BigDecimal value = onSteps(field, bound.value());
        BigInteger step = value.setScale(0, RoundingMode.CEILING).toBigInteger();
        boolean excluded = !bound.inclusive() && value.compareTo(new BigDecimal(step)) == 0;
        return excluded ? step.add(BigInteger.ONE) : step;
    }

    /** The last step that is not above a bound. */
    private static BigInteger last(Field field, Bound bound) {
        BigDecimal value = onSteps(field, bound.value());
        BigInteger step = value.setScale(0, RoundingMode.FLOOR).toBigInteger();
        boolean excluded = !bound.inclusive() && value.compareTo(new BigDecimal(step)) == 0;
        return excluded ? step.subtract(BigInteger.ONE) : step;
    }

    private static BigDecimal onSteps(Field field, Object value) {
        if (value instanceof LocalDateTime time) {
            Instant instant = time.toInstant(ZoneOffset.UTC);
            BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                    .multiply(NANOS_PER_SECOND)
                    .add(BigInteger.valueOf(instant.getNano()));
            return new BigDecimal(nanos, field.type() == FieldType.DATE ? NANO_DIGITS - MILLI_DIGITS : 0);
        }
        return (BigDecimal) value;
    }

    private static JsonNode node(Field field, BigInteger step) {
        if (field.type() != FieldType.DATE_NANOS) {
            return BigIntegerNode.valueOf(step);
        }
        BigInteger[] parts = step.divideAndRemainder(NANOS_PER_SECOND);
        return TextNode.valueOf(
                LocalDateTime.ofEpochSecond(parts[0].longValueExact(), parts[1].intValueExact(), ZoneOffset.UTC)
                        .format(NANOS));
    }

    private static BigInteger lowest(Field field) {
        return switch (field.type()) {
            case INTEGER -> BigInteger.valueOf(Integer.MIN_VALUE);
            case SHORT -> BigInteger.valueOf(Short.MIN_VALUE);
            case BYTE -> BigInteger.valueOf(Byte.MIN_VALUE);
            case UNSIGNED_LONG, DATE_NANOS -> BigInteger.ZERO;
            default -> LONGEST.negate().subtract(BigInteger.ONE);
        };
    }

    private static BigInteger highest(Field field) {
        return switch (field.type()) {
            case INTEGER -> BigInteger.valueOf(Integer.MAX_VALUE);
            case SHORT -> BigInteger.valueOf(Short.MAX_VALUE);
            case BYTE -> BigInteger.valueOf(Byte.MAX_VALUE);
            case UNSIGNED_LONG -> LONGEST.shiftLeft(1).add(BigInteger.ONE);
            default -> LONGEST;
        };
    }

    private static boolean isDate(Field field) {
        return field.type() == FieldType.DATE || field.type() == FieldType.DATE_NANOS;
    }

    private static String path(Field field) {
        if (!field.indexed()) {
            throw new NotPushable("\"" + field.path() + "\" is not indexed");
        }
        return field.path();
    }
}
