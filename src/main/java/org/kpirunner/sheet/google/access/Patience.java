package org.kpirunner.sheet.google.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** When a call is sent, and sent again: within the quota of a minute, and ever later while it fails. */
public final class Patience {
    /** Both quotas are 60 a minute and user; the rest is left to whoever else uses the account. */
    private static final int A_MINUTE = 50;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(64);
    private static final int JITTER_MILLIS = 1000;

    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Deque<Instant> reads = new ArrayDeque<>();
    private final Deque<Instant> writes = new ArrayDeque<>();

    /** One for all sheets of an account, as they share its quota. */
    public Patience(Clock clock, Pause pause, RandomGenerator random) {
        this.clock = clock;
        this.pause = pause;
        this.random = random;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Waits until one more read fits into the minute. */
    public void beforeRead() {
        take(reads);
    }

    /** Waits until one more write fits into the minute. */
    public void beforeWrite() {
        take(writes);
    }

    private void take(Deque<Instant> taken) {
        Instant earliest;
        synchronized (this) {
            Instant now = clock.instant();
            while (!taken.isEmpty() && !taken.getFirst().isAfter(now.minus(MINUTE))) {
                taken.removeFirst();
            }
            // A place in the window that opens when the call A_MINUTE before this one is a minute old.
            Deque<Instant> order = taken;
            earliest = now;
            if (order.size() >= A_MINUTE) {
                earliest = order.stream()
                        .skip(order.size() - A_MINUTE)
                        .findFirst()
                        .orElse(now)
                        .plus(MINUTE);
            }
            taken.addLast(earliest);
        }
        Duration wait = Duration.between(clock.instant(), earliest);
        if (wait.compareTo(Duration.ZERO) > 0) {
            pause(wait);
        }
    }

    /** Waits after the n-th failure in a row, counted from 0: 1 s, 2 s, 4 s … and a part of a second. */
    public void afterFailure(int failures) {
        long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failures, 6));
        pause(Duration.ofSeconds(seconds).plusMillis(random.nextInt(JITTER_MILLIS)));
    }

    private void pause(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KpiException(Reason.CANCELLED, "stopped while waiting for Google Sheets", stop);
        }
    }
}
