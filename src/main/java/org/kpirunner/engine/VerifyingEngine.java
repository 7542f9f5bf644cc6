package org.kpirunner.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Runs every plan in two ways, and has the steps fail that end differently. */
public final class VerifyingEngine implements Engine {
    private final Engine merging;
    private final Engine single;

    public VerifyingEngine(Engine merging, Engine single) {
        this.merging = merging;
        this.single = single;
    }

    @Override
    public String name() {
        return merging.name();
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        Map<Step, Outcome> merged = new LinkedHashMap<>();
        merging.run(plan, outcome -> merged.put(outcome.step(), outcome));
        single.run(plan, outcome -> outcomes.accept(compared(outcome, merged.get(outcome.step()))));
    }

    private static Outcome compared(Outcome alone, @Nullable Outcome together) {
        String one = text(alone);
        String other = together == null ? "has no outcome" : text(together);
        if (one.equals(other)) {
            return alone;
        }
        return new Outcome.Failed(
                alone.step(),
                alone.effort(),
                new KpiException(
                        Reason.INTERNAL_ERROR,
                        "asked alone it " + one + ", and together with others it " + other
                                + "; unless the data changed in between this is a bug of kpi, and --no-merge is right"));
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return "answers " + answered.answer().rows();
        }
        KpiException problem = ((Outcome.Failed) outcome).problem();
        return "fails (" + problem.reason().code() + ": " + problem.getMessage() + ")";
    }

    @Override
    public List<String> explain(Step step, boolean analyze) {
        return merging.explain(step, analyze);
    }

    @Override
    public List<String> explain(Plan plan) {
        return merging.explain(plan);
    }

    @Override
    public List<Probe> probe(List<Step> steps) {
        return merging.probe(steps);
    }

    @Override
    public void close() {
        try (single) {
            merging.close();
        }
    }
}
