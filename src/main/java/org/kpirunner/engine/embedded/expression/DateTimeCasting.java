package org.kpirunner.engine.embedded.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import org.kpirunner.engine.embedded.value.Moments;
import org.kpirunner.engine.embedded.value.Parsing;

/**
 * Casts to dates and times; the session's zone is UTC. A timestamp with a zone is an {@link Instant}, or a
 * {@link ZonedDateTime} where {@code AT TIME ZONE} gave it a zone other than UTC.
 */
public final class DateTimeCasting {
    private static final int NANO_DIGITS = 9;

    private DateTimeCasting() {}

    static Object toDate(Object value) {
        if (value instanceof String text) {
            return Parsing.toDate(text);
        }
        return value instanceof LocalDate ? value : Moments.local(value, "date").toLocalDate();
    }

    static Object toTime(Object value, int precision) {
        if (value instanceof String text) {
            return rounded(Parsing.toTime(text), precision);
        }
        return rounded(
                value instanceof LocalTime time
                        ? time
                        : Moments.local(value, "time").toLocalTime(),
                precision);
    }

    static Object toTimestamp(Object value, int precision) {
        if (value instanceof String text) {
            Parsing.DateTime parsed = Parsing.toDateTime(text);
            if (parsed.zone() != null && !parsed.zone().equals(ZoneOffset.UTC)) {
                throw Parsing.notA("timestamp without time zone", text);
            }
            return rounded(parsed.local(), precision);
        }
        return rounded(Moments.local(value, "timestamp"), precision);
    }

    static Object toPointInTime(Object value, int precision) {
        if (value instanceof String text) {
            Parsing.DateTime parsed = Parsing.toDateTime(text);
            ZoneId zone = parsed.zone() == null ? ZoneOffset.UTC : parsed.zone();
            return Moments.inZone(rounded(parsed.local().atZone(zone), precision));
        }
        if (value instanceof ZonedDateTime zoned) {
            return rounded(zoned, precision);
        }
        return rounded(Moments.instant(Moments.local(value, "timestamp with time zone")), precision);
    }

    /** The same with so many digits of the second, rounded half up. */
    @SuppressWarnings("unchecked")
    private static <T extends Temporal> T rounded(T value, int precision) {
        if (precision < 0 || precision >= NANO_DIGITS) {
            return value;
        }
        long unit = (long) Math.pow(10, NANO_DIGITS - precision);
        long nanos = value.getLong(java.time.temporal.ChronoField.NANO_OF_SECOND);
        long rounded = Math.floorDiv(nanos + unit / 2, unit) * unit;
        return (T) value.plus(rounded - nanos, ChronoUnit.NANOS);
    }
}
