package org.kpirunner.engine.embedded.operator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The rows of a fragment, which its source computes while others are at work as well. */
public final class Leaf implements Rows {
    private final Cancellation outer;
    private final Cancellation own = new Cancellation();
    private final Cancellation.Registration registration;
    private final CompletableFuture<Rows> started;
    private @Nullable Rows rows;

    private Leaf(FragmentScan leaf, Work work, boolean isAlone) {
        this.outer = work.cancellation();
        this.registration = outer.onCancel(() -> own.cancel(reason()));
        this.started = isAlone
                ? CompletableFuture.completedFuture(work.opening().open(leaf, own))
                : CompletableFuture.supplyAsync(() -> work.opening().open(leaf, own), Leaf::inThread);
    }

    /** Starts a fragment; in a thread of its own unless it is the only one of its plan. */
    public static Rows start(FragmentScan leaf, Work work, boolean isAlone) {
        work.cancellation().check();
        return new Leaf(leaf, work, isAlone);
    }

    private static void inThread(Runnable start) {
        Thread thread = new Thread(start, "fragment");
        thread.setDaemon(true);
        thread.start();
    }

    private KpiException reason() {
        try {
            outer.check();
        } catch (KpiException e) {
            return e;
        }
        return new KpiException(Reason.CANCELLED, "the query was cancelled");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        outer.check();
        Rows current = rows;
        if (current == null) {
            current = await();
            rows = current;
        }
        return current.next();
    }

    private Rows await() {
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        registration.close();
        if (!started.isDone()) {
            own.cancel(new KpiException(Reason.CANCELLED, "the rows are not needed any more"));
        }
        var unused = started.whenComplete((opened, failure) -> {
            if (opened != null) {
                opened.close();
            }
        });
    }
}
