package org.kpirunner.sheet.google.server.book;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Dates as numbers: days since 1899-12-30, with the time as a fraction. */
public final class Serial {
    private static final LocalDate ZERO = LocalDate.of(1899, 12, 30);
    private static final double MILLIS_A_DAY = 86_400_000;

    private Serial() {}

    public static LocalDateTime dateTime(double serial) {
        return ZERO.atStartOfDay().plus(Math.round(serial * MILLIS_A_DAY), ChronoUnit.MILLIS);
    }

    public static double of(LocalDate date) {
        return ChronoUnit.DAYS.between(ZERO, date);
    }

    public static double of(LocalDateTime dateTime) {
        return ChronoUnit.MILLIS.between(ZERO.atStartOfDay(), dateTime) / MILLIS_A_DAY;
    }
}
