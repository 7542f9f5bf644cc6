package org.kpirunner.engine.embedded;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;

/** The plans of the steps of a run, as far as they can be made before the first is run. */
final class PlannedSteps {
    private final Map<Step, KeptPlans.Ready> plans = new ConcurrentHashMap<>();

    /** None is planned yet. */
    static PlannedSteps none() {
        return new PlannedSteps();
    }

    /** Plans the queries over catalogs whose tables are known; one that fails will do so again when its turn comes. */
    static PlannedSteps of(Map<Step, Query> queries, Set<String> known, Function<Step, KeptPlans.Ready> planner) {
        PlannedSteps planned = new PlannedSteps();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                    Thread thread = new Thread(task, "planning");
                    thread.setDaemon(true);
                    return thread;
                });
        queries.forEach((step, query) -> {
            if (known.containsAll(query.catalogs())) {
                threads.execute(() -> planned.add(step, planner));
            }
        });
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        return planned;
    }

    private void add(Step step, Function<Step, KeptPlans.Ready> planner) {
        try {
            plans.put(step, planner.apply(step));
        } catch (KpiException e) {
            // it is planned once more in its own time, and fails there
        }
    }

    /** The plan of a step with the stand-ins of its query, if it was planned and can be kept. */
    Optional<Planner.Planned> template(Step step) {
        return Optional.ofNullable(plans.get(step))
                .flatMap(ready -> ready.template()
                        .map(plan -> new Planner.Planned(plan, ready.planned().columns())));
    }

    /** The plan of a step, made now if it was not before; another try gets another. */
    KeptPlans.Ready take(Step step, Function<Step, KeptPlans.Ready> planner) {
        KeptPlans.Ready planned = plans.remove(step);
        return planned == null ? planner.apply(step) : planned;
    }
}
