package org.kpirunner.run;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Probe;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** An engine that answers what a test tells it to. */
public record ScriptedEngine(BiConsumer<Plan, Consumer<Outcome>> script) implements Engine {
    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        script.accept(plan, outcomes);
    }

    @Override
    public List<String> explain(Step step, boolean analyze) {
        return List.of(step.kpi().name() + ": " + step.sql() + (analyze ? " (12 ms)" : ""));
    }

    @Override
    public List<Probe> probe(List<Step> steps) {
        return List.of(
                new Probe("coproduction", "PostgreSQL 16.2", Optional.empty()),
                new Probe(
                        "elastic2",
                        "",
                        Optional.of(new KpiException(Reason.SOURCE_UNREACHABLE, "no answer from elastic:9200"))));
    }

    @Override
    public void close() {}
}
