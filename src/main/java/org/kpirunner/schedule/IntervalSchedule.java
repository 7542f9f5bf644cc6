package org.kpirunner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.kpirunner.problem.Durations;

/** {@code @every d}: the slots are the multiples of d since the epoch, so that a restart does not move them. */
public record IntervalSchedule(Duration every) implements Schedule {
    public IntervalSchedule {
        if (every.toMillis() < 1000 || every.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("not whole seconds: " + every);
        }
    }

    @Override
    public Instant next(Instant after, ZoneId zone) {
        long seconds = every.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), seconds) + 1) * seconds);
    }

    @Override
    public String describe() {
        return "every " + Durations.print(every) + ", counted from 1970-01-01 00:00 UTC";
    }
}
