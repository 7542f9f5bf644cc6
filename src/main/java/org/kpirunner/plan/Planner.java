package org.kpirunner.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.kpirunner.dialect.BoundQuery;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Place;
import org.kpirunner.problem.Reason;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.KpiFile;

/**
 * Makes the plan of a run.
 *
 * @param asOf the time that the run is bound to, in whole milliseconds, which every source can hold
 * @param zone where the periods of <code>${…}</code> begin
 */
public record Planner(Instant asOf, ZoneId zone, String environment, Selection selection) {
    public Planner {
        asOf = asOf.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Chooses the KPIs to run, and binds and parses their queries.
     *
     * @throws MistakesException with every mistake in the selection and in the queries that would run
     */
    public Plan plan(KpiFile file, String run) {
        List<Mistake> mistakes = new ArrayList<>();
        for (String unknown : selection.unknown(file)) {
            mistakes.add(Mistake.error(Place.of(file.file()), unknown));
        }
        List<Step> steps = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Kpi kpi : file.kpis()) {
            Optional<Reason> reason = reasonToSkip(kpi);
            if (reason.isPresent()) {
                skipped.add(new Skipped(kpi, reason.get()));
            } else {
                steps.add(step(kpi, mistakes, (step, query) -> {}));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new MistakesException(mistakes);
        }
        return new Plan(run, asOf, zone, environment, steps, skipped);
    }

    /** Every mistake in the queries of a file, whatever is selected. */
    public List<Mistake> mistakes(KpiFile file) {
        return mistakes(file.kpis(), sound -> {});
    }

    /**
     * Every mistake in queries, whatever is selected.
     *
     * @param sound told of each query without a mistake
     */
    public List<Mistake> mistakes(List<Kpi> kpis, Consumer<SoundQuery> sound) {
        List<Mistake> mistakes = new ArrayList<>();
        kpis.forEach(kpi -> step(kpi, mistakes, (step, query) -> sound.accept(SoundQuery.of(step, query))));
        return mistakes;
    }

    private Optional<Reason> reasonToSkip(Kpi kpi) {
        if (!kpi.enabled()) {
            return Optional.of(Reason.DISABLED);
        } else if (!kpi.environments().isEmpty() && !kpi.environments().contains(environment)) {
            return Optional.of(Reason.OTHER_ENVIRONMENT);
        }
        return selection.includes(kpi) ? Optional.empty() : Optional.of(Reason.NOT_SELECTED);
    }

    private Step step(Kpi kpi, List<Mistake> mistakes, BiConsumer<Step, Query> sound) {
        int before = mistakes.size();
        BoundSql bound = Template.bind(
                kpi.sql(),
                new Instants(asOf, zone),
                problem -> mistakes.add(mistake(kpi, problem.position(), problem.message())));
        Step step = new Step(kpi, bound);
        if (mistakes.size() > before) {
            return step;
        }
        try {
            step = new Step(kpi, bound.then(BoundQuery.of(bound.text(), asOf)));
            sound.accept(step, Query.parse(step.sql()));
        } catch (SqlProblem e) {
            mistakes.add(Mistake.error(step.place(e.line(), e.column()), named(kpi, e.what())));
        }
        return step;
    }

    private static Mistake mistake(Kpi kpi, Position position, String message) {
        return Mistake.error(kpi.sqlPlaces().at(position.line(), position.column()), named(kpi, message));
    }

    private static String named(Kpi kpi, String message) {
        return "\"" + kpi.name() + "\": " + message;
    }
}
