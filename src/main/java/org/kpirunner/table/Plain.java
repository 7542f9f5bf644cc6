package org.kpirunner.table;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values as plain text for people; NULL is the empty text. */
public final class Plain {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(Locale.ROOT);

    private Plain() {}

    public static String of(Value value) {
        if (value instanceof Value.Nothing) {
            return "";
        } else if (value instanceof Value.Exact exact) {
            return Numbers.text(exact.number());
        } else if (value instanceof Value.Real real) {
            return Numbers.text(real.number());
        } else if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.isTrue());
        } else if (value instanceof Value.Day day) {
            return day.date().toString();
        } else if (value instanceof Value.TimeOfDay time) {
            return of(time.time());
        } else if (value instanceof Value.Moment moment) {
            return of(moment.dateTime());
        } else if (value instanceof Value.Point point) {
            return point.instant().toString();
        } else {
            return Json.of(value);
        }
    }

    /** {@code yyyy-MM-dd HH:mm:ss}, and the fraction of a second where there is one. */
    public static String of(LocalDateTime dateTime) {
        return DATE_TIME.format(dateTime);
    }

    private static String of(LocalTime time) {
        return TIME.format(time);
    }
}
