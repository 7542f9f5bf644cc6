package org.kpirunner.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.slf4j.MDC;

/**
 * What is asked now, each in a thread of its own.
 *
 * <p>What is late is cancelled at its source, and left behind if the source does not let go within {@link #GRACE}; when
 * the run is interrupted, all are cancelled and none is begun.
 */
final class Attempts {
    /** How long a cancelled try may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Set<Cancellation> active = ConcurrentHashMap.newKeySet();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /**
     * Asks, and waits so long for the answer.
     *
     * @param late what is said when it is late
     * @throws KpiException if it is late or interrupted; and whatever the question throws
     */
    <T> T within(Duration time, String late, Function<Cancellation, T> question) {
        Cancellation cancellation = new Cancellation();
        active.add(cancellation);
        try {
            check();
            FutureTask<T> task = new FutureTask<>(() -> question.apply(cancellation));
            start(task);
            return await(task, time, late, cancellation);
        } finally {
            active.remove(cancellation);
        }
    }

    private static void start(Runnable task) {
        var context = MDC.getCopyOfContextMap();
        Thread thread = new Thread(
                () -> {
                    if (context != null) {
                        MDC.setContextMap(context);
                    }
                    task.run();
                },
                "attempt");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T await(FutureTask<T> task, Duration time, String late, Cancellation cancellation) {
        try {
            return get(task, time);
        } catch (TimeoutException e) {
            KpiException why = new KpiException(Reason.TIMEOUT, late, e);
            cancellation.cancel(why);
            return getCancelled(task, why);
        }
    }

    /** What was answered in the last moment still counts; how it failed after its time does not. */
    private static <T> T getCancelled(FutureTask<T> task, KpiException late) {
        try {
            return get(task, GRACE);
        } catch (TimeoutException | RuntimeException | Error e) {
            if (e != late) {
                late.addSuppressed(e);
            }
            throw late;
        }
    }

    private static <T> T get(FutureTask<T> task, Duration patience) throws TimeoutException {
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a driver", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /** Cancels all that run, and all that would be begun later. */
    void interrupt() {
        interrupted.countDown();
        active.forEach(cancellation -> cancellation.cancel(cancelled()));
    }

    /** Throws if the run was interrupted. */
    void check() {
        if (interrupted.getCount() == 0) {
            throw cancelled();
        }
    }

    /** Waits, and tells whether the run was interrupted meanwhile. */
    boolean isInterruptedWithin(Duration pause) {
        try {
            return interrupted.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a driver", e);
        }
    }

    private static KpiException cancelled() {
        return new KpiException(Reason.CANCELLED, "the run was interrupted");
    }
}
