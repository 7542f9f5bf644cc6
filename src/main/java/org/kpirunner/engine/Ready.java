package org.kpirunner.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.kpirunner.plan.Step;

/** Steps that are given out one by one, those that usually take longest first; some become ready only later. */
public final class Ready {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<Step> steps;
    private final Map<Step, Duration> before = new HashMap<>();
    private final Runnable interruption;
    private final int size;
    private int later;

    /**
     * Steps in their order, as far as their durations are not known.
     *
     * @param later how many will be added
     * @param interruption told when the run is interrupted; what is later must be added all the same
     */
    public Ready(List<Step> steps, int later, Runnable interruption) {
        this.steps = new ArrayDeque<>(steps.stream()
                .sorted(Comparator.comparing(Step::usual).reversed())
                .toList());
        this.later = later;
        this.size = steps.size() + later;
        this.interruption = interruption;
    }

    /** Steps that are all ready now. */
    public static Ready now(List<Step> steps) {
        return new Ready(steps, 0, () -> {});
    }

    /** Has a task done before steps are given out, by one of those who work on steps. */
    public void first(Runnable task) {
        tasks.add(task);
    }

    /** Adds steps that are ready now, each with how long it took to ask what it waited for. */
    public synchronized void add(Map<Step, Duration> more) {
        steps.addAll(more.keySet());
        before.putAll(more);
        later -= more.size();
        notifyAll();
    }

    int size() {
        return size;
    }

    void interrupt() {
        interruption.run();
    }

    /** How long it took to ask what a step waited for. */
    synchronized Duration before(Step step) {
        return before.getOrDefault(step, Duration.ZERO);
    }

    /** The next step, once it is ready; empty when all have been given out. */
    Optional<Step> next() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return step();
    }

    private synchronized Optional<Step> step() {
        while (steps.isEmpty() && later > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a driver", e);
            }
        }
        return Optional.ofNullable(steps.poll());
    }
}
