package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstantsTest {
    @Test
    void startsOfPeriodsInUtc() {
        // A Sunday, so that the week began six days before.
        Instants instants = instants("2026-11-22T05:19:06Z", "UTC");

        Map.ofEntries(
                        Map.entry("now", "2026-11-22 05:19:06"),
                        Map.entry("this_minute", "2026-11-22 05:19:00"),
                        Map.entry("this_hour", "2026-11-22 05:00:00"),
                        Map.entry("this_day", "2026-11-22 00:00:00"),
                        Map.entry("this_week", "2026-11-16 00:00:00"),
                        Map.entry("this_month", "2026-11-01 00:00:00"),
                        Map.entry("last_minute", "2026-11-22 05:18:00"),
                        Map.entry("last_hour", "2026-11-22 04:00:00"),
                        Map.entry("last_day", "2026-11-21 00:00:00"),
                        Map.entry("last_week", "2026-11-09 00:00:00"),
                        Map.entry("last_month", "2026-10-01 00:00:00"),
                        Map.entry("minutes_ago(20)", "2026-11-22 04:59:00"),
                        Map.entry("hours_ago(6)", "2026-11-21 23:00:00"),
                        Map.entry("days_ago(0)", "2026-11-22 00:00:00"),
                        Map.entry("weeks_ago(2)", "2026-11-02 00:00:00"),
                        Map.entry(" months_ago ( 11 ) ", "2025-12-01 00:00:00"))
                .forEach((expression, moment) -> assertThat(
                                instants.render(expression).literal())
                        .as(expression)
                        .contains("TIMESTAMP '" + moment + "'"));
    }

    @Test
    void aMondayBeginsItsOwnWeek() {
        assertThat(literal("2026-11-16T00:00:00Z", "UTC", "this_week")).isEqualTo("TIMESTAMP '2026-11-16 00:00:00'");
    }

    @Test
    void nowMinusClampsTheEndOfTheMonth() {
        assertThat(literal("2026-03-31T10:30:00Z", "UTC", "now_minus(1 month)"))
                .isEqualTo("TIMESTAMP '2026-02-28 10:30:00'");
        assertThat(literal("2028-02-29T10:30:00Z", "UTC", "now_minus(1 year)"))
                .isEqualTo("TIMESTAMP '2027-02-28 10:30:00'");
        assertThat(literal("2026-03-31T10:30:00Z", "UTC", "now_minus( 45 minutes )"))
                .isEqualTo("TIMESTAMP '2026-03-31 09:45:00'");
        assertThat(literal("2026-03-31T10:30:00Z", "UTC", "now_minus(36 hours)"))
                .isEqualTo("TIMESTAMP '2026-03-29 22:30:00'");
        assertThat(literal("2026-03-31T10:30:00Z", "UTC", "now_minus(2 weeks)"))
                .isEqualTo("TIMESTAMP '2026-03-17 10:30:00'");
        assertThat(literal("2026-03-31T10:30:00Z", "UTC", "now_minus(1 day)"))
                .isEqualTo("TIMESTAMP '2026-03-30 10:30:00'");
    }

    @Test
    void zoneDecidesWhereAPeriodBeginsAndNothingElse() {
        // In Madrid it is already December.
        String asOf = "2026-11-30T23:30:00Z";

        assertThat(literal(asOf, "Europe/Madrid", "this_month")).isEqualTo("TIMESTAMP '2026-11-30 23:00:00'");
        assertThat(literal(asOf, "Europe/Madrid", "last_month")).isEqualTo("TIMESTAMP '2026-10-31 23:00:00'");
        assertThat(literal(asOf, "Europe/Madrid", "now")).isEqualTo("TIMESTAMP '2026-11-30 23:30:00'");
        assertThat(literal(asOf, "Europe/Madrid", "now_minus(1 month)")).isEqualTo("TIMESTAMP '2026-10-30 23:30:00'");
        assertThat(literal(asOf, "Asia/Colombo", "this_hour")).isEqualTo("TIMESTAMP '2026-11-30 23:30:00'");
        assertThat(literal(asOf, "Asia/Colombo", "this_day")).isEqualTo("TIMESTAMP '2026-11-30 18:30:00'");
    }

    @Test
    void daysOfAChangedClockBeginAtTheirMidnight() {
        // Madrid put its clock back on 25 October: that day has 25 hours.
        assertThat(literal("2026-10-25T12:00:00Z", "Europe/Madrid", "this_day"))
                .isEqualTo("TIMESTAMP '2026-10-24 22:00:00'");
        assertThat(literal("2026-10-26T12:00:00Z", "Europe/Madrid", "this_day"))
                .isEqualTo("TIMESTAMP '2026-10-25 23:00:00'");
        assertThat(literal("2026-10-26T12:00:00Z", "Europe/Madrid", "days_ago(1)"))
                .isEqualTo("TIMESTAMP '2026-10-24 22:00:00'");
        assertThat(literal("2026-11-02T12:00:00Z", "Europe/Madrid", "months_ago(1)"))
                .isEqualTo("TIMESTAMP '2026-09-30 22:00:00'");
        // Beirut skips the hour after midnight: the day begins at one o'clock.
        assertThat(literal("2026-03-29T12:00:00Z", "Asia/Beirut", "this_day"))
                .isEqualTo("TIMESTAMP '2026-03-28 22:00:00'");
    }

    @Test
    void hoursOfAChangedClockAreHours() {
        // The second 02:30 of the night.
        assertThat(literal("2026-10-25T01:30:00Z", "Europe/Madrid", "this_hour"))
                .isEqualTo("TIMESTAMP '2026-10-25 01:00:00'");
        assertThat(literal("2026-10-25T01:30:00Z", "Europe/Madrid", "last_hour"))
                .isEqualTo("TIMESTAMP '2026-10-25 00:00:00'");
        assertThat(literal("2026-10-25T01:30:00Z", "Europe/Madrid", "hours_ago(3)"))
                .isEqualTo("TIMESTAMP '2026-10-24 22:00:00'");
    }

    @Test
    void fractionsOfASecondAreExact() {
        assertThat(literal("2026-11-22T05:19:06.120Z", "UTC", "now")).isEqualTo("TIMESTAMP '2026-11-22 05:19:06.120'");
        assertThat(literal("2026-11-22T05:19:06.000001Z", "UTC", "now"))
                .isEqualTo("TIMESTAMP '2026-11-22 05:19:06.000001'");
        assertThat(literal("2026-11-22T05:19:06.5Z", "UTC", "this_minute"))
                .isEqualTo("TIMESTAMP '2026-11-22 05:19:00'");
    }

    @Test
    void problemsSayWhatIsAllowed() {
        Map.of(
                        "this_mnth", "is unknown; did you mean \"this_month\"?",
                        "quarter",
                                "is unknown; allowed are now, now_minus(1 month), this_PERIOD, last_PERIOD and PERIODs_ago(n),"
                                        + " where PERIOD is minute, hour, day, week or month",
                        "months_ago(-1)", "needs a whole number of 0 to 999999, as in months_ago(1)",
                        "months_ago", "needs a whole number of 0 to 999999, as in months_ago(1)",
                        "this_day()", "takes nothing in parentheses",
                        "now_minus", "needs how much, as in now_minus(1 month)",
                        "now_minus(1 mont)",
                                "needs a whole number and a unit, as in now_minus(1 month); did you mean \"month\"?",
                        "now_minus(month)",
                                "needs a whole number and a unit, as in now_minus(1 month);"
                                        + " units are minutes, hours, days, weeks, months, years",
                        "months_ago(999999)", "lies beyond the years 1 to 9999",
                        "1 day",
                                "is not understood; allowed are now, now_minus(1 month), this_PERIOD, last_PERIOD and"
                                        + " PERIODs_ago(n), where PERIOD is minute, hour, day, week or month")
                .forEach((expression, problem) -> assertThat(instants("2026-11-22T05:19:06Z", "UTC")
                                .render(expression)
                                .problem())
                        .as(expression)
                        .isEqualTo(problem));
    }

    private static String literal(String asOf, String zone, String expression) {
        return instants(asOf, zone).render(expression).literal().orElseThrow();
    }

    private static Instants instants(String asOf, String zone) {
        return new Instants(Instant.parse(asOf), ZoneId.of(zone));
    }
}
