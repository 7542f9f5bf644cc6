package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The order in which shared questions are asked: those first that others are made of, then the longest; of each source so
 * many at a time.
 */
final class Turns {
    private final List<Shared> waiting;
    private final Map<Shared, Set<Shared>> needs = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final int most;

    /**
     * The questions of a batch.
     *
     * @param durations how long each took, as far as that is known
     * @param most how many of a source are asked at a time
     */
    Turns(Batch batch, Function<Shared, Duration> durations, int most) {
        this.most = most;
        for (Batch.Member member : batch.members()) {
            for (Shared shared : member.waiting()) {
                if (shared.isAcross()) {
                    Set<Shared> needed = needs.computeIfAbsent(shared, added -> new HashSet<>());
                    member.waiting().stream().filter(other -> !other.isAcross()).forEach(needed::add);
                }
            }
        }
        Set<Shared> needed = needs.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        this.waiting = new ArrayList<>(batch.shared());
        waiting.sort(Comparator.<Shared, Boolean>comparing(needed::contains)
                .thenComparing(durations)
                .thenComparing(shared -> shared.questions().size())
                .reversed());
    }

    /** The next question, once there is one that can be asked; empty when none is left. */
    synchronized Optional<Shared> next() throws InterruptedException {
        while (!waiting.isEmpty()) {
            for (Shared shared : waiting) {
                if (canBeAsked(shared)) {
                    waiting.remove(shared);
                    asked.merge(shared.catalog(), 1, Integer::sum);
                    return Optional.of(shared);
                }
            }
            wait();
        }
        return Optional.empty();
    }

    private boolean canBeAsked(Shared shared) {
        return needs.getOrDefault(shared, Set.of()).isEmpty() && asked.getOrDefault(shared.catalog(), 0) < most;
    }

    /** Tells that a question has been asked, whatever came of it. */
    synchronized void ended(Shared shared) {
        needs.values().forEach(needed -> needed.remove(shared));
        asked.merge(shared.catalog(), -1, Integer::sum);
        notifyAll();
    }
}
