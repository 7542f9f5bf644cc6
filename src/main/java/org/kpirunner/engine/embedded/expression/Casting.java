package org.kpirunner.engine.embedded.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Parsing;
import org.kpirunner.engine.embedded.value.Rendering;
import org.kpirunner.engine.embedded.value.Uuids;
import org.kpirunner.engine.pushdown.Types;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * CAST, by Trino's rules: numbers round half away from zero and fail when they do not fit, text must be exactly a
 * literal of the type, and VARCHAR(n) cuts text but no other value.
 */
public final class Casting {
    private Casting() {}

    public static Expression of(Expression operand, RelDataType from, RelDataType to) {
        UnaryOperator<Object> cast = of(from, to);
        return row -> {
            Object value = operand.eval(row);
            return value == null ? null : cast.apply(value);
        };
    }

    /** How a value of one type becomes one of the other; NULL may come out of JSON's null. */
    public static UnaryOperator<Object> of(RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == SqlTypeName.VARIANT && to.getSqlTypeName() != SqlTypeName.VARIANT) {
            return value -> JsonCasting.fromJson((String) value, to);
        }
        return switch (to.getSqlTypeName()) {
            case BOOLEAN -> Casting::toBoolean;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> value -> toWhole(value, to.getSqlTypeName());
            case DECIMAL -> value -> toDecimal(value, to);
            case REAL -> value -> (double) (float) toReal(value);
            case FLOAT, DOUBLE -> Casting::toReal;
            case CHAR, VARCHAR -> toText(from, to);
            case DATE -> DateTimeCasting::toDate;
            case TIME -> value -> DateTimeCasting.toTime(value, to.getPrecision());
            case TIMESTAMP -> value -> DateTimeCasting.toTimestamp(value, to.getPrecision());
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                value -> DateTimeCasting.toPointInTime(value, to.getPrecision());
            case UUID -> Casting::toUuid;
            case VARIANT ->
                from.getSqlTypeName() == SqlTypeName.VARIANT
                        ? UnaryOperator.identity()
                        : value -> JsonCasting.toJson(value, from);
            case ARRAY, MULTISET -> toArray(from, to);
            case MAP -> toMap(from, to);
            case ROW -> toRow(from, to);
            default -> sameOnly(from, to);
        };
    }

    /** Whether values of both types are represented alike, so that none has to be changed to be of the other. */
    public static boolean isSameForm(RelDataType from, RelDataType to) {
        SqlTypeName a = from.getSqlTypeName();
        SqlTypeName b = to.getSqlTypeName();
        if (a == b) {
            return (from.getComponentType() == null && !from.isStruct()) || from.equals(to);
        }
        return a == SqlTypeName.NULL
                || (Numbers.isWhole(a) && Numbers.isWhole(b))
                || (Numbers.isApproximate(a) && Numbers.isApproximate(b))
                || (SqlTypeName.STRING_TYPES.contains(a) && a.getFamily() == b.getFamily());
    }

    private static Object toBoolean(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return Parsing.toBoolean(text);
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        return decimalOf(value, "boolean").signum() != 0;
    }

    private static Object toWhole(Object value, SqlTypeName type) {
        if (value instanceof Long number) {
            return Numbers.inRange(number, type);
        }
        if (value instanceof String text) {
            return Numbers.inRange(Parsing.toWhole(text), type);
        }
        return Numbers.inRange(Numbers.roundToWhole(decimalOf(value, "bigint")), type);
    }

    private static Object toDecimal(Object value, RelDataType to) {
        BigDecimal number = value instanceof String text ? Parsing.toDecimal(text) : decimalOf(value, "decimal");
        if (Types.isUnbounded(to)) {
            return number;
        }
        if (number.signum() == 0 || Numbers.digitsBeforeThePoint(number) <= to.getPrecision()) {
            BigDecimal rounded = number.setScale(Math.max(to.getScale(), 0), RoundingMode.HALF_UP);
            if (rounded.precision() <= to.getPrecision() || rounded.signum() == 0) {
                return rounded;
            }
        }
        throw Numbers.overflow("decimal(" + to.getPrecision() + ", " + to.getScale() + ")");
    }

    private static double toReal(Object value) {
        if (value instanceof String text) {
            return Parsing.toReal(text);
        }
        return value instanceof Double number
                ? number
                : decimalOf(value, "double").doubleValue();
    }

    private static BigDecimal decimalOf(Object value, String type) {
        if (value instanceof Long || value instanceof BigDecimal || value instanceof Double) {
            return Numbers.decimal(value);
        }
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        throw unsupported(Rendering.kind(value), type);
    }

    private static UnaryOperator<Object> toText(RelDataType from, RelDataType to) {
        int length = to.getPrecision() < 0 ? Integer.MAX_VALUE : to.getPrecision();
        return value -> {
            if (value instanceof String text) {
                return cut(text, length);
            }
            String text = Rendering.text(value, from);
            if (text.length() > length) {
                throw new KpiException(
                        Reason.INVALID_VALUE,
                        "a value of " + text.length() + " characters does not fit varchar(" + length + ")");
            }
            return text;
        };
    }

    private static String cut(String text, int length) {
        return text.length() <= length || text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static Object toUuid(Object value) {
        String text = (String) value;
        if (!Uuids.isUuid(text)) {
            throw Parsing.notA("uuid", text);
        }
        return Uuids.canonical(text);
    }

    private static UnaryOperator<Object> toArray(RelDataType from, RelDataType to) {
        RelDataType fromItem = from.getComponentType();
        RelDataType toItem = to.getComponentType();
        if (fromItem == null || toItem == null) {
            return sameOnly(from, to);
        }
        UnaryOperator<Object> cast = of(fromItem, toItem);
        return value -> {
            List<@Nullable Object> items = new ArrayList<>();
            ((List<?>) value).forEach(item -> items.add(item == null ? null : cast.apply(item)));
            return items;
        };
    }

    private static UnaryOperator<Object> toMap(RelDataType from, RelDataType to) {
        if (from.getKeyType() == null || to.getKeyType() == null) {
            return sameOnly(from, to);
        }
        UnaryOperator<Object> keys = of(from.getKeyType(), to.getKeyType());
        UnaryOperator<Object> values = of(valueType(from), valueType(to));
        return value -> {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((k, v) -> map.put(keys.apply(k), v == null ? null : values.apply(v)));
            return map;
        };
    }

    static RelDataType valueType(RelDataType map) {
        RelDataType type = map.getValueType();
        if (type == null) {
            throw new IllegalArgumentException(map + " has no value type");
        }
        return type;
    }

    private static UnaryOperator<Object> toRow(RelDataType from, RelDataType to) {
        if (!from.isStruct() || from.getFieldCount() != to.getFieldCount()) {
            return sameOnly(from, to);
        }
        List<UnaryOperator<Object>> casts = new ArrayList<>();
        List<RelDataTypeField> fields = from.getFieldList();
        for (int i = 0; i < fields.size(); i++) {
            casts.add(of(fields.get(i).getType(), to.getFieldList().get(i).getType()));
        }
        return value -> {
            @Nullable Object[] in = (Object[]) value;
            @Nullable Object[] out = new Object[in.length];
            for (int i = 0; i < in.length; i++) {
                Object field = in[i];
                out[i] = field == null ? null : casts.get(i).apply(field);
            }
            return out;
        };
    }

    private static UnaryOperator<Object> sameOnly(RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == to.getSqlTypeName()
                || from.getSqlTypeName() == SqlTypeName.NULL
                || to.getSqlTypeName() == SqlTypeName.ANY
                || from.getSqlTypeName().getFamily() == to.getSqlTypeName().getFamily()) {
            return UnaryOperator.identity();
        }
        throw unsupported(name(from), name(to));
    }

    private static String name(RelDataType type) {
        return type.getSqlTypeName().getName().toLowerCase(Locale.ROOT).replace("variant", "json");
    }

    private static KpiException unsupported(String from, String to) {
        return new KpiException(Reason.TYPE_MISMATCH, "a cast from " + from + " to " + to + " is not supported");
    }
}
