package org.kpirunner.plan;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A stretch of the calendar that begins, in some zone, at a full minute, hour, day, Monday or month. */
enum Period {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The start of the period that lies so many before the one of this moment; 0 is its own. */
    ZonedDateTime start(ZonedDateTime moment, long before) {
        ZoneId zone = moment.getZone();
        return switch (this) {
            case MINUTE -> moment.truncatedTo(ChronoUnit.MINUTES).minusMinutes(before);
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS).minusHours(before).truncatedTo(ChronoUnit.HOURS);
            case DAY -> moment.toLocalDate().minusDays(before).atStartOfDay(zone);
            case WEEK ->
                moment.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .minusWeeks(before)
                        .atStartOfDay(zone);
            case MONTH ->
                moment.toLocalDate().withDayOfMonth(1).minusMonths(before).atStartOfDay(zone);
        };
    }
}
