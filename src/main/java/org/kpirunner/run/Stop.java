package org.kpirunner.run;

import org.jspecify.annotations.Nullable;

/** The wish of a person or of the system that a run stops; it is heard where nothing is half done. */
public final class Stop {
    private boolean isRequested;
    private @Nullable Thread interruptible;

    /** Asks for it; what can be interrupted is interrupted at once. */
    public synchronized void request() {
        isRequested = true;
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    public synchronized boolean isRequested() {
        return isRequested;
    }

    /** Does work that a request interrupts; the interrupt ends with the work. */
    void interruptibly(Runnable work) {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        interruptible = Thread.currentThread();
        if (isRequested) {
            interruptible.interrupt();
        }
    }

    // The interrupt must not reach the writing of a file: it would close it.
    private synchronized void end() {
        interruptible = null;
        Thread.interrupted();
    }
}
