package org.kpirunner.engine.embedded.execution;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries by chance, over the tables {@code a} and {@code b}, in words that Postgres and we both understand. */
public final class RandomQueries {
    /** What an expression is. */
    private enum Type {
        WHOLE,
        DECIMAL,
        REAL,
        TEXT,
        FLAG,
        DAY,
        MOMENT
    }

    static final String COLUMNS = "id bigint, n bigint, i integer, m decimal(12,3), d double, s varchar, w varchar,"
            + " b boolean, day date, ts timestamp(6)";

    private static final int DEEPEST = 3;
    private static final String TEXT_MARK = "~";

    private final Random random;

    public RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    /** A query as we read it. */
    public static String ours(String query) {
        return query.replace(TEXT_MARK, "");
    }

    /** The same as Postgres reads it where texts are to be ordered by code point, as the columns are. */
    public static String forPostgres(String query) {
        return query.replaceAll(TEXT_MARK + "('[^']*')" + TEXT_MARK, "($1 COLLATE \"C\")");
    }

    public String query() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> projection();
            case 2, 3 -> join();
            case 4, 5 -> aggregation();
            case 6 -> window();
            case 7 -> setOperation();
            default -> subQuery();
        };
    }

    private String projection() {
        String list =
                IntStream.range(0, 4).mapToObj(i -> expression(type(), "a", 0)).collect(Collectors.joining(", "));
        return "SELECT a.id, " + list + " FROM a" + where("a");
    }

    private String where(String table) {
        return random.nextInt(3) == 0 ? "" : " WHERE " + flag(table, 1);
    }

    private String join() {
        String kind = pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT JOIN", "JOIN");
        Type type = pick(Type.WHOLE, Type.TEXT, Type.DECIMAL, Type.DAY, Type.WHOLE);
        String condition = column(type, "a") + " = " + column(type, "b");
        if (random.nextInt(4) == 0) {
            condition += " AND " + column(Type.FLAG, "a") + " = " + column(Type.FLAG, "b");
        }
        if (!kind.equals("FULL JOIN") && random.nextInt(3) == 0) {
            condition += " AND " + compared("a", "b");
        }
        if (!kind.equals("FULL JOIN") && random.nextInt(6) == 0) {
            condition = compared("a", "b");
        }
        return "SELECT a.id, b.id, " + expression(type(), pick("a", "b"), 1) + " FROM a " + kind + " b ON " + condition
                + (random.nextBoolean() ? "" : " WHERE " + flag(pick("a", "b"), 2));
    }

    private String compared(String left, String right) {
        Type type = type();
        return column(type, left) + " " + pick("<", "<=", "<>", ">") + " " + column(type, right);
    }

    private String aggregation() {
        int keys = random.nextInt(3);
        List<String> keyList = IntStream.range(0, keys)
                .mapToObj(i -> expression(pick(Type.FLAG, Type.TEXT, Type.WHOLE, Type.DAY, Type.DECIMAL), "a", 2))
                .distinct()
                .filter(key -> key.contains("a."))
                .toList();
        String aggregates = IntStream.range(0, 3).mapToObj(i -> aggregate("a")).collect(Collectors.joining(", "));
        String group = keyList.isEmpty() ? "" : " GROUP BY " + grouping(keyList);
        String having = random.nextInt(4) == 0 ? " HAVING count(*) > 1" : "";
        return "SELECT " + keyList.stream().map(key -> key + ", ").collect(Collectors.joining()) + aggregates
                + " FROM a" + where("a") + group + having;
    }

    private String grouping(List<String> keys) {
        String list = String.join(", ", keys);
        return switch (random.nextInt(5)) {
            case 0 -> "ROLLUP(" + list + ")";
            case 1 -> "CUBE(" + list + ")";
            case 2 -> "GROUPING SETS ((" + list + "), ())";
            default -> list;
        };
    }

    private String aggregate(String table) {
        String aggregate = switch (random.nextInt(11)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + expression(type(), table, 2) + ")";
            case 2 -> "count(DISTINCT " + expression(type(), table, 2) + ")";
            case 3 -> "sum(" + number(table, 2) + ")";
            case 4 -> "avg(" + number(table, 2) + ")";
            case 5 -> "min(" + expression(ordered(), table, 2) + ")";
            case 6 -> "max(" + expression(ordered(), table, 2) + ")";
            case 7 -> "bool_and(" + flag(table, 2) + ")";
            case 8 -> "bool_or(" + flag(table, 2) + ")";
            case 9 -> "stddev_samp(" + column(Type.WHOLE, table) + ")";
            default -> "sum(DISTINCT " + column(pick(Type.WHOLE, Type.DECIMAL), table) + ")";
        };
        return random.nextInt(4) == 0 ? aggregate + " FILTER (WHERE " + flag(table, 2) + ")" : aggregate;
    }

    private String window() {
        String partition = random.nextBoolean() ? "PARTITION BY " + column(Type.FLAG, "a") + " " : "";
        String order = "ORDER BY " + column(pick(Type.WHOLE, Type.DAY, Type.TEXT), "a")
                + pick("", " DESC NULLS LAST", " NULLS FIRST") + ", a.id";
        String frame = pick(
                "",
                " ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
                " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
        String ranked = pick(
                "row_number()",
                "rank()",
                "dense_rank()",
                "ntile(3)",
                "percent_rank()",
                "cume_dist()",
                "lag(" + column(Type.TEXT, "a") + ")",
                "lead(" + column(Type.WHOLE, "a") + ", 2)");
        String framed = pick(
                "sum(" + column(Type.WHOLE, "a") + ")",
                "avg(" + column(Type.DECIMAL, "a") + ")",
                "count(" + column(Type.TEXT, "a") + ")",
                "min(" + column(Type.DAY, "a") + ")",
                "max(" + column(Type.TEXT, "a") + ")",
                "first_value(" + column(Type.TEXT, "a") + ")",
                "last_value(" + column(Type.WHOLE, "a") + ")",
                "nth_value(" + column(Type.WHOLE, "a") + ", 2)");
        return "SELECT a.id, " + ranked + " OVER (" + partition + order + "), " + framed + " OVER (" + partition + order
                + frame + ") FROM a" + where("a");
    }

    private String setOperation() {
        Type type = type();
        String operation = pick("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
        return "SELECT " + expression(type, "a", 2) + " FROM a" + where("a") + " " + operation + " SELECT "
                + expression(type, "b", 2) + " FROM b" + where("b");
    }

    private String subQuery() {
        Type type = pick(Type.WHOLE, Type.TEXT, Type.DAY);
        String correlated = column(type, "b") + " = " + column(type, "a");
        return switch (random.nextInt(5)) {
            case 0 ->
                "SELECT a.id FROM a WHERE " + column(type, "a") + pick(" IN", " NOT IN") + " (SELECT "
                        + column(type, "b") + " FROM b" + where("b") + ")";
            case 1 ->
                "SELECT a.id FROM a WHERE " + pick("", "NOT ") + "EXISTS (SELECT 1 FROM b WHERE " + correlated + " AND "
                        + flag("b", 2) + ")";
            case 2 ->
                "SELECT a.id, (SELECT " + pick("count(*)", "max(b.n)", "sum(b.m)") + " FROM b WHERE " + correlated
                        + ") FROM a";
            case 3 ->
                "SELECT a.id FROM a WHERE a.n " + pick("<", ">=", "=", "<>") + pick(" ALL", " ANY")
                        + " (SELECT b.n FROM b" + where("b") + ")";
            default ->
                "SELECT a.id, l.c FROM a, LATERAL (SELECT count(*) AS c FROM b WHERE " + correlated + ") AS l"
                        + where("a");
        };
    }

    private Type type() {
        return pick(Type.values());
    }

    private Type ordered() {
        return pick(Type.WHOLE, Type.DECIMAL, Type.TEXT, Type.DAY, Type.MOMENT);
    }

    private String number(String table, int depth) {
        return expression(pick(Type.WHOLE, Type.DECIMAL, Type.REAL), table, depth);
    }

    private String expression(Type type, String table, int depth) {
        if (depth >= DEEPEST || random.nextInt(4) == 0) {
            return random.nextInt(4) == 0 ? literal(type) : column(type, table);
        }
        if (random.nextInt(6) == 0) {
            return general(type, table, depth + 1);
        }
        return switch (type) {
            case WHOLE -> whole(table, depth + 1);
            case DECIMAL -> decimal(table, depth + 1);
            case REAL -> real(table, depth + 1);
            case TEXT -> text(table, depth + 1);
            case FLAG -> flag(table, depth + 1);
            case DAY -> day(table, depth + 1);
            case MOMENT -> moment(table, depth + 1);
        };
    }

    private String general(Type type, String table, int depth) {
        String one = expression(type, table, depth);
        String other = expression(type, table, depth);
        return switch (random.nextInt(3)) {
            case 0 -> "coalesce(" + one + ", " + other + ")";
            case 1 -> "CASE WHEN " + flag(table, depth) + " THEN " + one + " ELSE " + other + " END";
            default -> "nullif(" + one + ", " + other + ")";
        };
    }

    private String whole(String table, int depth) {
        String x = expression(Type.WHOLE, table, depth);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + x + " + " + expression(Type.WHOLE, table, depth) + ")";
            case 1 -> "(" + x + " - " + expression(Type.WHOLE, table, depth) + ")";
            case 2 -> "(" + x + " * " + random.nextInt(-3, 4) + ")";
            case 3 -> "(" + x + " / " + "nullif(" + expression(Type.WHOLE, table, depth) + ", 0))";
            case 4 -> "mod(" + x + ", " + random.nextInt(1, 8) + ")";
            case 5 -> "abs(" + x + ")";
            case 6 -> "length(" + expression(Type.TEXT, table, depth) + ")";
            default -> "(- " + x + ")";
        };
    }

    private String decimal(String table, int depth) {
        String x = expression(Type.DECIMAL, table, depth);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + x + " + " + expression(pick(Type.WHOLE, Type.DECIMAL), table, depth) + ")";
            case 1 -> "(" + x + " - " + expression(pick(Type.WHOLE, Type.DECIMAL), table, depth) + ")";
            case 2 -> "(" + x + " * " + expression(pick(Type.WHOLE, Type.DECIMAL), table, depth) + ")";
            case 3 -> "(" + expression(pick(Type.WHOLE, Type.DECIMAL), table, depth) + " * 1.0 / nullif(" + x + ", 0))";
            case 4 -> "round(" + x + ", " + random.nextInt(0, 3) + ")";
            case 5 -> pick("floor(", "ceil(", "abs(") + x + ")";
            case 6 -> "CAST(" + expression(Type.WHOLE, table, depth) + " AS decimal(30,4))";
            default -> "(- " + x + ")";
        };
    }

    private String real(String table, int depth) {
        String x = expression(Type.REAL, table, depth);
        return switch (random.nextInt(6)) {
            case 0 -> "(" + x + pick(" + ", " - ", " * ") + expression(Type.REAL, table, depth) + ")";
            case 1 -> "(" + x + " / nullif(" + expression(Type.REAL, table, depth) + ", CAST(0 AS double precision)))";
            case 2 -> "sqrt(abs(" + x + "))";
            case 3 -> "CAST(" + expression(pick(Type.WHOLE, Type.DECIMAL), table, depth) + " AS double precision)";
            case 4 -> pick("abs(", "floor(", "ceil(") + x + ")";
            default -> "(- " + x + ")";
        };
    }

    private String text(String table, int depth) {
        String x = expression(Type.TEXT, table, depth);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + x + " || " + expression(Type.TEXT, table, depth) + ")";
            case 1 -> "substr(" + x + ", " + random.nextInt(1, 4) + ", " + random.nextInt(0, 4) + ")";
            case 2 -> "replace(" + x + ", 'a', " + literal(Type.TEXT) + ")";
            case 3 -> pick("lower(", "upper(") + table + ".w)";
            case 4 -> "reverse(" + x + ")";
            case 5 -> "CAST(" + expression(Type.WHOLE, table, depth) + " AS varchar)";
            case 6 -> pick("lpad(", "rpad(") + x + ", " + random.nextInt(0, 6) + ", 'xy')";
            default -> "trim(BOTH ' ' FROM " + x + ")";
        };
    }

    private String flag(String table, int depth) {
        if (depth >= DEEPEST) {
            return column(Type.FLAG, table);
        }
        Type type = type();
        String x = expression(type, table, depth + 1);
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                "(" + x + " " + pick("=", "<>", "<", "<=", ">", ">=") + " " + expression(type, table, depth + 1) + ")";
            case 2 -> "(" + x + pick(" IS NULL", " IS NOT NULL") + ")";
            case 3 -> "(" + flag(table, depth + 1) + pick(" AND ", " OR ") + flag(table, depth + 1) + ")";
            case 4 -> "(NOT " + flag(table, depth + 1) + ")";
            case 5 ->
                "(" + column(Type.TEXT, table) + pick(" LIKE ", " NOT LIKE ")
                        + pick("'%a%'", "'_'", "'a%'", "'%'", "'_b%'", "'%😀'") + ")";
            case 6 ->
                "(" + column(type, table) + pick(" IN (", " NOT IN (") + literal(type) + ", " + literal(type) + "))";
            case 7 ->
                "(" + x + pick(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + expression(type, table, depth + 1)
                        + ")";
            default ->
                "(" + column(type, table) + pick(" BETWEEN ", " NOT BETWEEN ") + literal(type) + " AND " + literal(type)
                        + ")";
        };
    }

    private String day(String table, int depth) {
        String x = expression(Type.DAY, table, depth);
        return random.nextBoolean()
                ? "CAST(" + expression(Type.MOMENT, table, depth) + " AS date)"
                : "CAST(date_trunc('" + pick("month", "week", "year", "quarter") + "', CAST(" + x
                        + " AS timestamp(6))) AS date)";
    }

    private String moment(String table, int depth) {
        String x = expression(Type.MOMENT, table, depth);
        return switch (random.nextInt(4)) {
            case 0 ->
                "date_trunc('" + pick("second", "minute", "hour", "day", "week", "month", "quarter", "year") + "', " + x
                        + ")";
            case 1 ->
                "(" + x + pick(" + ", " - ") + "INTERVAL '" + random.nextInt(1, 40) + "' "
                        + pick("DAY", "HOUR", "MONTH", "YEAR", "MINUTE", "SECOND") + ")";
            case 2 -> "CAST(" + expression(Type.DAY, table, depth) + " AS timestamp(6))";
            default -> x;
        };
    }

    private String column(Type type, String table) {
        return table + "."
                + switch (type) {
                    case WHOLE -> pick("n", "i", "n");
                    case DECIMAL -> "m";
                    case REAL -> "d";
                    case TEXT -> pick("s", "w");
                    case FLAG -> "b";
                    case DAY -> "day";
                    case MOMENT -> "ts";
                };
    }

    private String literal(Type type) {
        return switch (type) {
            case WHOLE -> Integer.toString(random.nextInt(-5, 20));
            case DECIMAL -> pick("0.5", "-1.25", "100.000", "3.333", "0.0");
            case REAL -> "CAST(" + pick("0.5", "-2.25", "1000", "0") + " AS double precision)";
            case TEXT -> TEXT_MARK + "'" + pick("", "a", "ab", "B", " x ", "ñ", "😀", "10") + "'" + TEXT_MARK;
            case FLAG -> pick("true", "false");
            case DAY -> "DATE '" + pick("2026-01-31", "2024-02-29", "2026-11-01") + "'";
            case MOMENT ->
                "TIMESTAMP '" + pick("2026-01-31 23:59:59.500000", "2024-02-29 00:00:00", "2026-03-29 02:30:00") + "'";
        };
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
