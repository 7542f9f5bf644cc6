package org.kpirunner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two years of every form, compared minute by minute with what the clocks on the wall show. */
class CronScheduleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");

    /** A schedule, told once more as a question to a wall clock. */
    private record Form(String text, boolean everyHour, Predicate<LocalDateTime> due) {}

    private static final List<Form> FORMS = List.of(
            new Form("0 * * * *", true, t -> t.getMinute() == 0),
            new Form("@hourly", true, t -> t.getMinute() == 0),
            new Form("30 2 * * *", false, t -> t.getMinute() == 30 && t.getHour() == 2),
            new Form("@daily", false, t -> t.getMinute() == 0 && t.getHour() == 0),
            new Form("@midnight", false, t -> t.getMinute() == 0 && t.getHour() == 0),
            new Form("15,45 1-3 * * *", false, t -> t.getMinute() % 30 == 15 && t.getHour() >= 1 && t.getHour() <= 3),
            new Form("0 */6 * * *", false, t -> t.getMinute() == 0 && t.getHour() % 6 == 0),
            new Form("@weekly", false, t -> t.getMinute() == 0 && t.getHour() == 0 && weekday(t) == 7),
            new Form("0 6 * * 1-5", false, t -> t.getMinute() == 0 && t.getHour() == 6 && weekday(t) <= 5),
            new Form("0 6 * * MON", false, t -> t.getMinute() == 0 && t.getHour() == 6 && weekday(t) == 1),
            new Form("0 6 * * 0", false, t -> t.getMinute() == 0 && t.getHour() == 6 && weekday(t) == 7),
            new Form("0 6 * * 7", false, t -> t.getMinute() == 0 && t.getHour() == 6 && weekday(t) == 7),
            new Form(
                    "0 6 13 * 5",
                    false,
                    t -> t.getMinute() == 0 && t.getHour() == 6 && (t.getDayOfMonth() == 13 || weekday(t) == 5)),
            new Form("@monthly", false, t -> t.getMinute() == 0 && t.getHour() == 0 && t.getDayOfMonth() == 1),
            new Form("@yearly", false, t -> t.getMinute() == 0 && t.getHour() == 0 && t.getDayOfYear() == 1),
            new Form("0 0 31 * *", false, t -> t.getMinute() == 0 && t.getHour() == 0 && t.getDayOfMonth() == 31),
            new Form(
                    "59 23 28 2 *",
                    false,
                    t -> t.getMinute() == 59
                            && t.getHour() == 23
                            && t.getMonthValue() == 2
                            && t.getDayOfMonth() == 28));

    private static int weekday(LocalDateTime time) {
        return time.getDayOfWeek().getValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Madrid", "Asia/Colombo", "America/New_York", "UTC", "Australia/Lord_Howe"})
    void everyFormIsDueExactlyWhenAWallClockSaysSo(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        Map<Form, List<Instant>> expected = byTheWallClock(FORMS, zone);
        for (Form form : FORMS) {
            assertThat(slots(ScheduleReader.read(form.text), zone))
                    .as(form.text)
                    .isEqualTo(expected.getOrDefault(form, List.of()));
        }
    }

    @Test
    void everyTenMinutesGoesOnThroughTheRepeatedHour() {
        Form form = new Form("*/10 * * * *", true, t -> t.getMinute() % 10 == 0);
        ZoneId zone = ZoneId.of("Europe/Madrid");

        assertThat(slots(ScheduleReader.read(form.text), zone))
                .isEqualTo(byTheWallClock(List.of(form), zone).getOrDefault(form, List.of()));
    }

    private static List<Instant> slots(Schedule schedule, ZoneId zone) {
        List<Instant> slots = new ArrayList<>();
        for (Instant slot = schedule.next(START, zone); slot.isBefore(END); slot = schedule.next(slot, zone)) {
            slots.add(slot);
        }
        return slots;
    }

    private static Map<Form, List<Instant>> byTheWallClock(List<Form> forms, ZoneId zone) {
        Map<Form, List<Instant>> slots = new HashMap<>();
        ZoneRules rules = zone.getRules();
        for (Instant minute = START.plusSeconds(60); minute.isBefore(END); minute = minute.plusSeconds(60)) {
            LocalDateTime local = LocalDateTime.ofInstant(minute, zone);
            for (Form form : forms) {
                boolean due = form.due.test(local) && (form.everyHour || !isSecond(local, minute, rules));
                if (due || isDueInTheGapBefore(form, minute, rules)) {
                    slots.computeIfAbsent(form, first -> new ArrayList<>()).add(minute);
                }
            }
        }
        return slots;
    }

    private static boolean isSecond(LocalDateTime local, Instant minute, ZoneRules rules) {
        return rules.getValidOffsets(local).size() == 2
                && rules.getOffset(minute).equals(rules.getTransition(local).getOffsetAfter());
    }

    private static boolean isDueInTheGapBefore(Form form, Instant minute, ZoneRules rules) {
        // Clocks change on the half hour, if not on the hour.
        ZoneOffsetTransition change =
                minute.getEpochSecond() % 1800 == 0 ? rules.previousTransition(minute.plusSeconds(1)) : null;
        if (change == null || !change.getInstant().equals(minute) || !change.isGap()) {
            return false;
        }
        LocalDateTime time = change.getDateTimeBefore();
        while (time.isBefore(change.getDateTimeAfter())) {
            if (form.due.test(time)) {
                return true;
            }
            time = time.plusMinutes(1);
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Madrid", "Asia/Colombo", "America/New_York", "UTC"})
    void intervalsMeanWhatTheySay(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        for (String text :
                List.of("@every 24h", "@every 90m", "@every 1h30m", "@every 6h", "@every 45m", "@every 1d")) {
            IntervalSchedule schedule = (IntervalSchedule) ScheduleReader.read(text);
            List<Instant> slots = slots(schedule, zone);

            assertThat(slots).as(text).hasSize((int)
                    (Duration.between(START, END).dividedBy(schedule.every()) - 1));
            assertThat(slots)
                    .allMatch(slot -> slot.getEpochSecond() % schedule.every().toSeconds() == 0);
        }
    }
}
