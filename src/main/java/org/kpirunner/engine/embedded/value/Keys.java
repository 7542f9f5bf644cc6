package org.kpirunner.engine.embedded.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Values as keys of hash tables: equal by {@code equals} where SQL takes them for the same. */
public final class Keys {
    /** What stands for NULL in a key. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "NULL";
        }
    };

    private Keys() {}

    /** What makes a key of a row: the values of some columns, each normalised for its type. */
    public static Function<@Nullable Object[], Object> of(int[] columns, List<RelDataType> types) {
        List<UnaryOperator<Object>> forms = types.stream().map(Keys::form).toList();
        if (columns.length == 1) {
            int column = columns[0];
            UnaryOperator<Object> form = forms.get(0);
            return row -> of(row[column], form);
        }
        return row -> {
            @Nullable Object[] key = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                key[i] = of(row[columns[i]], forms.get(i));
            }
            return new Composite(key);
        };
    }

    /** A key of any value, by what it is. */
    public static Object of(@Nullable Object value) {
        return of(value, Keys::deep);
    }

    public static Object of(@Nullable Object value, UnaryOperator<Object> form) {
        return value == null ? NULL : form.apply(value);
    }

    /** How values of the type are made keys. */
    public static UnaryOperator<Object> form(RelDataType type) {
        return form(type, type);
    }

    /** How values of either type are made keys, so that what is equal across the two types is the same key. */
    public static UnaryOperator<Object> form(RelDataType left, RelDataType right) {
        SqlTypeName a = left.getSqlTypeName();
        SqlTypeName b = right.getSqlTypeName();
        if (Numbers.isApproximate(a) || Numbers.isApproximate(b)) {
            return value -> zeroWithoutSign(Numbers.real(value));
        }
        if (Numbers.isWhole(a) && Numbers.isWhole(b)) {
            return UnaryOperator.identity();
        }
        if (isNumeric(left) && isNumeric(right)) {
            return value -> Numbers.decimal(value).stripTrailingZeros();
        }
        if (isText(left) && isText(right)) {
            return UnaryOperator.identity();
        }
        if (a == SqlTypeName.UUID || b == SqlTypeName.UUID) {
            return value -> Uuids.canonical((String) value);
        }
        if (isDateTime(left) && a != b) {
            return Moments::instant;
        }
        return Keys::deep;
    }

    private static boolean isNumeric(RelDataType type) {
        return SqlTypeFamily.NUMERIC.contains(type);
    }

    private static boolean isText(RelDataType type) {
        return SqlTypeFamily.CHARACTER.contains(type);
    }

    private static boolean isDateTime(RelDataType type) {
        return SqlTypeFamily.DATE.contains(type) || SqlTypeFamily.TIMESTAMP.contains(type);
    }

    private static Double zeroWithoutSign(double number) {
        return number == 0 ? 0.0 : number;
    }

    public static Object deep(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            return zeroWithoutSign(number);
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> items) {
            return deep(items);
        }
        if (value instanceof Object[] fields) {
            return deep(Arrays.asList(fields));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
            map.forEach((key, item) -> entries.put(deep(key), item == null ? NULL : deep(item)));
            return entries;
        }
        return value;
    }

    private static List<Object> deep(List<?> items) {
        List<Object> keys = new ArrayList<>(items.size());
        for (Object item : items) {
            keys.add(item == null ? NULL : deep(item));
        }
        return keys;
    }

    /** A key of several values, whose hash is computed once. */
    private static final class Composite {
        private final @Nullable Object[] values;
        private final int hash;

        Composite(@Nullable Object[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Composite key && hash == key.hash && Arrays.equals(values, key.values);
        }
    }
}
