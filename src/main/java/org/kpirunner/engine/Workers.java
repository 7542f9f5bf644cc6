package org.kpirunner.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * source does not let go. What may pass is tried again, as often as the KPI's {@code retries} say,
 * after a pause that doubles. A step that fails by a mistake of ours fails alone and is logged with its stack trace.
 */
public final class Workers {
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
        private final Attempts attempts = new Attempts();
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
                    attempts.interrupt();
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
                if (!again || attempts.isInterruptedWithin(pause)) {
                    return new Outcome.Failed(step, effort(step, start, attempt, queries), problem);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }

        private Outcome.Effort effort(Step step, long start, int attempts, List<String> queries) {
            Duration took = steps.before(step).plusNanos(System.nanoTime() - start);
            return new Outcome.Effort(took, attempts, sources.apply(step), List.copyOf(queries));
        }

        private Answer attempt(Step step, CopyOnWriteArrayList<String> queries) {
            attempts.check();
            Optional<Answer> known = work.known(step);
            if (known.isPresent()) {
                return known.get();
            }
            Duration timeout = step.kpi().timeout();
            try {
                return attempts.within(
                        timeout,
                        "no answer within its timeout of " + Durations.print(timeout),
                        cancellation -> work.answer(step, new Work.Attempt(cancellation, queries)));
            } catch (KpiException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                throw problem(e);
            }
        }

        private static KpiException problem(Throwable bug) {
            if (bug instanceof OutOfMemoryError) {
                return new KpiException(
                        Reason.OUT_OF_MEMORY, "the process has no memory left; give it more, or ask for less", bug);
            }
            LOG.error("a bug in kpi; only this KPI fails", bug);
            return new KpiException(
                    Reason.INTERNAL_ERROR,
                    "a bug in kpi: " + bug + "; the log has its stack trace",
                    new Exception(bug));
        }

        private static Thread daemon(String name, Runnable work) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
    }
}
