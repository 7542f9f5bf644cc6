package org.kpirunner.engine.pushdown.postgres;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes the functions of dates and times; a point in time is looked at in the zone that it was given. */
final class Times {
    /** The parts that EXTRACT gives, under the names of plans, as Postgres calls them. */
    private static final Map<String, String> FIELDS = Map.of(
            "YEAR", "year",
            "QUARTER", "quarter",
            "MONTH", "month",
            "WEEK", "week",
            "ISOYEAR", "isoyear",
            "DAY", "day",
            "DOW", "isodow",
            "DOY", "doy",
            "HOUR", "hour",
            "MINUTE", "minute");

    private static final Set<String> UNITS_OF_A_DATE = Set.of("day", "week", "month", "quarter", "year");
    private static final Set<String> UNITS_OF_A_TIME = Set.of("millisecond", "second", "minute", "hour");
    private static final Map<String, Integer> SECONDS =
            Map.of("second", 1, "minute", 60, "hour", 3600, "day", 86_400, "week", 604_800);

    /** The specifiers of date_format that mean the same in every language of a server. */
    private static final Map<Character, String> SPECIFIERS = Map.ofEntries(
            Map.entry('Y', "YYYY"),
            Map.entry('y', "YY"),
            Map.entry('m', "MM"),
            Map.entry('c', "FMMM"),
            Map.entry('d', "DD"),
            Map.entry('e', "FMDD"),
            Map.entry('H', "HH24"),
            Map.entry('k', "FMHH24"),
            Map.entry('h', "HH12"),
            Map.entry('I', "HH12"),
            Map.entry('l', "FMHH12"),
            Map.entry('i', "MI"),
            Map.entry('s', "SS"),
            Map.entry('S', "SS"),
            Map.entry('f', "US"),
            Map.entry('j', "DDD"),
            Map.entry('p', "AM"),
            Map.entry('a', "Dy"),
            Map.entry('b', "Mon"),
            Map.entry('W', "FMDay"),
            Map.entry('M', "FMMonth"),
            Map.entry('v', "IW"),
            Map.entry('x', "IYYY"),
            Map.entry('T', "HH24:MI:SS"));

    private Times() {}

    static Sql extract(RexCall call, Expressions x) {
        String unit = String.valueOf(((RexLiteral) call.getOperands().get(0)).getValue());
        RexNode operand = call.getOperands().get(1);
        if (isDate(operand.getType()) && Set.of("HOUR", "MINUTE", "SECOND").contains(unit)) {
            throw new NotPushable("a date has no " + unit.toLowerCase(Locale.ROOT));
        }
        String value = wallTime(operand, x).text();
        if (unit.equals("SECOND")) {
            return Sql.atom("CAST(floor(EXTRACT(second FROM " + value + ")) AS bigint)");
        }
        String field = FIELDS.get(unit);
        if (field == null) {
            throw new NotPushable("Postgres extracts " + unit.toLowerCase(Locale.ROOT) + " in its own way");
        }
        return Sql.atom("CAST(EXTRACT(" + field + " FROM " + value + ") AS bigint)");
    }

    private static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    private static boolean isPointInTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }

    /** The date and time as a clock on the wall shows it. */
    private static Sql wallTime(RexNode node, Expressions x) {
        Sql value = x.of(node);
        return isPointInTime(node.getType()) ? Casts.local(value) : value;
    }

    private static String unit(RexCall call) {
        return Functions.text(call.getOperands().get(0))
                .map(unit -> unit.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new NotPushable("the unit is not a literal"));
    }

    static Sql truncate(RexCall call, Expressions x) {
        String unit = unit(call);
        RexNode operand = call.getOperands().get(1);
        boolean ofDate = UNITS_OF_A_DATE.contains(unit);
        if (!ofDate && (isDate(operand.getType()) || !UNITS_OF_A_TIME.contains(unit))) {
            throw new NotPushable("\"" + unit + "\" is not a unit of it");
        }
        String quoted = "'" + (unit.equals("millisecond") ? "milliseconds" : unit) + "'";
        if (isDate(operand.getType())) {
            Sql timestamp = Sql.cast(x.of(operand), "timestamp");
            return Sql.cast(Sql.atom("date_trunc(" + quoted + ", " + timestamp.text() + ")"), "date");
        }
        if (operand.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP) {
            return Sql.atom("date_trunc(" + quoted + ", " + x.of(operand).text() + ")");
        }
        return truncatePointInTime(quoted, ofDate, x.of(operand), operand.getType());
    }

    /** An hour that comes twice when the clocks go back has no way back from the wall. */
    private static Sql truncatePointInTime(String unit, boolean ofDate, Sql value, RelDataType type) {
        if (!isPointInTime(type) || (value.hasZone() && !ofDate)) {
            throw new NotPushable("Postgres truncates it in its own way");
        }
        Sql truncated =
                Sql.atom("date_trunc(" + unit + ", " + Casts.local(value).text() + ")");
        String zone = value.hasZone() ? value.zone() : "UTC";
        return Sql.compound(truncated.text() + " AT TIME ZONE " + Literals.text(zone))
                .inZone(value.zone());
    }

    static Sql add(RexCall call, Expressions x) {
        String unit = unit(call);
        RexNode operand = call.getOperands().get(2);
        boolean date = isDate(operand.getType());
        if (!UNITS_OF_A_DATE.contains(unit) && (date || !UNITS_OF_A_TIME.contains(unit))) {
            throw new NotPushable("\"" + unit + "\" is not a unit of it");
        }
        String interval = unit.equals("quarter") ? "3 months" : "1 " + unit;
        Sql amount = Sql.compound(x.plain(call.getOperands().get(1)).operand() + " * INTERVAL '" + interval + "'");
        Sql shifted = Sql.infix(x.plain(operand), "+", amount);
        return date ? Sql.cast(shifted, "date") : shifted;
    }

    /** Whole units of a fixed length; months are counted here, as the last day of one counts for more. */
    static Sql difference(RexCall call, Expressions x) {
        String unit = unit(call);
        Integer seconds = SECONDS.get(unit);
        if (seconds == null) {
            throw new NotPushable("Postgres counts " + unit + "s in its own way");
        }
        Sql from = asTimestamp(call.getOperands().get(1), x);
        Sql to = asTimestamp(call.getOperands().get(2), x);
        return Sql.atom("CAST(trunc(EXTRACT(epoch FROM " + to.operand() + " - " + from.operand() + ") / " + seconds
                + ") AS bigint)");
    }

    private static Sql asTimestamp(RexNode node, Expressions x) {
        return switch (node.getType().getSqlTypeName()) {
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> x.plain(node);
            case DATE -> Sql.cast(x.plain(node), "timestamp");
            default -> throw new NotPushable("it is not a date");
        };
    }

    static Sql format(RexCall call, Expressions x) {
        String format = Functions.text(call.getOperands().get(1))
                .orElseThrow(() -> new NotPushable("the format is not a literal"));
        RexNode operand = call.getOperands().get(0);
        Sql value = isDate(operand.getType()) ? Sql.cast(x.of(operand), "timestamp") : wallTime(operand, x);
        return Sql.atom("to_char(" + value.text() + ", " + Literals.text(pattern(format)) + ")");
    }

    private static String pattern(String format) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                i++;
                String written = SPECIFIERS.get(format.charAt(i));
                if (written == null) {
                    throw new NotPushable("Postgres has no form for %" + format.charAt(i));
                }
                // Else two could be read as one: DD and Dy, a day and its name, as DDD and y.
                boolean touches = !pattern.isEmpty() && Character.isLetterOrDigit(pattern.charAt(pattern.length() - 1));
                pattern.append(touches ? "\"\"" : "").append(written);
            } else if (c == '"' || c == '\\') {
                throw new NotPushable("the format holds quotes");
            } else {
                pattern.append(Character.isLetterOrDigit(c) ? "\"" + c + "\"" : String.valueOf(c));
            }
        }
        return pattern.toString();
    }

    static Sql toUnix(RexCall call, Expressions x) {
        return Sql.atom(
                "CAST(EXTRACT(epoch FROM " + x.plain(call.getOperands().get(0)).text() + ") AS double precision)");
    }

    static Sql atTimeZone(RexCall call, Expressions x) {
        Optional<String> zone = Functions.text(call.getOperands().get(1));
        RexNode operand = call.getOperands().get(0);
        Sql value = x.of(operand);
        if (zone.isEmpty() || !isRegion(zone.get())) {
            throw new NotPushable("the time zone is not the name of a region");
        }
        Sql instant = isPointInTime(operand.getType()) ? value : Sql.compound(value.operand() + " AT TIME ZONE 'UTC'");
        return instant.inZone(zone.get());
    }

    /** Offsets such as {@code +01:00} mean the opposite to Postgres. */
    private static boolean isRegion(String zone) {
        try {
            return ZoneId.of(zone).getId().equals(zone) && (zone.contains("/") || zone.equals("UTC"));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
