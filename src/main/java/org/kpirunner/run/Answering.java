package org.kpirunner.run;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kpirunner.engine.Engine;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Skipped;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Place;

/**
 * What an engine made of a plan.
 *
 * @param bug what broke the engine; the steps that it had not reported by then have failed
 */
record Answering(Report report, Optional<Throwable> bug) {
    /**
     * Has an engine answer a plan.
     *
     * @param progress told of each result as it comes
     * @throws KpiException if the engine refuses the whole plan
     */
    static Answering of(Plan plan, Engine engine, Consumer<Result> progress) {
        long start = System.nanoTime();
        Map<String, Result> results = new LinkedHashMap<>();
        Optional<Throwable> bug = Optional.empty();
        try {
            engine.run(plan, outcome -> {
                Result result = Result.of(outcome);
                results.put(outcome.step().kpi().id(), result);
                progress.accept(result);
            });
        } catch (KpiException refusal) {
            throw refusal;
        } catch (RuntimeException | Error broken) {
            bug = Optional.of(broken);
        }
        return new Answering(report(plan, engine.name(), results, Duration.ofNanos(System.nanoTime() - start)), bug);
    }

    /** The answer to a plan without steps, for which no engine is needed. */
    static Answering ofNothing(Plan plan, String engine) {
        return new Answering(report(plan, engine, Map.of(), Duration.ZERO), Optional.empty());
    }

    private static Report report(Plan plan, String engine, Map<String, Result> results, Duration took) {
        List<Placed> placed = new ArrayList<>();
        for (Step step : plan.steps()) {
            Result result = results.get(step.kpi().id());
            placed.add(new Placed(step.kpi().place(), result == null ? Result.unreported(step) : result));
        }
        for (Skipped skipped : plan.skipped()) {
            placed.add(new Placed(skipped.kpi().place(), Result.skipped(skipped)));
        }
        placed.sort(Comparator.comparing(Placed::place, IN_FILE_ORDER));
        return new Report(
                plan.run(),
                plan.asOf(),
                LocalDateTime.ofInstant(plan.asOf(), plan.zone()),
                plan.environment(),
                engine,
                placed.stream().map(Placed::result).toList(),
                took);
    }

    private static final Comparator<Place> IN_FILE_ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    private record Placed(Place place, Result result) {}
}
