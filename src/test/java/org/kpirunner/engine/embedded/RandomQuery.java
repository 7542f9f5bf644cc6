package org.kpirunner.engine.embedded;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes up queries over {@link RandomDocuments}, each with a naive computation of its answer. */
final class RandomQuery {
    private static final List<String> TEXTS = List.of("s", "k", "short", "plain", "folded", "object.k");
    private static final List<String> WHOLES = List.of("l", "i", "object.n");
    private static final List<String> DATES = List.of("ts", "custom", "ns");
    private static final List<String> KEYS =
            List.of("s", "k", "short", "folded", "l", "i", "b", "d", "f", "ts", "ip", "object.k");

    private static final Map<ChronoField, String> PARTS = new TreeMap<>(Map.of(
            ChronoField.YEAR,
            "YEAR",
            ChronoField.MONTH_OF_YEAR,
            "MONTH",
            ChronoField.DAY_OF_MONTH,
            "DAY",
            ChronoField.DAY_OF_WEEK,
            "DOW",
            ChronoField.HOUR_OF_DAY,
            "HOUR"));

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private final Random random;
    private final List<Map<String, @Nullable Object>> rows;

    RandomQuery(Random random, List<Map<String, @Nullable Object>> rows) {
        this.random = random;
        this.rows = rows;
    }

    /** A query and its rows, in any order. */
    record Query(String sql, List<List<@Nullable Object>> answer) {}

    /** A predicate and what it says of a row. */
    record Condition(String sql, Function<Map<String, @Nullable Object>, @Nullable Boolean> test) {
        boolean isTrue(Map<String, @Nullable Object> row) {
            return Boolean.TRUE.equals(test.apply(row));
        }
    }

    /** An expression and its value. */
    record Value(String sql, Function<Map<String, @Nullable Object>, @Nullable Object> of) {}

    Query documents() {
        List<String> columns = pick(
                List.of(
                        "s",
                        "k",
                        "short",
                        "plain",
                        "folded",
                        "l",
                        "i",
                        "d",
                        "f",
                        "b",
                        "ts",
                        "custom",
                        "ns",
                        "ip",
                        "object.k",
                        "object.n",
                        "roles"),
                random.nextInt(4));
        columns.add(0, "_id");
        Optional<Condition> where = where();
        List<List<@Nullable Object>> answer = new ArrayList<>();
        for (Map<String, @Nullable Object> row : matching(where)) {
            answer.add(columns.stream().map(row::get).collect(Collectors.toCollection(ArrayList::new)));
        }
        String list = columns.stream().map(RandomQuery::name).collect(Collectors.joining(", "));
        return new Query("SELECT " + list + " FROM t" + sql(where), answer);
    }

    Query groups() {
        List<Value> keys = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            keys.add(key());
        }
        List<Aggregate> aggregates = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            aggregates.add(aggregate());
        }
        if (!keys.isEmpty() && random.nextInt(6) == 0) {
            aggregates.clear();
        }
        Optional<Condition> where = where();
        Map<List<@Nullable Object>, List<Map<String, @Nullable Object>>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Map<String, @Nullable Object> row : matching(where)) {
            List<@Nullable Object> key = new ArrayList<>();
            keys.forEach(value -> key.add(value.of().apply(row)));
            groups.computeIfAbsent(key, added -> new ArrayList<>()).add(row);
        }
        List<List<@Nullable Object>> answer = new ArrayList<>();
        groups.forEach((key, group) -> {
            List<@Nullable Object> row = new ArrayList<>(key);
            aggregates.forEach(aggregate -> row.add(aggregate.over().apply(group)));
            answer.add(row);
        });
        List<String> outputs = new ArrayList<>();
        keys.forEach(key -> outputs.add(key.sql()));
        aggregates.forEach(aggregate -> outputs.add(aggregate.sql()));
        String groupBy = keys.isEmpty()
                ? ""
                : " GROUP BY " + keys.stream().map(Value::sql).collect(Collectors.joining(", "));
        return new Query("SELECT " + String.join(", ", outputs) + " FROM t" + sql(where) + groupBy, answer);
    }

    private static String name(String column) {
        return column.contains(".") ? "t." + column : "\"" + column + "\"";
    }

    private static String sql(Optional<Condition> where) {
        return where.map(condition -> " WHERE " + condition.sql()).orElse("");
    }

    private List<Map<String, @Nullable Object>> matching(Optional<Condition> where) {
        return rows.stream()
                .filter(row -> where.isEmpty() || where.get().isTrue(row))
                .toList();
    }

    private <T> List<T> pick(List<T> from, int count) {
        List<T> picked = new ArrayList<>(from);
        while (picked.size() > count) {
            picked.remove(random.nextInt(picked.size()));
        }
        return picked;
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Optional<Condition> where() {
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(condition(2));
    }

    Condition condition(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(8);
        return switch (kind) {
            case 0, 1, 2, 3 -> leaf();
            case 4 -> and(condition(depth - 1), condition(depth - 1));
            case 5 -> or(condition(depth - 1), condition(depth - 1));
            case 6 -> not(condition(depth - 1));
            default -> known(condition(depth - 1));
        };
    }

    private static Condition and(Condition one, Condition other) {
        return new Condition("(" + one.sql() + " AND " + other.sql() + ")", row -> {
            Boolean left = one.test().apply(row);
            Boolean right = other.test().apply(row);
            boolean isFalse = Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right);
            return isFalse ? Boolean.FALSE : (left == null || right == null) ? null : Boolean.TRUE;
        });
    }

    private static Condition or(Condition one, Condition other) {
        Condition both = not(and(not(one), not(other)));
        return new Condition("(" + one.sql() + " OR " + other.sql() + ")", both.test());
    }

    private static Condition not(Condition condition) {
        return new Condition("NOT (" + condition.sql() + ")", row -> {
            Boolean value = condition.test().apply(row);
            return value == null ? null : !value;
        });
    }

    private Condition known(Condition condition) {
        String form = one(List.of("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE"));
        return new Condition("((" + condition.sql() + ") " + form + ")", row -> {
            Boolean value = condition.test().apply(row);
            return form.contains("NOT") != Objects.equals(value, form.endsWith("TRUE"));
        });
    }

    private Condition leaf() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> text(one(TEXTS));
            case 2 -> like(one(TEXTS));
            case 3 -> whole(one(WHOLES));
            case 4 -> real();
            case 5 -> date(one(DATES));
            case 6 -> flag();
            default ->
                isNull(one(List.of("s", "k", "short", "plain", "folded", "l", "d", "b", "ts", "ip", "object.k")));
        };
    }

    private static Condition over(String column, String operation, Predicate<Object> test) {
        return new Condition(name(column) + " " + operation, row -> {
            Object value = row.get(column);
            return value == null ? null : test.test(value);
        });
    }

    private Condition isNull(String column) {
        boolean negated = random.nextBoolean();
        return new Condition(
                name(column) + (negated ? " IS NOT NULL" : " IS NULL"), row -> (row.get(column) == null) != negated);
    }

    private String someText(String column) {
        Object value = one(rows).get(column);
        return value instanceof String text && random.nextInt(4) > 0
                ? text
                : one(List.of("", "a", "zz", "Ä", "CREATE"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Condition text(String column) {
        if (random.nextInt(3) == 0) {
            List<String> texts = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> someText(column))
                    .toList();
            boolean negated = random.nextBoolean();
            String list = texts.stream().map(RandomQuery::quoted).collect(Collectors.joining(", "));
            return over(
                    column,
                    (negated ? "NOT IN (" : "IN (") + list + ")",
                    value -> texts.contains((String) value) != negated);
        }
        String text = someText(column);
        return compared(column, quoted(text), value -> compare((String) value, text));
    }

    /** In the order of bytes in UTF-8. */
    static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private Condition compared(String column, String literal, Function<Object, Integer> order) {
        String operator = one(List.of("=", "<>", "<", "<=", ">", ">=", "=", "<>"));
        return over(column, operator + " " + literal, value -> holds(operator, order.apply(value)));
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private Condition like(String column) {
        String whole = someText(column);
        String text = whole.length() > 20 ? whole.substring(0, 8) + whole.substring(whole.length() - 4) : whole;
        boolean escapes = random.nextBoolean();
        StringBuilder pattern = new StringBuilder();
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(point -> {
            String letter = Character.toString(point);
            int what = random.nextInt(6);
            if (what == 0) {
                pattern.append('%');
                regex.append(".*");
            } else if (what == 1) {
                pattern.append('_');
                regex.append('.');
            } else if (!"%_!".contains(letter)) {
                pattern.append(letter);
                regex.append(Pattern.quote(letter));
            } else if (escapes) {
                pattern.append('!').append(letter);
                regex.append(Pattern.quote(letter));
            } else {
                pattern.append(letter);
                regex.append(letter.equals("%") ? ".*" : letter.equals("_") ? "." : "!");
            }
        });
        if (random.nextInt(3) == 0) {
            pattern.append('%');
            regex.append(".*");
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
        return over(
                column,
                "LIKE " + quoted(pattern.toString()) + (escapes ? " ESCAPE '!'" : ""),
                value -> compiled.matcher((String) value).matches());
    }

    private Condition whole(String column) {
        Object some = one(rows).get(column);
        BigDecimal number =
                some instanceof Long known ? BigDecimal.valueOf(known) : BigDecimal.valueOf(random.nextInt(20));
        if (random.nextInt(4) == 0) {
            number = number.add(new BigDecimal(one(List.of("0.5", "0.0", "-0.25", "99999999999"))));
        }
        if (random.nextInt(4) == 0) {
            BigDecimal from = number;
            BigDecimal to = number.add(BigDecimal.valueOf(random.nextInt(10)));
            return over(
                    column,
                    "BETWEEN " + from.toPlainString() + " AND " + to.toPlainString(),
                    value -> order(value, from) >= 0 && order(value, to) <= 0);
        }
        BigDecimal literal = number;
        return compared(column, literal.toPlainString(), value -> order(value, literal));
    }

    private static int order(Object value, BigDecimal literal) {
        return BigDecimal.valueOf((Long) value).compareTo(literal);
    }

    private Condition real() {
        Object some = one(rows).get("d");
        double number = some instanceof Double known ? known : random.nextInt(5) - 2.0;
        return compared(
                "d", new BigDecimal(number) + "E0", value -> Double.compare((Double) value + 0.0, number + 0.0));
    }

    private Condition flag() {
        Condition flag = new Condition("b", row -> (Boolean) row.get("b"));
        boolean literal = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 -> flag;
            case 1 -> not(flag);
            case 2 -> over("b", "= " + literal, value -> value.equals(literal));
            default -> over("b", "<> " + literal, value -> !value.equals(literal));
        };
    }

    private LocalDateTime someTime(String column) {
        Object some = one(rows).get(column);
        LocalDateTime time = some instanceof LocalDateTime known ? known : LocalDateTime.of(1971, 3, 4, 5, 6, 7);
        return switch (random.nextInt(4)) {
            case 0 -> time.toLocalDate().atStartOfDay();
            case 1 -> time.plusNanos(400_000);
            default -> time;
        };
    }

    private static String literal(LocalDateTime time) {
        return "TIMESTAMP '" + time.format(TIMESTAMP).replaceAll("(\\.0{9}|0+)$", "") + "'";
    }

    private Condition date(String column) {
        LocalDateTime time = someTime(column);
        return switch (random.nextInt(5)) {
            case 4 -> {
                String operator = one(List.of("=", "<>", "<", "<=", ">", ">="));
                int year = time.getYear() + random.nextInt(2);
                yield new Condition("EXTRACT(YEAR FROM " + name(column) + ") " + operator + " " + year, row -> {
                    LocalDateTime value = (LocalDateTime) row.get(column);
                    return value == null ? null : holds(operator, Integer.compare(value.getYear(), year));
                });
            }
            case 0 -> {
                LocalDate day = time.toLocalDate();
                String operator = one(List.of("=", "<", ">=", "<>"));
                yield new Condition("CAST(" + name(column) + " AS DATE) " + operator + " DATE '" + day + "'", row -> {
                    LocalDateTime value = (LocalDateTime) row.get(column);
                    return value == null
                            ? null
                            : holds(operator, value.toLocalDate().compareTo(day));
                });
            }
            case 1 -> {
                String unit = one(List.of("year", "quarter", "month", "week", "day", "hour"));
                LocalDateTime literal = random.nextBoolean() ? floor(unit, time) : time;
                String operator = one(List.of("=", "<", "<=", ">", ">="));
                yield new Condition(
                        "date_trunc('" + unit + "', " + name(column) + ") " + operator + " " + literal(literal),
                        row -> {
                            LocalDateTime value = (LocalDateTime) row.get(column);
                            return value == null
                                    ? null
                                    : holds(operator, floor(unit, value).compareTo(literal));
                        });
            }
            default -> compared(column, literal(time), value -> ((LocalDateTime) value).compareTo(time));
        };
    }

    static LocalDateTime floor(String unit, LocalDateTime time) {
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case "year" -> day.withDayOfYear(1);
            case "quarter" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case "month" -> day.withDayOfMonth(1);
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "day" -> day;
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
            case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
            default -> time.truncatedTo(ChronoUnit.SECONDS);
        };
    }

    private Value key() {
        if (random.nextInt(4) == 0) {
            String unit = one(List.of("year", "quarter", "month", "week", "day", "hour"));
            String column = one(DATES);
            return new Value("date_trunc('" + unit + "', " + name(column) + ")", row -> {
                LocalDateTime value = (LocalDateTime) row.get(column);
                return value == null ? null : floor(unit, value);
            });
        }
        if (random.nextInt(4) == 0) {
            ChronoField part = one(List.copyOf(PARTS.keySet()));
            String column = one(DATES);
            return new Value("EXTRACT(" + PARTS.get(part) + " FROM " + name(column) + ")", row -> {
                LocalDateTime value = (LocalDateTime) row.get(column);
                return value == null ? null : value.getLong(part);
            });
        }
        if (random.nextInt(8) == 0) {
            return new Value("CAST(ts AS DATE)", row -> {
                LocalDateTime value = (LocalDateTime) row.get("ts");
                return value == null ? null : value.toLocalDate();
            });
        }
        String column = one(KEYS);
        return new Value(name(column), row -> normal(row.get(column)));
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof Double real ? (Object) (real + 0.0) : value;
    }

    /** An aggregate and its value over rows. */
    record Aggregate(String sql, Function<List<Map<String, @Nullable Object>>, @Nullable Object> over) {}

    private Aggregate aggregate() {
        Aggregate plain = plainAggregate();
        if (random.nextInt(3) > 0) {
            return plain;
        }
        Condition filter = condition(1);
        return new Aggregate(
                plain.sql() + " FILTER (WHERE " + filter.sql() + ")",
                group ->
                        plain.over().apply(group.stream().filter(filter::isTrue).toList()));
    }

    private Aggregate plainAggregate() {
        switch (random.nextInt(9)) {
            case 0 -> {
                return new Aggregate("COUNT(*)", group -> (long) group.size());
            }
            case 1 -> {
                String column = one(List.of("s", "k", "short", "plain", "l", "d", "b", "ts", "folded", "object.n"));
                return new Aggregate("COUNT(" + name(column) + ")", group ->
                        (long) values(group, column).size());
            }
            case 2, 3 -> {
                String column = one(List.of("s", "k", "short", "l", "i", "b", "ts", "ip", "object.k"));
                return new Aggregate("COUNT(DISTINCT " + name(column) + ")", group ->
                        (long) new HashSet<>(values(group, column)).size());
            }
            case 4 -> {
                String column = one(List.of("l", "i", "d", "f", "object.n"));
                return new Aggregate("SUM(" + name(column) + ")", group -> sum(values(group, column)));
            }
            case 5 -> {
                String column = one(List.of("l", "i", "d", "object.n"));
                return new Aggregate("AVG(" + name(column) + ")", group -> average(values(group, column)));
            }
            case 6, 7 -> {
                String column = one(List.of("l", "i", "d", "f", "s", "k", "short", "ts", "ns", "custom", "object.k"));
                boolean largest = random.nextBoolean();
                return new Aggregate(
                        (largest ? "MAX(" : "MIN(") + name(column) + ")",
                        group -> values(group, column).stream()
                                .map(RandomQuery::normal)
                                .reduce((one, other) -> (order(one, other) > 0) == largest ? one : other)
                                .orElse(null));
            }
            default -> {
                Condition condition = condition(1);
                String column = one(List.of("k", "i"));
                return random.nextBoolean()
                        ? new Aggregate(
                                "SUM(CASE WHEN " + condition.sql() + " THEN 1 ELSE 0 END)",
                                group -> group.isEmpty()
                                        ? null
                                        : group.stream()
                                                .filter(condition::isTrue)
                                                .count())
                        : new Aggregate(
                                "COUNT(DISTINCT CASE WHEN " + condition.sql() + " THEN " + column + " ELSE NULL END)",
                                group -> (long) new HashSet<>(values(
                                                group.stream()
                                                        .filter(condition::isTrue)
                                                        .toList(),
                                                column))
                                        .size());
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int order(Object one, Object other) {
        return one instanceof String text ? compare(text, (String) other) : ((Comparable) one).compareTo(other);
    }

    private static List<Object> values(List<Map<String, @Nullable Object>> group, String column) {
        List<Object> values = new ArrayList<>();
        for (Map<String, @Nullable Object> row : group) {
            Object value = row.get(column);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object sum(List<Object> values) {
        if (values.isEmpty()) {
            return null;
        }
        if (values.get(0) instanceof Long) {
            return values.stream()
                    .map(value -> BigDecimal.valueOf((Long) value))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return values.stream().mapToDouble(value -> (Double) value).sum();
    }

    private static @Nullable Object average(List<Object> values) {
        return values.isEmpty()
                ? null
                : values.stream()
                        .map(value -> new BigDecimal(value.toString()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(values.size()), 40, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }
}
