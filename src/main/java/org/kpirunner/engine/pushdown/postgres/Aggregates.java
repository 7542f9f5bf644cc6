package org.kpirunner.engine.pushdown.postgres;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes aggregate functions over the fields of an input. */
final class Aggregates {
    private static final String IS_TRUE = " IS TRUE";
    private final List<Sql> fields;
    private final List<RelDataType> types;

    Aggregates(List<Sql> fields, List<RelDataType> types) {
        this.fields = fields;
        this.types = types;
    }

    Sql of(AggregateCall call) {
        if (call.isApproximate() || call.ignoreNulls() || call.distinctKeys != null || !call.rexList.isEmpty()) {
            throw new NotPushable("Postgres has no such form of " + call);
        }
        String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
        String distinct = call.isDistinct() ? "DISTINCT " : "";
        return switch (name) {
            case "COUNT" -> count(call, distinct);
            case "SUM" -> sum(call, distinct);
            case "$SUM0" -> Sql.atom("COALESCE(" + sum(call, distinct).text() + ", 0)");
            case "MIN", "MAX" -> extreme(call, name.toLowerCase(Locale.ROOT));
            case "AVG" -> average(call, distinct);
            case "STDDEV", "STDDEV_SAMP", "STDDEV_POP", "VARIANCE", "VAR_SAMP", "VAR_POP" ->
                Sql.cast(function(name.toLowerCase(Locale.ROOT), distinct, call), "double precision");
            case "BOOL_AND", "BOOL_OR" -> function(name.toLowerCase(Locale.ROOT), "", call);
            case "APPROX_DISTINCT" ->
                Sql.atom("count(DISTINCT " + argument(call).text() + ")" + filter(call));
            case "ANY_VALUE" -> first(item(call), "", notNull(item(call)), call);
            case "MAX_BY" -> extremeBy(call, " DESC");
            case "MIN_BY" -> extremeBy(call, "");
            case "ARRAY_AGG" ->
                Sql.atom("array_agg(" + distinct + ordered(call).text() + order(call) + ")" + filter(call));
            case "LISTAGG" -> joined(call, distinct);
            case "GROUPING" -> grouping(call);
            default ->
                throw new NotPushable("Postgres does not compute " + name.toLowerCase(Locale.ROOT) + " as Trino does");
        };
    }

    private Sql argument(AggregateCall call) {
        return plain(call.getArgList().get(0));
    }

    /** An argument that becomes an item of an array; arrays would become dimensions of it. */
    private Sql item(AggregateCall call) {
        if (type(call, 0).getComponentType() != null) {
            throw new NotPushable("Postgres has no arrays of arrays");
        }
        return argument(call);
    }

    private Sql plain(int field) {
        Sql sql = fields.get(field);
        if (sql.hasZone()) {
            throw new NotPushable("Postgres does not keep the time zone of a point in time");
        }
        return sql;
    }

    private RelDataType type(AggregateCall call, int argument) {
        return types.get(call.getArgList().get(argument));
    }

    private String filter(AggregateCall call) {
        if (!call.hasFilter()) {
            return "";
        }
        String condition = fields.get(call.filterArg).text();
        // FILTER leaves out what is unknown by itself, and asking for it takes time for every row.
        boolean isAsked = condition.endsWith(IS_TRUE);
        return " FILTER (WHERE " + (isAsked ? condition.substring(0, condition.length() - IS_TRUE.length()) : condition)
                + ")";
    }

    private Sql function(String name, String distinct, AggregateCall call) {
        return Sql.atom(name + "(" + distinct + argument(call).text() + ")" + filter(call));
    }

    private Sql count(AggregateCall call, String distinct) {
        if (call.getArgList().isEmpty()) {
            return Sql.atom("count(*)" + filter(call));
        }
        if (call.getArgList().size() > 1) {
            throw new NotPushable("Postgres counts several columns in its own way");
        }
        return Sql.atom(
                "count(" + distinct + fields.get(call.getArgList().get(0)).text() + ")" + filter(call));
    }

    /** A sum of big numbers is a decimal to Postgres; here it fails where it does not fit, as in Trino. */
    private Sql sum(AggregateCall call, String distinct) {
        Sql sum = function("sum", distinct, call);
        return call.getType().getSqlTypeName() == SqlTypeName.BIGINT
                        && type(call, 0).getSqlTypeName() == SqlTypeName.BIGINT
                ? Sql.cast(sum, "bigint")
                : sum;
    }

    private Sql average(AggregateCall call, String distinct) {
        Sql average = function("avg", distinct, call);
        return switch (call.getType().getSqlTypeName()) {
            case DOUBLE, REAL -> Sql.cast(average, TypeText.of(call.getType()));
            default -> average;
        };
    }

    private Sql extreme(AggregateCall call, String name) {
        Sql argument = argument(call);
        RelDataType type = type(call, 0);
        return switch (type.getSqlTypeName()) {
            case CHAR, VARCHAR ->
                Sql.atom(name + "(" + argument.operand() + Comparisons.BY_CODE_POINT + ")" + filter(call));
            case BOOLEAN -> function(name.equals("min") ? "bool_and" : "bool_or", "", call);
            case UUID -> first(argument, name.equals("min") ? "" : " DESC", notNull(argument), call);
            case REAL, FLOAT, DOUBLE ->
                name.equals("min") || call.hasFilter()
                        ? plainExtreme(call, name)
                        : Sql.atom("COALESCE(max(" + argument.text() + ") FILTER (WHERE " + argument.operand()
                                + " <> 'NaN'), max(" + argument.text() + "))");
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                function(name, "", call);
            default -> throw new NotPushable("Postgres has no order of " + type);
        };
    }

    private Sql plainExtreme(AggregateCall call, String name) {
        if (name.equals("max")) {
            throw new NotPushable("Postgres takes NaN for the greatest number");
        }
        return function(name, "", call);
    }

    private static String notNull(Sql sql) {
        return sql.operand() + " IS NOT NULL";
    }

    /** The first of the values in the order of themselves. */
    private Sql first(Sql value, String direction, String condition, AggregateCall call) {
        return first(value, direction.isEmpty() ? "" : value.text() + direction, condition, "", call);
    }

    private Sql first(Sql value, String order, String condition, String unused, AggregateCall call) {
        String filter = call.hasFilter() ? fields.get(call.filterArg).operand() + " AND " + condition : condition;
        String by = order.isEmpty() ? " ORDER BY " + value.text() : " ORDER BY " + order;
        return Sql.atom("(array_agg(" + value.text() + by + unused + ") FILTER (WHERE " + filter + "))[1]");
    }

    private Sql extremeBy(AggregateCall call, String direction) {
        Sql by = plain(call.getArgList().get(1));
        RelDataType type = type(call, 1);
        if (Casts.isReal(type) || type.getComponentType() != null || type.isStruct()) {
            throw new NotPushable("Postgres orders " + type.getSqlTypeName() + " in its own way");
        }
        Sql ordered = Casts.isText(type) ? Comparisons.byCodePoint(by) : by;
        return first(item(call), ordered.text() + direction, notNull(by), "", call);
    }

    private Sql joined(AggregateCall call, String distinct) {
        String separator =
                call.getArgList().size() > 1 ? plain(call.getArgList().get(1)).text() : "''";
        return Sql.atom(
                "string_agg(" + distinct + ordered(call).text() + ", " + separator + order(call) + ")" + filter(call));
    }

    /** Different values can only be ordered by what they are themselves, collation and all. */
    private Sql ordered(AggregateCall call) {
        List<RelFieldCollation> order = call.getCollation().getFieldCollations();
        Sql argument = item(call);
        if (!call.isDistinct() || order.isEmpty()) {
            return argument;
        }
        if (order.size() > 1
                || order.get(0).getFieldIndex() != call.getArgList().get(0)) {
            throw new NotPushable("Postgres orders different values by nothing but themselves");
        }
        return Casts.isText(type(call, 0)) ? Sql.atom(asText(argument).text() + Comparisons.BY_CODE_POINT) : argument;
    }

    /** As a text, since a function of texts makes one of a varchar, and takes the two for different. */
    private static Sql asText(Sql value) {
        return Sql.cast(value, "text");
    }

    private String order(AggregateCall call) {
        List<RelFieldCollation> order = call.getCollation().getFieldCollations();
        if (call.isDistinct() && order.size() == 1 && Casts.isText(type(call, 0))) {
            return " ORDER BY " + Ordering.of(asText(argument(call)), type(call, 0), order.get(0));
        }
        return order.isEmpty()
                ? ""
                : " ORDER BY "
                        + order.stream()
                                .map(key ->
                                        Ordering.of(plain(key.getFieldIndex()), types.get(key.getFieldIndex()), key))
                                .collect(Collectors.joining(", "));
    }

    private Sql grouping(AggregateCall call) {
        List<Sql> keys = call.getArgList().stream().map(fields::get).toList();
        return Sql.cast(Sql.call("GROUPING", keys), "bigint");
    }
}
