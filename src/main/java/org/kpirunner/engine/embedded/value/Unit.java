package org.kpirunner.engine.embedded.value;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static java.time.temporal.ChronoUnit.WEEKS;
import static java.time.temporal.ChronoUnit.YEARS;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The units of date_trunc, date_add and date_diff, and what those compute with them. */
public enum Unit {
    MILLISECOND(MILLIS, 1),
    SECOND(SECONDS, 1),
    MINUTE(MINUTES, 1),
    HOUR(HOURS, 1),
    DAY(DAYS, 1),
    WEEK(WEEKS, 1),
    MONTH(MONTHS, 1),
    QUARTER(MONTHS, 3),
    YEAR(YEARS, 1);

    private static final int MONTHS_OF_A_QUARTER = 3;

    private final ChronoUnit base;
    private final int times;

    Unit(ChronoUnit base, int times) {
        this.base = base;
        this.times = times;
    }

    public static Unit of(Object name) {
        String wanted = ((String) name).toUpperCase(Locale.ROOT);
        for (Unit unit : values()) {
            if (unit.name().equals(wanted)) {
                return unit;
            }
        }
        throw Texts.invalid("\"" + name + "\" is not a unit of time; units are "
                + Arrays.stream(values()).map(Unit::lowerName).collect(Collectors.joining(", ")));
    }

    private String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The start of the unit that the value lies in; a week starts on Monday. */
    public Object truncate(Object value) {
        checkFits(value);
        if (value instanceof LocalTime time) {
            return time.truncatedTo(base);
        }
        if (value instanceof Instant instant) {
            return ((ZonedDateTime) truncate(instant.atZone(ZoneOffset.UTC))).toInstant();
        }
        if (value instanceof LocalDate date) {
            return firstDay(date);
        }
        if (value instanceof LocalDateTime dateTime) {
            return base.isTimeBased()
                    ? dateTime.truncatedTo(base)
                    : firstDay(dateTime.toLocalDate()).atStartOfDay();
        }
        ZonedDateTime zoned = (ZonedDateTime) value;
        return base.isTimeBased()
                ? zoned.truncatedTo(base)
                : firstDay(zoned.toLocalDate()).atStartOfDay(zoned.getZone());
    }

    private LocalDate firstDay(LocalDate date) {
        return switch (this) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER ->
                date.withDayOfMonth(1)
                        .withMonth(date.get(java.time.temporal.IsoFields.QUARTER_OF_YEAR) * MONTHS_OF_A_QUARTER - 2);
            case YEAR -> date.withDayOfYear(1);
            case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> date;
        };
    }

    /** The value so many units later; the day is the last of the month where the month is too short. */
    public Object add(Object value, long amount) {
        checkFits(value);
        try {
            long units = Math.multiplyExact(amount, times);
            if (value instanceof Instant instant) {
                return instant.atZone(ZoneOffset.UTC).plus(units, base).toInstant();
            }
            return ((Temporal) value).plus(units, base);
        } catch (ArithmeticException | DateTimeException e) {
            throw Numbers.overflow("a date");
        }
    }

    /** How many whole units lie between; negative if the second is earlier. */
    public long between(Object from, Object to) {
        checkFits(from);
        if (from instanceof LocalTime start) {
            return start.until((LocalTime) to, base);
        }
        if (from instanceof Instant
                || from instanceof ZonedDateTime
                || to instanceof Instant
                || to instanceof ZonedDateTime) {
            ZonedDateTime start = zoned(from);
            ZonedDateTime end = zoned(to).withZoneSameInstant(start.getZone());
            return base.isTimeBased()
                    ? start.until(end, base)
                    : betweenDates(start.toLocalDateTime(), end.toLocalDateTime());
        }
        return betweenDates(Moments.local(from, "timestamp"), Moments.local(to, "timestamp"));
    }

    private static ZonedDateTime zoned(Object value) {
        return value instanceof ZonedDateTime zoned
                ? zoned
                : Moments.local(value, "timestamp").atZone(ZoneOffset.UTC);
    }

    private long betweenDates(LocalDateTime from, LocalDateTime to) {
        if (base != MONTHS && base != YEARS) {
            return from.until(to, base);
        }
        return to.isBefore(from) ? -wholeMonths(to, from) : wholeMonths(from, to);
    }

    /** The last day of a month completes a month that began on a later day. */
    private long wholeMonths(LocalDateTime from, LocalDateTime to) {
        int lastDay = to.toLocalDate().lengthOfMonth();
        boolean isComplete = to.getDayOfMonth() == lastDay && from.getDayOfMonth() > lastDay;
        LocalDateTime start = isComplete ? from.minusDays(from.getDayOfMonth() - (long) lastDay) : from;
        return start.until(to, base) / times;
    }

    private void checkFits(Object value) {
        if (value instanceof LocalDate && base.isTimeBased()) {
            throw Texts.invalid("\"" + lowerName() + "\" is not a unit of a date; cast it to a timestamp");
        }
        if (value instanceof LocalTime && !base.isTimeBased()) {
            throw Texts.invalid("\"" + lowerName() + "\" is not a unit of a time");
        }
    }
}
