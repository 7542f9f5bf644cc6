package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.Template;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.planning.RunTimes;
import org.kpirunner.plan.Step;

/**
 * The queries of the steps of a run; of one that can't be read there is none, and it fails when its turn comes.
 *
 * @param times their dates and times
 */
record StepQueries(List<Step> steps, Map<Step, Query> queries, RunTimes times) {
    static StepQueries of(List<Step> steps, KeptPlans kept) {
        Map<Step, Query> queries = new LinkedHashMap<>();
        List<Template> templates = new ArrayList<>();
        for (Step step : steps) {
            Template template = Template.of(step.sql());
            templates.add(template);
            try {
                queries.put(step, kept.query(template, step.sql()));
            } catch (SqlProblem e) {
                // it is read once more, and says so
            }
        }
        return new StepQueries(steps, queries, RunTimes.of(templates));
    }

    List<Query> all() {
        return List.copyOf(queries.values());
    }

    List<String> catalogs(Step step) {
        return Optional.ofNullable(queries.get(step))
                .map(query -> List.copyOf(query.catalogs()))
                .orElse(List.of());
    }

    Set<String> catalogs() {
        return queries.values().stream()
                .flatMap(query -> query.catalogs().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Equal for runs that ask alike, at whatever times. */
    Object likeness() {
        List<Duration> timeouts =
                steps.stream().map(step -> step.kpi().timeout()).toList();
        return List.of(times.likeness(), timeouts);
    }
}
