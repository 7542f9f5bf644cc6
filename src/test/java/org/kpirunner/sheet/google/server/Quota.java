package org.kpirunner.sheet.google.server;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** So many reads and so many writes in any minute. */
final class Quota {
    private static final String PROJECT = "603366585132";
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Deque<Instant> reads = new ArrayDeque<>();
    private final Deque<Instant> writes = new ArrayDeque<>();
    private int limit = Integer.MAX_VALUE;

    Quota(Clock clock) {
        this.clock = clock;
    }

    synchronized void limit(int aMinute) {
        limit = aMinute;
    }

    /** Counts a call, or refuses it; a refused one does not count. */
    synchronized void take(boolean isWrite) {
        Deque<Instant> taken = isWrite ? writes : reads;
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().isAfter(now.minusSeconds(SECONDS))) {
            taken.remove();
        }
        if (taken.size() >= limit) {
            throw ApiError.quota(isWrite ? "Write" : "Read", limit, PROJECT);
        }
        taken.add(now);
    }
}
