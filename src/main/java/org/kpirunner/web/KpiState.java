package org.kpirunner.web;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kpirunner.ledger.EndedRun;
import org.kpirunner.ledger.KpiOutcome;

/** One KPI of one environment, as its runs so far have left it. */
final class KpiState {
    /** So many numbers make a sparkline. */
    private static final int REMEMBERED = 60;

    /** The upper bounds of the histogram of durations, in seconds. */
    static final List<Double> BOUNDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

    private final String environment;
    private final Deque<Double> numbers = new ArrayDeque<>();
    private final long[] durations = new long[BOUNDS.size() + 1];
    private double seconds;
    private final Map<String, Long> failures = new TreeMap<>();
    private KpiOutcome last;
    private Instant lastAsOf;
    private @Nullable KpiOutcome success;
    private @Nullable Instant successAt;
    private @Nullable KpiOutcome failure;
    private @Nullable Instant failureAt;

    KpiState(String environment, EndedRun run, KpiOutcome first) {
        this.environment = environment;
        this.last = first;
        this.lastAsOf = run.run().asOf();
    }

    /**
     * Takes the outcome of a newer run.
     *
     * @param counts whether it happened while this process was there to count it
     */
    void add(EndedRun run, KpiOutcome outcome, boolean counts) {
        last = outcome;
        lastAsOf = run.run().asOf();
        if (outcome.status().equals("ok")) {
            success = outcome;
            successAt = run.ended();
            number(outcome).ifPresent(this::remember);
        } else {
            failure = outcome;
            failureAt = run.ended();
        }
        if (counts) {
            count(outcome);
        }
    }

    private void remember(double number) {
        numbers.addLast(number);
        if (numbers.size() > REMEMBERED) {
            numbers.removeFirst();
        }
    }

    private void count(KpiOutcome outcome) {
        double took = outcome.took().toMillis() / 1000.0;
        int bucket = 0;
        while (bucket < BOUNDS.size() && took > BOUNDS.get(bucket)) {
            bucket++;
        }
        durations[bucket]++;
        seconds += took;
        if (!outcome.status().equals("ok")) {
            failures.merge(outcome.reason().orElse("unknown"), 1L, Long::sum);
        }
    }

    private static OptionalDouble number(KpiOutcome outcome) {
        String value = outcome.value().orElse("");
        if (value.matches("-?\\d.*")) {
            return OptionalDouble.of(Double.parseDouble(value));
        }
        return value.equals("true")
                ? OptionalDouble.of(1)
                : value.equals("false") ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    String environment() {
        return environment;
    }

    KpiOutcome last() {
        return last;
    }

    Instant lastAsOf() {
        return lastAsOf;
    }

    Optional<KpiOutcome> success() {
        return Optional.ofNullable(success);
    }

    Optional<Instant> successAt() {
        return Optional.ofNullable(successAt);
    }

    Optional<KpiOutcome> failure() {
        return Optional.ofNullable(failure);
    }

    Optional<Instant> failureAt() {
        return Optional.ofNullable(failureAt);
    }

    OptionalDouble lastNumber() {
        return number(last);
    }

    List<Double> numbers() {
        return new ArrayList<>(numbers);
    }

    /** How many outcomes took at most as long as each bound, and last how many there were. */
    long[] cumulativeDurations() {
        long[] cumulative = durations.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        return cumulative;
    }

    double seconds() {
        return seconds;
    }

    Map<String, Long> failures() {
        return failures;
    }
}
