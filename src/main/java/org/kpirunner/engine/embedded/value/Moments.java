package org.kpirunner.engine.embedded.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Dates, timestamps and points in time as each other; the session's zone is UTC. A timestamp with a zone is an
 * {@link Instant}, or a {@link ZonedDateTime} where {@code AT TIME ZONE} gave it a zone other than UTC.
 */
public final class Moments {
    private Moments() {}

    /** The point in time that a date, a timestamp or a timestamp with a zone is; without a zone, in UTC. */
    public static Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toInstant(ZoneOffset.UTC);
        }
        return ((LocalDate) value).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The wall time of a date, a timestamp or a point in time; the latter's in its own zone. */
    public static LocalDateTime local(Object value, String wanted) {
        if (value instanceof LocalDateTime dateTime) {
            return dateTime;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toLocalDateTime();
        }
        throw new KpiException(
                Reason.TYPE_MISMATCH, "a " + value.getClass().getSimpleName() + " cannot be read as a " + wanted);
    }

    /** The point in time as values have it: without a zone where the zone is UTC. */
    public static Object inZone(ZonedDateTime zoned) {
        return zoned.getZone().equals(ZoneOffset.UTC) ? zoned.toInstant() : zoned;
    }
}
