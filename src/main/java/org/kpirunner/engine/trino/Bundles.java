package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Ready;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of a run while they are asked: those who work on steps ask them first, and their steps wait for them.
 *
 * <p>An answer is only a head start. A step without one asks for itself as if there were no bundles, with its own
 * timeout and retries: what fails is split first, what takes more than half of the shortest timeout in it is given up.
 */
final class Bundles {
    private static final int MOST_SPLITS = 8;

    /** Failures that need not be those of one step. */
    private static final Set<Reason> NOT_OF_ONE = Set.of(Reason.CANCELLED, Reason.OUT_OF_MEMORY);

    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);

    private final TrinoQueries queries;
    private final String run;
    private final Map<Step, Told> told = new ConcurrentHashMap<>();
    private final Set<Cancellation> active = ConcurrentHashMap.newKeySet();
    private final Ready ready;
    private volatile boolean isCancelled;

    private Bundles(TrinoQueries queries, String run, List<Step> others, int waiting) {
        this.queries = queries;
        this.run = run;
        this.ready = new Ready(others, waiting, this::cancel);
    }

    /** A step's answer, and the query that gave it. */
    record Told(Answer answer, List<String> queries) {}

    static Bundles of(TrinoQueries queries, String run, List<Bundle> bundles, List<Step> steps) {
        Set<Step> waiting = bundles.stream()
                .flatMap(bundle -> bundle.members().stream())
                .map(Bundle.Member::step)
                .collect(Collectors.toSet());
        List<Step> others =
                steps.stream().filter(step -> !waiting.contains(step)).toList();
        Bundles asked = new Bundles(queries, run, others, waiting.size());
        bundles.forEach(bundle -> asked.ready.first(() -> asked.answer(bundle)));
        return asked;
    }

    /** The steps, those of a bundle when it has been asked. */
    Ready ready() {
        return ready;
    }

    /** What a bundle has told of a step, if it did; another try of the step asks for itself. */
    Optional<Answer> take(Step step, Consumer<String> queryIds) {
        Optional<Told> mine = Optional.ofNullable(told.remove(step));
        mine.ifPresent(known -> known.queries().forEach(queryIds));
        return mine.map(Told::answer);
    }

    private void answer(Bundle bundle) {
        long start = System.nanoTime();
        try {
            ask(bundle, MOST_SPLITS);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} KPIs are asked one by one: {}", bundle.members().size(), e, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Map<Step, Duration> times = new LinkedHashMap<>();
            bundle.members().forEach(member -> times.put(member.step(), took));
            ready.add(times);
        }
    }

    private void ask(Bundle bundle, int splits) {
        try {
            told.putAll(askWithin(bundle.shortestTimeout().dividedBy(2), bundle));
        } catch (KpiException e) {
            LOG.debug("{} KPIs are not asked together: {}", bundle.members().size(), e.getMessage());
            boolean isOfOne = !e.reason().isTransient() && !NOT_OF_ONE.contains(e.reason());
            if (splits > 0 && isOfOne) {
                bundle.halves().forEach(half -> ask(half, splits - 1));
            }
        }
    }

    private Map<Step, Told> askWithin(Duration patience, Bundle bundle) {
        Cancellation cancellation = new Cancellation();
        FutureTask<Map<Step, Told>> task = new FutureTask<>(() -> tell(bundle, patience, cancellation));
        active.add(cancellation);
        try {
            if (isCancelled) {
                throw cancelled();
            }
            Thread thread = new Thread(task, "bundle");
            thread.setDaemon(true);
            thread.start();
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            KpiException late = new KpiException(Reason.TIMEOUT, "what is asked together took too long", e);
            cancellation.cancel(late);
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KpiException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a driver", e);
        } finally {
            active.remove(cancellation);
        }
    }

    private Map<Step, Told> tell(Bundle bundle, Duration timeout, Cancellation cancellation) {
        List<String> ids = new CopyOnWriteArrayList<>();
        Purpose purpose = Purpose.ahead(run, bundle.names(), timeout);
        Answer answer = queries.ask(bundle.sql(), purpose, Integer.MAX_VALUE, cancellation, ids::add);
        Map<Step, Told> all = new HashMap<>();
        bundle.divide(answer).forEach((step, mine) -> all.put(step, new Told(mine, ids)));
        return all;
    }

    private void cancel() {
        isCancelled = true;
        active.forEach(cancellation -> cancellation.cancel(cancelled()));
    }

    private static KpiException cancelled() {
        return new KpiException(Reason.CANCELLED, "the run was interrupted");
    }
}
