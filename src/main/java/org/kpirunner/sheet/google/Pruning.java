package org.kpirunner.sheet.google;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which tokens have served. A write that nobody waits for any more may still come true minutes later, so a token must
 * outlive every attempt of its run by far; and a runner that was away for weeks still needs the proofs of its runs.
 *
 * @param isConfirmed whether our ledger has had a run as delivered to this sheet for over an hour
 * @param atOnce how many tokens one write takes away at most
 */
record Pruning(Predicate<String> isConfirmed, int atOnce) {
    static final Duration FOREIGN = Duration.ofDays(30);

    List<RunToken> served(List<RunToken> tokens, Instant now) {
        return tokens.stream()
                .filter(token -> isConfirmed.test(token.run()) || token.minutesBefore(now) > FOREIGN.toMinutes())
                .limit(atOnce)
                .toList();
    }
}
