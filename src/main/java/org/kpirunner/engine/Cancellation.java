package org.kpirunner.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /** Throws why it was cancelled, if it was; long loops call it now and then. */
    public void check() {
        KpiException why = reason;
        if (why != null) {
            throw why;
        }
    }

    /** Waits for what somebody else works on; who is cancelled waits no longer. A failure is one of its own. */
    public <T> T await(CompletableFuture<T> shared) {
        CompletableFuture<T> mine = shared.copy();
        Registration registration = onCancel(() -> mine.cancel(true));
        try {
            return mine.join();
        } catch (CancellationException e) {
            check();
            throw e;
        } catch (CompletionException e) {
            throw e.getCause() instanceof KpiException problem
                    ? new KpiException(problem.reason(), String.valueOf(problem.getMessage()), problem)
                    : e;
        } finally {
            registration.close();
        }
    }

    /** Takes an action back when the work that it would cancel is over. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
