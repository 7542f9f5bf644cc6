package org.kpirunner.schedule;

/** Runs the command of a slot to its end; an interrupt asks it to stop. */
@FunctionalInterface
public interface Starter {
    void start(Slot slot) throws InterruptedException;
}
