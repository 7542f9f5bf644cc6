package org.kpirunner.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.Durations;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs steps side by side, so many at a time.
 *
 * <p>A KPI's timeout holds for each try, from its start; what is late is cancelled at its source, and left behind if the
 * source does not let go within {@link #GRACE}. What may pass is tried again, as often as the KPI's {@code retries} say,
 * after a pause that doubles. A step that fails by a mistake of ours fails alone and is logged with its stack trace.
 */
public final class Workers {
    /** How long a cancelled try may take to end. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final int parallel;

    public Workers(int parallel) {
        if (parallel < 1) {
            throw new IllegalArgumentException("no workers: " + parallel);
        }
        this.parallel = parallel;
    }

    /**
     * Answers each step, and returns when all outcomes are reported, one at a time.
     *
     * @param sources the catalogs of a step, for its outcome; asked when the step has ended
     */
    public void run(List<Step> steps, Work work, Function<Step, List<String>> sources, Consumer<Outcome> outcomes) {
        run(Ready.now(steps), work, sources, outcomes);
    }

    /** The same for steps of which some are ready only later. */
    public void run(Ready steps, Work work, Function<Step, List<String>> sources, Consumer<Outcome> outcomes) {
        new Batch(steps, work, sources, outcomes).run(Math.min(parallel, steps.size()));
    }

    /** One call of {@link #run}. */
    private static final class Batch {
        private final Ready steps;
        private final Work work;
        private final Function<Step, List<String>> sources;
        private final Consumer<Outcome> outcomes;
        private final Set<Cancellation> active = ConcurrentHashMap.newKeySet();
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private @Nullable Throwable bug;

        Batch(Ready steps, Work work, Function<Step, List<String>> sources, Consumer<Outcome> outcomes) {
            this.steps = steps;
            this.work = work;
            this.sources = sources;
            this.outcomes = outcomes;
        }

        void run(int drivers) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < drivers; i++) {
                threads.add(daemon("step-driver-" + i, this::drive));
            }
            boolean wasInterrupted = false;
            for (Thread thread : threads) {
                wasInterrupted |= await(thread);
            }
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
            if (bug != null) {
                throw new IllegalStateException("an outcome could not be taken", bug);
            }
        }

        private boolean await(Thread thread) {
            boolean wasInterrupted = false;
            while (true) {
                try {
                    thread.join();
                    return wasInterrupted;
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupted.countDown();
                    active.forEach(cancellation -> cancellation.cancel(cancelled()));
                    steps.interrupt();
                }
            }
        }

        private void drive() {
            for (Step step = next(); step != null; step = next()) {
                MDC.put("kpi", step.kpi().name());
                Outcome outcome = outcome(step);
                synchronized (outcomes) {
                    try {
                        outcomes.accept(outcome);
                    } catch (RuntimeException | Error e) {
                        bug = bug == null ? e : bug;
                    }
                }
                MDC.remove("kpi");
            }
        }

        private @Nullable Step next() {
            return steps.next().orElse(null);
        }

        private Outcome outcome(Step step) {
            long start = System.nanoTime();
            CopyOnWriteArrayList<String> queries = new CopyOnWriteArrayList<>();
            Duration pause = FIRST_PAUSE;
            for (int attempt = 1; ; attempt++) {
                KpiException problem;
                try {
                    Answer answer = attempt(step, queries);
                    return new Outcome.Answered(step, effort(step, start, attempt, queries), answer);
                } catch (KpiException e) {
                    problem = e;
                }
                boolean again =
                        problem.reason().isTransient() && attempt <= step.kpi().retries();
                if (!again || isInterruptedWithin(pause)) {
                    return new Outcome.Failed(step, effort(step, start, attempt, queries), problem);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }

        private boolean isInterruptedWithin(Duration pause) {
            try {
                return interrupted.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a driver", e);
            }
        }

        private Outcome.Effort effort(Step step, long start, int attempts, List<String> queries) {
            Duration took = steps.before(step).plusNanos(System.nanoTime() - start);
            return new Outcome.Effort(took, attempts, sources.apply(step), List.copyOf(queries));
        }

        private Answer attempt(Step step, CopyOnWriteArrayList<String> queries) {
            Work.Attempt attempt = new Work.Attempt(queries);
            active.add(attempt.cancellation());
            try {
                if (interrupted.getCount() == 0) {
                    throw cancelled();
                }
                Optional<Answer> known = work.known(step);
                if (known.isPresent()) {
                    return known.get();
                }
                FutureTask<Answer> task = new FutureTask<>(() -> work.answer(step, attempt));
                var context = MDC.getCopyOfContextMap();
                daemon("step", () -> {
                    MDC.setContextMap(context);
                    task.run();
                });
                return await(task, step, attempt.cancellation());
            } finally {
                active.remove(attempt.cancellation());
            }
        }

        private static Answer await(FutureTask<Answer> task, Step step, Cancellation cancellation) {
            Duration timeout = step.kpi().timeout();
            try {
                return get(task, timeout);
            } catch (TimeoutException e) {
                KpiException late = new KpiException(
                        Reason.TIMEOUT, "no answer within its timeout of " + Durations.print(timeout), e);
                cancellation.cancel(late);
                return getCancelled(task, late);
            }
        }

        /** What was answered in the last moment still counts; how it failed after its time does not. */
        private static Answer getCancelled(FutureTask<Answer> task, KpiException late) {
            try {
                return get(task, GRACE);
            } catch (TimeoutException | KpiException e) {
                if (e != late) {
                    late.addSuppressed(e);
                }
                throw late;
            }
        }

        private static Answer get(FutureTask<Answer> task, Duration patience) throws TimeoutException {
            try {
                return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a driver", e);
            } catch (ExecutionException e) {
                throw problem(e.getCause());
            }
        }

        private static KpiException problem(@Nullable Throwable cause) {
            if (cause instanceof KpiException problem) {
                return problem;
            }
            if (cause instanceof OutOfMemoryError) {
                return new KpiException(
                        Reason.OUT_OF_MEMORY, "the process has no memory left; give it more, or ask for less", cause);
            }
            LOG.error("a bug in kpi; only this KPI fails", cause);
            return new KpiException(
                    Reason.INTERNAL_ERROR,
                    "a bug in kpi: " + cause + "; the log has its stack trace",
                    new Exception(cause));
        }

        private static KpiException cancelled() {
            return new KpiException(Reason.CANCELLED, "the run was interrupted");
        }

        private static Thread daemon(String name, Runnable work) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
    }
}
