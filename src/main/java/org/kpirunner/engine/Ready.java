package org.kpirunner.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.kpirunner.plan.Step;

/** Steps that are given out one by one; some of them become ready only later. */
public final class Ready {
    private final Deque<Step> steps;
    private final Runnable interruption;
    private final int size;
    private int later;

    /**
     * Steps in their order.
     *
     * @param later how many will be added
     * @param interruption told when the run is interrupted; what is later must be added all the same
     */
    public Ready(List<Step> steps, int later, Runnable interruption) {
        this.steps = new ArrayDeque<>(steps);
        this.later = later;
        this.size = steps.size() + later;
        this.interruption = interruption;
    }

    /** Steps that are all ready now. */
    public static Ready now(List<Step> steps) {
        return new Ready(steps, 0, () -> {});
    }

    /** Adds steps that are ready now. */
    public synchronized void add(Collection<Step> more) {
        steps.addAll(more);
        later -= more.size();
        notifyAll();
    }

    int size() {
        return size;
    }

    void interrupt() {
        interruption.run();
    }

    /** The next step, once it is ready; empty when all have been given out. */
    synchronized Optional<Step> next() {
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
