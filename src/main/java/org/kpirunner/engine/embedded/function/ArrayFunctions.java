package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.ANY;
import static org.apache.calcite.sql.type.SqlTypeFamily.ARRAY;
import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.calcite.sql.type.SqlTypeFamily.MAP;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.MAYBE_FLAG;
import static org.kpirunner.engine.embedded.function.Signatures.SAME_AS_FIRST;
import static org.kpirunner.engine.embedded.function.Signatures.optional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Comparison;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.engine.embedded.value.Rendering;
import org.kpirunner.engine.embedded.value.Texts;

/** The functions of arrays, maps and rows; positions count from 1. */
final class ArrayFunctions {
    private static final SqlReturnTypeInference ITEM = call -> {
        RelDataType type = call.getOperandType(0);
        RelDataType item = type.getComponentType() == null ? type.getValueType() : type.getComponentType();
        return call.getTypeFactory().createTypeWithNullability(Objects.requireNonNull(item), true);
    };
    private static final SqlReturnTypeInference KEYS = call -> Signatures.arrayOf(
            call.getTypeFactory(), Objects.requireNonNull(call.getOperandType(0).getKeyType()));
    private static final SqlReturnTypeInference VALUES = call -> Signatures.arrayOf(
            call.getTypeFactory(), Objects.requireNonNull(call.getOperandType(0).getValueType()));

    private static final SqlReturnTypeInference NOTHINGS = call ->
            Signatures.arrayOf(call.getTypeFactory(), call.getTypeFactory().createSqlType(SqlTypeName.NULL));

    private static final SqlOperandTypeChecker ARRAY_OR_MAP =
            OperandTypes.or(OperandTypes.family(ARRAY, INTEGER), OperandTypes.family(MAP, ANY));

    private ArrayFunctions() {}

    static List<Scalar> list() {
        return List.of(
                new Scalar(SqlStdOperatorTable.CONCAT, two(ArrayFunctions::concat)),
                new Scalar(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, (call, items) -> items(items)),
                Scalar.of(Forms.EMPTY_ARRAY, NOTHINGS, Signatures.of(), (call, none) -> items(none)),
                new Scalar(SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR, (call, items) -> entries(items)),
                new Scalar(SqlStdOperatorTable.ROW, (call, fields) -> fields(fields)),
                new Scalar(SqlStdOperatorTable.ITEM, ArrayFunctions::subscript),
                new Scalar(SqlStdOperatorTable.CARDINALITY, one(x ->
                        (long) collection(x).size())),
                Scalar.of("ELEMENT_AT", ITEM, ARRAY_OR_MAP, two(ArrayFunctions::elementAt)),
                Scalar.of("CONTAINS", MAYBE_FLAG, Signatures.of(ARRAY, ANY), two(ArrayFunctions::contains)),
                Scalar.of(
                        "ARRAY_JOIN", Signatures.TEXT, optional(2, ARRAY, CHARACTER, CHARACTER), ArrayFunctions::join),
                Scalar.of("ARRAY_DISTINCT", SAME_AS_FIRST, Signatures.of(ARRAY), one(x -> distinct(list(x)))),
                Scalar.of("ARRAY_SORT", SAME_AS_FIRST, Signatures.of(ARRAY), one(x -> sorted(list(x)))),
                Scalar.of("ARRAY_MAX", ITEM, Signatures.of(ARRAY), one(x -> extreme(list(x), 1))),
                Scalar.of("ARRAY_MIN", ITEM, Signatures.of(ARRAY), one(x -> extreme(list(x), -1))),
                Scalar.of("ARRAY_POSITION", Signatures.WHOLE, Signatures.of(ARRAY, ANY), two(ArrayFunctions::position)),
                Scalar.of(
                        "ARRAYS_OVERLAP",
                        MAYBE_FLAG,
                        Signatures.of(ARRAY, ARRAY),
                        two((x, y) -> overlap(list(x), list(y)))),
                Scalar.of(
                        "MAP_KEYS",
                        KEYS.andThen(SqlTypeTransforms.TO_NULLABLE),
                        Signatures.of(MAP),
                        one(ArrayFunctions::keys)),
                Scalar.of(
                        "MAP_VALUES",
                        VALUES.andThen(SqlTypeTransforms.TO_NULLABLE),
                        Signatures.of(MAP),
                        one(x -> new ArrayList<>(((Map<?, ?>) x).values()))),
                Scalar.of("REVERSE", SAME_AS_FIRST, Signatures.either(CHARACTER, ARRAY), one(ArrayFunctions::reverse)));
    }

    private static Object concat(Object left, Object right) {
        if (left instanceof String text) {
            return text + right;
        }
        if (left instanceof byte[] bytes) {
            byte[] joined = Arrays.copyOf(bytes, bytes.length + ((byte[]) right).length);
            System.arraycopy(right, 0, joined, bytes.length, ((byte[]) right).length);
            return joined;
        }
        List<@Nullable Object> items = new ArrayList<>(list(left));
        items.addAll(list(right));
        return items;
    }

    private static Expression items(List<Expression> operands) {
        return row -> {
            List<@Nullable Object> items = new ArrayList<>(operands.size());
            operands.forEach(operand -> items.add(operand.eval(row)));
            return items;
        };
    }

    private static Expression entries(List<Expression> operands) {
        return row -> {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < operands.size(); i += 2) {
                Object key = operands.get(i).eval(row);
                if (key == null) {
                    throw Texts.invalid("the key of a map is NULL");
                }
                map.put(key, operands.get(i + 1).eval(row));
            }
            return map;
        };
    }

    private static Expression fields(List<Expression> operands) {
        return row -> operands.stream().map(operand -> operand.eval(row)).toArray();
    }

    /** {@code array[1]} and {@code map['key']}: there must be such an element. */
    private static Expression subscript(RexCall call, List<Expression> operands) {
        return two((x, key) -> {
                    if (x instanceof Map<?, ?> map) {
                        if (!map.containsKey(key)) {
                            throw Texts.invalid("a map has no such key; element_at gives NULL instead of failing");
                        }
                        return map.get(key);
                    }
                    if (x instanceof Object[] fields) {
                        return fields[Math.toIntExact((Long) key) - 1];
                    }
                    long at = (Long) key;
                    if (at < 1 || at > list(x).size()) {
                        throw Texts.invalid("an array of " + list(x).size() + " elements has no element " + at
                                + "; element_at gives NULL instead of failing");
                    }
                    return list(x).get((int) at - 1);
                })
                .compile(call, operands);
    }

    private static @Nullable Object elementAt(Object x, Object key) {
        if (x instanceof Map<?, ?> map) {
            return map.get(key);
        }
        long at = (Long) key;
        int size = list(x).size();
        if (at == 0) {
            throw Texts.invalid("the elements of an array are counted from 1");
        }
        return Math.abs(at) > size ? null : list(x).get((int) (at > 0 ? at - 1 : size + at));
    }

    /** Whether one is equal; NULL if none is but one is NULL. */
    private static @Nullable Boolean contains(Object array, Object wanted) {
        Boolean found = false;
        for (Object item : list(array)) {
            Boolean isEqual = Comparison.equal(item, wanted);
            if (isEqual == null) {
                found = null;
            } else if (isEqual) {
                return true;
            }
        }
        return found;
    }

    private static Expression join(RexCall call, List<Expression> operands) {
        RelDataType item =
                Objects.requireNonNull(call.getOperands().get(0).getType().getComponentType());
        return all(x -> {
                    List<String> parts = new ArrayList<>();
                    for (Object each : list(x[0])) {
                        if (each != null) {
                            parts.add(Rendering.text(each, item));
                        } else if (x.length > 2) {
                            parts.add((String) x[2]);
                        }
                    }
                    return String.join((String) x[1], parts);
                })
                .compile(call, operands);
    }

    private static List<@Nullable Object> distinct(List<@Nullable Object> items) {
        Map<Object, @Nullable Object> firsts = new LinkedHashMap<>();
        for (Object item : items) {
            firsts.putIfAbsent(Keys.of(item), item);
        }
        return new ArrayList<>(firsts.values());
    }

    private static List<@Nullable Object> sorted(List<@Nullable Object> items) {
        List<@Nullable Object> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.nullsLast(Ordering::compare));
        return sorted;
    }

    /** The greatest or least; NULL if one is NULL or there is none. */
    private static @Nullable Object extreme(List<@Nullable Object> items, int sign) {
        Object extreme = null;
        for (Object item : items) {
            if (item == null) {
                return null;
            }
            if (extreme == null || Ordering.compare(item, extreme) * sign > 0) {
                extreme = item;
            }
        }
        return extreme;
    }

    private static Long position(Object array, Object wanted) {
        List<@Nullable Object> items = list(array);
        for (int i = 0; i < items.size(); i++) {
            if (Boolean.TRUE.equals(Comparison.equal(items.get(i), wanted))) {
                return i + 1L;
            }
        }
        return 0L;
    }

    private static @Nullable Boolean overlap(List<@Nullable Object> left, List<@Nullable Object> right) {
        boolean isOpen = left.contains(null) || right.contains(null);
        for (Object item : left) {
            if (item != null && Boolean.TRUE.equals(contains(right, item))) {
                return true;
            }
        }
        return (isOpen && !left.isEmpty() && !right.isEmpty()) ? null : false;
    }

    private static List<@Nullable Object> keys(Object map) {
        return new ArrayList<>(((Map<?, ?>) map).keySet());
    }

    private static Object reverse(Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        List<@Nullable Object> items = new ArrayList<>(list(value));
        java.util.Collections.reverse(items);
        return items;
    }

    private static Collection<?> collection(Object value) {
        return value instanceof Map<?, ?> map ? map.keySet() : list(value);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(Object value) {
        return (List<@Nullable Object>) value;
    }
}
