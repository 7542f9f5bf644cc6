package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.planning.Splitter;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;

/** The plans of the steps of a run, as far as they can be made before the first is run. */
final class PlannedSteps {
    /** Queries over a source that tells its tables later than that are planned when their turn comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<Step, KeptPlans.Ready> plans = new ConcurrentHashMap<>();

    /** Plans the queries whose tables are known in time; one that fails will do so again when its turn comes. */
    static PlannedSteps of(Map<Step, Query> queries, Tables tables, Function<Step, KeptPlans.Ready> planner) {
        PlannedSteps planned = new PlannedSteps();
        Set<String> known = tables.known(PATIENCE);
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

    /** What each of the steps is sure to ask its sources, in their order. */
    Map<Step, List<FragmentScan>> leaves(List<Step> steps, Splitter splitter) {
        Map<Step, List<FragmentScan>> leaves = new LinkedHashMap<>();
        for (Step step : steps) {
            KeptPlans.Ready planned = plans.get(step);
            if (planned != null) {
                leaves.put(step, Federation.certain(planned.planned().plan(), splitter));
            }
        }
        return leaves;
    }

    /** The plan of a step, made now if it was not before. */
    KeptPlans.Ready get(Step step, Function<Step, KeptPlans.Ready> planner) {
        KeptPlans.Ready planned = plans.get(step);
        return planned == null ? planner.apply(step) : planned;
    }
}
