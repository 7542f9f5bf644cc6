package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kpirunner.engine.Outcome;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;

/** Steps that ask the same can share one answer: the first of them asks. */
final class SameSteps {
    private final Map<Step, List<Step>> byFirst = new LinkedHashMap<>();

    private SameSteps() {}

    static SameSteps of(List<Step> steps) {
        Map<Question, Step> first = new LinkedHashMap<>();
        SameSteps same = new SameSteps();
        for (Step step : steps) {
            Step asking = first.computeIfAbsent(Question.of(step), question -> step);
            same.byFirst.computeIfAbsent(asking, added -> new ArrayList<>()).add(step);
        }
        return same;
    }

    /** Each asks for itself. */
    static SameSteps none(List<Step> steps) {
        SameSteps same = new SameSteps();
        steps.forEach(step -> same.byFirst.put(step, List.of(step)));
        return same;
    }

    /** Those who ask. */
    List<Step> asking() {
        return List.copyOf(byFirst.keySet());
    }

    /** Those who share the answer of one who asks. */
    List<Step> sharing(Step asking) {
        return byFirst.getOrDefault(asking, List.of());
    }

    /** How all of them ended, as one did. */
    Stream<Outcome> of(Outcome outcome) {
        return sharing(outcome.step()).stream().map(step -> of(step, outcome));
    }

    private static Outcome of(Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return new Outcome.Answered(step, answered.effort(), answered.answer());
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        KpiException problem = failed.problem() instanceof PlacedProblem placed ? placed.of(step) : failed.problem();
        return new Outcome.Failed(step, failed.effort(), problem);
    }

    /** What steps have in common that ask the same. */
    private record Question(String sql, int maxRows, Duration timeout, int retries) {
        private static Question of(Step step) {
            return new Question(
                    step.sql().stripTrailing(),
                    step.kpi().maxRows(),
                    step.kpi().timeout(),
                    step.kpi().retries());
        }
    }
}
