package org.kpirunner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;

/** Tells one step's work to stop; what runs at a source registers how it is cancelled there. */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private volatile @Nullable KpiException reason;

    /** Runs the action when this is cancelled, at once if it is already; the result takes it back. */
    public synchronized Registration onCancel(Runnable action) {
        if (reason != null) {
            action.run();
        } else {
            actions.add(action);
        }
        return () -> remove(action);
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** Cancels everything that is registered, once. */
    public synchronized void cancel(KpiException why) {
        if (reason == null) {
            reason = why;
            actions.forEach(Runnable::run);
        }
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /** Throws why it was cancelled, if it was; long loops call it now and then. */
    public void check() {
        KpiException why = reason;
        if (why != null) {
            throw why;
        }
    }

    /** Takes an action back when the work that it would cancel is over. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
