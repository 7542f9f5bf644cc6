package org.kpirunner.schedule;

import java.time.Duration;

/** Waits; a seam, so that a test can let years pass. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
}
