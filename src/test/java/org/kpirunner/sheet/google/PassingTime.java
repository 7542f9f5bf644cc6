package org.kpirunner.sheet.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock whose time passes only when somebody waits. */
final class PassingTime extends Clock {
    private Instant now;

    PassingTime(Instant start) {
        now = start;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(this, Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
