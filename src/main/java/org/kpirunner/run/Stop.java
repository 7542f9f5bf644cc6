package org.kpirunner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The wish of a person or of the system that a run stops; it is heard where nothing is half done. */
public final class Stop {
    private boolean isRequested;
    private @Nullable Thread interruptible;

    private final List<Stop> parts = new ArrayList<>();

    /** Does a part of the work under a wish of its own, which this one includes. */
    public int part(ToIntFunction<Stop> work) {
        Stop part = new Stop();
        add(part);
        try {
            return work.applyAsInt(part);
        } finally {
            remove(part);
        }
    }

    private synchronized void add(Stop part) {
        parts.add(part);
        if (isRequested) {
            part.request();
        }
    }

    private synchronized void remove(Stop part) {
        parts.remove(part);
    }

    /** Asks for it; what can be interrupted is interrupted at once. */
    public synchronized void request() {
        isRequested = true;
        parts.forEach(Stop::request);
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    public synchronized boolean isRequested() {
        return isRequested;
    }

    /** Does work that a request interrupts; the interrupt ends with the work. */
    public void interruptibly(Runnable work) {
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
