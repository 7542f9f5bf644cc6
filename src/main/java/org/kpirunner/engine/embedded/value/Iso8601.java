package org.kpirunner.engine.embedded.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Dates and times as ISO 8601 writes them, with a week or a day of the year if need be. */
public final class Iso8601 {
    private static final Pattern DATE_TIME = Pattern.compile("(?<year>[+-]?\\d{4,9})"
            + "(?:-(?:W(?<week>\\d{1,2})(?:-(?<weekday>\\d))?|(?<yearday>\\d{3})|(?<month>\\d{1,2})(?:-(?<day>\\d{1,2}))?))?"
            + "(?<time>T(?:(?<hour>\\d{1,2})(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d+))?)?)?)?"
            + "(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?)?)?");
    private static final int MILLI_DIGITS = 3;
    private static final int NANOS_OF_A_MILLI = 1_000_000;

    private Iso8601() {}

    public static LocalDate toDate(String text) {
        Matcher matcher = match(text, "date");
        if (matcher.group("time") != null) {
            throw Parsing.notA("date", text);
        }
        try {
            return date(matcher);
        } catch (DateTimeException e) {
            throw Parsing.notA("date", text);
        }
    }

    public static Object toPointInTime(String text) {
        Matcher matcher = match(text, "timestamp of ISO 8601");
        try {
            String zone = matcher.group("zone");
            ZoneId zoneId = zone == null ? ZoneOffset.UTC : Parsing.zone(zone);
            return Moments.inZone(date(matcher).atTime(time(matcher)).atZone(zoneId));
        } catch (DateTimeException e) {
            throw Parsing.notA("timestamp of ISO 8601", text);
        }
    }

    private static Matcher match(String text, String type) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            throw Parsing.notA(type, text);
        }
        return matcher;
    }

    private static LocalDate date(Matcher matcher) {
        int year = number(matcher.group("year"), 0);
        if (matcher.group("week") != null) {
            return LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(matcher.group("week"), 1))
                    .with(java.time.temporal.ChronoField.DAY_OF_WEEK, number(matcher.group("weekday"), 1));
        }
        if (matcher.group("yearday") != null) {
            return LocalDate.ofYearDay(year, number(matcher.group("yearday"), 1));
        }
        return LocalDate.of(year, number(matcher.group("month"), 1), number(matcher.group("day"), 1));
    }

    private static LocalTime time(Matcher matcher) {
        String fraction = matcher.group("fraction");
        int millis = fraction == null ? 0 : Integer.parseInt((fraction + "000").substring(0, MILLI_DIGITS));
        return LocalTime.of(
                number(matcher.group("hour"), 0),
                number(matcher.group("minute"), 0),
                number(matcher.group("second"), 0),
                millis * NANOS_OF_A_MILLI);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /** The text of a value, with the digits of the second that its type has. */
    public static String of(Object value, RelDataType type) {
        if (value instanceof LocalDate) {
            return Rendering.text(value, type);
        }
        LocalDateTime local = Moments.local(value, "timestamp");
        String text = Rendering.text(local, type).replace(' ', 'T');
        if (value instanceof Instant) {
            return text + "Z";
        }
        return value instanceof ZonedDateTime zoned ? text + zoned.getOffset().getId() : text;
    }
}
