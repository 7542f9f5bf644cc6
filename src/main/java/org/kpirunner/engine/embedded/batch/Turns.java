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

/** The order in which shared questions are asked: the longest first, each when what it is made of has been asked. */
final class Turns {
    private final List<Shared> waiting;
    private final Map<Shared, Set<Shared>> needs = new HashMap<>();

    /**
     * The questions of a batch.
     *
     * @param durations how long each took, as far as that is known
     */
    Turns(Batch batch, Function<Shared, Duration> durations) {
        this.waiting = new ArrayList<>(batch.shared());
        waiting.sort(Comparator.comparing(durations)
                .thenComparing(shared -> shared.questions().size())
                .reversed());
        for (Batch.Member member : batch.members()) {
            for (Shared shared : member.waiting()) {
                if (shared.isAcross()) {
                    Set<Shared> needed = needs.computeIfAbsent(shared, added -> new HashSet<>());
                    member.waiting().stream().filter(other -> !other.isAcross()).forEach(needed::add);
                }
            }
        }
    }

    /** The next question, once there is one that can be asked; empty when none is left. */
    synchronized Optional<Shared> next() throws InterruptedException {
        while (!waiting.isEmpty()) {
            for (Shared shared : waiting) {
                if (needs.getOrDefault(shared, Set.of()).isEmpty()) {
                    waiting.remove(shared);
                    return Optional.of(shared);
                }
            }
            wait();
        }
        return Optional.empty();
    }

    /** Tells that a question has been asked, whatever came of it. */
    synchronized void ended(Shared shared) {
        needs.values().forEach(needed -> needed.remove(shared));
        notifyAll();
    }
}
