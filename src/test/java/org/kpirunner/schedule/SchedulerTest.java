package org.kpirunner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A clock that the scheduler's own waiting moves, so that years pass in a second. */
class SchedulerTest {
    private Instant now = Instant.parse("2026-01-01T00:00:30Z");
    private Instant end = now;
    private final TreeMap<Instant, Duration> jumps = new TreeMap<>();
    private final List<String> said = new ArrayList<>();
    private final List<Slot> started = new ArrayList<>();
    private final Map<String, Instant> finished = new HashMap<>();
    private Duration look = Duration.ofHours(1);
    private Duration early = Duration.ZERO;
    private Duration reading = Duration.ZERO;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            now = now.plus(reading);
            return now;
        }
    };

    private final Slots slots = new Slots() {
        @Override
        public Optional<Instant> finished(String entry) {
            return Optional.ofNullable(finished.get(entry));
        }

        @Override
        public void finish(String entry, Instant slot) {
            finished.put(entry, slot);
        }
    };

    private void runUntil(String until, String schedule, String onstart, Starter starter) {
        end = Instant.parse(until);
        Crontab crontab = CrontabReader.read(
                "crontab.json",
                "[{\"name\": \"kpis\", \"schedule\": \"" + schedule + "\", \"command\": \"kpi run\", \"onstart\": "
                        + onstart + "}]");
        new Scheduler(
                        () -> crontab,
                        ZoneId.of("Europe/Madrid"),
                        slots,
                        starter,
                        clock,
                        this::sleep,
                        look,
                        Duration.ZERO,
                        Runnable::run,
                        said::add)
                .run();
        assertThat(Thread.interrupted()).isTrue();
    }

    private void runUntil(String until, String schedule, String onstart) {
        runUntil(until, schedule, onstart, started::add);
    }

    private void sleep(Duration duration) throws InterruptedException {
        Duration slept = duration.minus(early);
        now = slept.isNegative() ? now : now.plus(slept);
        if (!jumps.isEmpty() && !now.isBefore(jumps.firstKey())) {
            now = now.plus(jumps.pollFirstEntry().getValue());
        }
        if (now.isAfter(end)) {
            throw new InterruptedException();
        }
    }

    private List<Instant> due() {
        return started.stream().map(Slot::due).toList();
    }

    @Test
    void everySlotOfTwoYearsIsStartedOnce() {
        runUntil("2028-01-01T00:00:00Z", "@every 24h", "false");

        assertThat(started).hasSize(730).doesNotHaveDuplicates();
        assertThat(due()).isSorted().allMatch(slot -> slot.getEpochSecond() % 86_400 == 0);
    }

    @Test
    void aSlotThatComesBetweenALookAndTheNextPauseIsNotLateByAnother() {
        look = Duration.ofSeconds(2);
        // Reading the clock takes time, and this pause is always too short by less than that.
        early = Duration.ofNanos(400);
        reading = Duration.ofNanos(500);
        List<Duration> late = new ArrayList<>();

        runUntil("2026-01-01T00:10:00Z", "@every 2s", "false", slot -> {
            started.add(slot);
            late.add(Duration.between(slot.due(), now));
        });

        assertThat(started).hasSizeGreaterThan(280);
        assertThat(late).allMatch(duration -> duration.toMillis() < 1);
    }

    @Test
    void aDailyEntryRunsOnceOnTheDaysWhoseClocksChange() {
        runUntil("2028-01-01T00:00:00Z", "30 2 * * *", "false");

        assertThat(started).hasSize(730);
        assertThat(due()).contains(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void slotsThatPassedWhileTheMachineSleptAreRunOnceAndSaid() {
        jumps.put(Instant.parse("2026-01-01T05:00:00Z"), Duration.ofHours(10));

        runUntil("2026-01-01T17:30:00Z", "@hourly", "false");

        assertThat(due()).hasSize(4 + 1 + 2).doesNotHaveDuplicates().contains(Instant.parse("2026-01-01T15:00:00Z"));
        assertThat(said)
                .containsExactly("kpis: 11 slots passed while this machine slept or its clock was set;"
                        + " one run for the newest, of 2026-01-01T15:00:00Z");
    }

    @Test
    void slotsThatAClockSetBackBringsAgainAreNotStartedAgain() {
        jumps.put(Instant.parse("2026-01-01T05:30:00Z"), Duration.ofHours(-1));

        runUntil("2026-01-01T07:30:00Z", "*/30 * * * *", "false");

        assertThat(due()).isSorted().doesNotHaveDuplicates().hasSize(15);
        assertThat(said)
                .containsExactly(
                        "the clock was set back to 2026-01-01T04:30:00Z; slots that were started are not started"
                                + " again");
    }

    @Test
    void aSlotMissedWhileNothingRanIsCaughtUpOnceIfTheEntrySaysSo() {
        finished.put("kpis", Instant.parse("2025-12-31T20:00:00Z"));

        runUntil("2026-01-01T00:30:00Z", "@hourly", "\"if-missed\"");

        assertThat(started).extracting(Slot::cause).containsExactly(Slot.Cause.MISSED);
        assertThat(due()).containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(finished).containsEntry("kpis", Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void nothingWasMissedAtTheVeryFirstStart() {
        runUntil("2026-01-01T00:30:00Z", "@hourly", "\"if-missed\"");

        assertThat(started).isEmpty();
        assertThat(finished).containsEntry("kpis", Instant.parse("2026-01-01T00:00:30Z"));
    }

    @Test
    void aStartIsOneMoreRunOnlyWhereTheEntrySaysSo() {
        runUntil("2026-01-01T00:30:00Z", "@hourly", "true");
        assertThat(started).extracting(Slot::cause).containsExactly(Slot.Cause.START);

        started.clear();
        runUntil("2026-01-01T00:45:00Z", "@hourly", "false");
        assertThat(started).isEmpty();
    }

    @Test
    void aSlotWhoseRunWasKilledRunsAgainUnderTheSameDigest() {
        look = Duration.ofMinutes(1);
        runUntil("2026-01-01T01:30:00Z", "@hourly", "\"if-missed\"", slot -> {
            started.add(slot);
            throw new InterruptedException();
        });
        Slot killed = started.get(0);

        started.clear();
        runUntil("2026-01-01T01:45:00Z", "@hourly", "\"if-missed\"");

        assertThat(started).extracting(Slot::due).containsExactly(killed.due());
        assertThat(started.get(0).digest()).isEqualTo(killed.digest());
    }
}
