package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.ANY;
import static org.apache.calcite.sql.type.SqlTypeFamily.ARRAY;
import static org.apache.calcite.sql.type.SqlTypeFamily.DATETIME;
import static org.apache.calcite.sql.type.SqlTypeFamily.DATETIME_INTERVAL;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.SAME_AS_FIRST;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Comparison;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.engine.embedded.value.Texts;

/** The functions that make arrays, or one of two. */
final class SetFunctions {
    private static final int LONGEST_SEQUENCE = 10_000;

    private static final SqlReturnTypeInference OF_BOTH =
            ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference ARRAY_OF_FIRST = ((SqlReturnTypeInference)
                    call -> Signatures.arrayOf(call.getTypeFactory(), call.getOperandType(0)))
            .andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference MAP_OF_BOTH = ((SqlReturnTypeInference) call -> call.getTypeFactory()
                    .createMapType(item(call.getOperandType(0)), nullable(call.getOperandType(1), call)))
            .andThen(SqlTypeTransforms.TO_NULLABLE);

    private static final SqlOperandTypeChecker NUMBERS_OR_TIMES = OperandTypes.or(
            Signatures.optional(2, INTEGER, INTEGER, INTEGER),
            Signatures.optional(2, DATETIME, DATETIME, DATETIME_INTERVAL));

    private SetFunctions() {}

    static List<Scalar> list() {
        return List.of(
                Scalar.of("ARRAY_UNION", OF_BOTH, Signatures.of(ARRAY, ARRAY), two((x, y) -> union(list(x), list(y)))),
                Scalar.of(
                        "ARRAY_INTERSECT",
                        OF_BOTH,
                        Signatures.of(ARRAY, ARRAY),
                        two((x, y) -> chosen(list(x), list(y), true))),
                Scalar.of(
                        "ARRAY_EXCEPT",
                        OF_BOTH,
                        Signatures.of(ARRAY, ARRAY),
                        two((x, y) -> chosen(list(x), list(y), false))),
                Scalar.of("ARRAY_REMOVE", SAME_AS_FIRST, Signatures.of(ARRAY, ANY), two(SetFunctions::without)),
                Scalar.of("SLICE", SAME_AS_FIRST, Signatures.of(ARRAY, INTEGER, INTEGER), all(SetFunctions::slice)),
                Scalar.of("SEQUENCE", ARRAY_OF_FIRST, NUMBERS_OR_TIMES, all(SetFunctions::sequence)),
                Scalar.of("MAP", MAP_OF_BOTH, Signatures.of(ARRAY, ARRAY), two((x, y) -> map(list(x), list(y)))));
    }

    private static RelDataType item(RelDataType array) {
        return Objects.requireNonNull(array.getComponentType());
    }

    private static RelDataType nullable(RelDataType array, SqlOperatorBinding call) {
        return call.getTypeFactory().createTypeWithNullability(item(array), true);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(Object value) {
        return (List<@Nullable Object>) value;
    }

    private static List<@Nullable Object> union(List<@Nullable Object> left, List<@Nullable Object> right) {
        Map<Object, @Nullable Object> firsts = new LinkedHashMap<>();
        left.forEach(item -> firsts.putIfAbsent(Keys.of(item), item));
        right.forEach(item -> firsts.putIfAbsent(Keys.of(item), item));
        return new ArrayList<>(firsts.values());
    }

    private static List<@Nullable Object> chosen(
            List<@Nullable Object> left, List<@Nullable Object> right, boolean isWanted) {
        Set<Object> others = right.stream().map(Keys::of).collect(Collectors.toSet());
        Map<Object, @Nullable Object> firsts = new LinkedHashMap<>();
        for (Object item : left) {
            if (others.contains(Keys.of(item)) == isWanted) {
                firsts.putIfAbsent(Keys.of(item), item);
            }
        }
        return new ArrayList<>(firsts.values());
    }

    private static List<@Nullable Object> without(Object array, Object unwanted) {
        List<@Nullable Object> rest = new ArrayList<>(list(array));
        rest.removeIf(item -> item != null && Boolean.TRUE.equals(Comparison.equal(item, unwanted)));
        return rest;
    }

    private static List<@Nullable Object> slice(Object[] x) {
        List<@Nullable Object> array = list(x[0]);
        long start = (Long) x[1];
        long length = (Long) x[2];
        if (start == 0 || length < 0) {
            throw Texts.invalid("slice takes a start other than 0, as the elements are counted from 1, and a length");
        }
        long from = start > 0 ? start - 1 : array.size() + start;
        return from < 0 || from >= array.size()
                ? List.of()
                : new ArrayList<>(array.subList((int) from, (int) Math.min(array.size(), from + length)));
    }

    private static Map<Object, @Nullable Object> map(List<@Nullable Object> keys, List<@Nullable Object> values) {
        if (keys.size() != values.size()) {
            throw Texts.invalid("map takes as many keys as values");
        }
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i);
            if (key == null || map.containsKey(key)) {
                throw Texts.invalid("the keys of a map must differ, and none may be NULL");
            }
            map.put(key, values.get(i));
        }
        return map;
    }

    /** From one number, date or time to another one, in steps; a step of its own is needed for times. */
    private static List<@Nullable Object> sequence(Object[] x) {
        int sign = Ordering.compare(x[1], x[0]);
        Object step = x.length > 2 ? x[2] : defaultStep(x[0], sign < 0 ? -1 : 1);
        if (direction(step) == 0 || (sign != 0 && direction(step) != Integer.signum(sign))) {
            throw Texts.invalid("a sequence's step must lead from its start to its end");
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item = x[0]; Ordering.compare(item, x[1]) * direction(step) <= 0; ) {
            if (items.size() == LONGEST_SEQUENCE) {
                throw Texts.invalid("a sequence has at most 10000 elements");
            }
            items.add(item);
            item = plus(x[0], step, items.size());
        }
        return items;
    }

    private static Object defaultStep(Object start, int sign) {
        if (start instanceof Long) {
            return (long) sign;
        }
        if (start instanceof LocalDate) {
            return Duration.ofDays(sign);
        }
        throw Texts.invalid("a sequence of times needs a step, such as INTERVAL '1' HOUR");
    }

    private static int direction(Object step) {
        if (step instanceof Long number) {
            return Long.signum(number);
        }
        if (step instanceof Period period) {
            return Long.signum(period.toTotalMonths());
        }
        return step instanceof Duration duration ? duration.compareTo(Duration.ZERO) : 0;
    }

    private static Object plus(Object start, Object step, int times) {
        if (start instanceof Long number && step instanceof Long each) {
            return Math.addExact(number, Math.multiplyExact(each, times));
        }
        if (start instanceof LocalDate date && step instanceof Duration duration) {
            if (!duration.equals(Duration.ofDays(duration.toDays()))) {
                throw Texts.invalid("a sequence of dates has steps of whole days");
            }
            return date.plusDays(duration.toDays() * times);
        }
        if (start instanceof Temporal time && step instanceof Period period) {
            return time.plus(period.multipliedBy(times));
        }
        if (start instanceof Temporal time && step instanceof Duration duration) {
            return time.plus(duration.multipliedBy(times));
        }
        throw Texts.invalid("a sequence is one of whole numbers, dates or timestamps, with a step that can be added");
    }
}
