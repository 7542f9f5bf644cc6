package org.kpirunner.engine.embedded.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Reads values from text as CAST does, and fails where the text is not exactly one. */
public final class Parsing {
    private static final int LONGEST_QUOTE = 20;
    private static final String DATE = "([+-]?\\d{4,9})-(\\d{1,2})-(\\d{1,2})";
    private static final String TIME = "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,12}))?)?";
    private static final Pattern DATE_ONLY = Pattern.compile(DATE);
    private static final Pattern TIME_ONLY = Pattern.compile(TIME);
    private static final Pattern DATE_TIME = Pattern.compile(DATE + "(?:[ T]" + TIME + ")?(?:\\s*(\\S.*))?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,9})?|NaN|Infinity)");

    /** A date and time, and the zone that stood behind it. */
    public record DateTime(LocalDateTime local, @Nullable ZoneId zone) {}

    private Parsing() {}

    public static boolean toBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw notA("boolean", text);
        };
    }

    public static long toWhole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw notA("bigint", text);
        }
    }

    public static BigDecimal toDecimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw notA("decimal", text);
        }
        return new BigDecimal(text);
    }

    public static double toReal(String text) {
        String trimmed = text.strip();
        if (!REAL.matcher(trimmed).matches()) {
            throw notA("double", text);
        }
        return Double.parseDouble(trimmed);
    }

    public static LocalDate toDate(String text) {
        Matcher matcher = DATE_ONLY.matcher(text.strip());
        if (!matcher.matches()) {
            throw notA("date", text);
        }
        try {
            return date(matcher);
        } catch (DateTimeException e) {
            throw notA("date", text);
        }
    }

    public static LocalTime toTime(String text) {
        Matcher matcher = TIME_ONLY.matcher(text.strip());
        if (!matcher.matches()) {
            throw notA("time", text);
        }
        try {
            return time(matcher, 1);
        } catch (DateTimeException e) {
            throw notA("time", text);
        }
    }

    /** Reads {@code 2026-11-01 12:30:00.5 Europe/Madrid}; the time, its seconds and the zone may be missing. */
    public static DateTime toDateTime(String text) {
        Matcher matcher = DATE_TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw notA("timestamp", text);
        }
        try {
            LocalTime time = matcher.group(4) == null ? LocalTime.MIDNIGHT : time(matcher, 4);
            String zone = matcher.group(8);
            return new DateTime(date(matcher).atTime(time), zone == null ? null : zone(zone));
        } catch (DateTimeException e) {
            throw notA("timestamp", text);
        }
    }

    /** A zone by name or offset; UTC always comes out as the same zone. */
    public static ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name.strip());
            return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
        } catch (DateTimeException e) {
            throw new KpiException(
                    Reason.INVALID_VALUE,
                    "\"" + name + "\" is not a time zone; Europe/Madrid and +02:00 are examples of what is",
                    e);
        }
    }

    private static LocalDate date(Matcher matcher) {
        return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
    }

    private static LocalTime time(Matcher matcher, int first) {
        String seconds = matcher.group(first + 2);
        String fraction = matcher.group(first + 3);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        return LocalTime.of(
                number(matcher, first),
                number(matcher, first + 1),
                seconds == null ? 0 : Integer.parseInt(seconds),
                nanos);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** The failure to read a text as a type; quotes no more of it than is needed to find it. */
    public static KpiException notA(String type, String text) {
        String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return new KpiException(
                Reason.INVALID_VALUE,
                "\"" + start + "\" is not a " + type + "; TRY_CAST gives NULL instead of failing");
    }
}
