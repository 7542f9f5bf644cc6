package org.kpirunner.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Planner;
import org.kpirunner.plan.Selection;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.Explanation;
import org.kpirunner.run.RunId;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kpi explain}. */
@Command(name = "explain", description = "Show the bound SQL of KPIs, and what is sent to which source.")
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "The name or id of a KPI; with --batch all are meant where none is named.")
    List<String> names = List.of();

    @Option(names = "--analyze", description = "Run the queries as well, and show what each part cost.")
    boolean analyze;

    @Option(names = "--batch", description = "Show what is asked once or together for several KPIs.")
    boolean batch;

    @Mixin
    CommonOptions common = new CommonOptions();

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (names.isEmpty() && !batch) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, "name the KPIs to explain, or give --batch to see what several share");
        }
        KpiFile file = KpiReader.load(common.kpis);
        Planner planner = common.planner(surroundings, new Selection(names, List.of()));
        Plan plan = planner.plan(file, RunId.random(surroundings.random()));
        if (batch) {
            Explanation.of(plan, common.engineChoice(), surroundings.parts())
                    .forEach(surroundings.terminal().out()::println);
            return ExitCode.DONE;
        }
        for (Step step : plan.steps()) {
            Explanation.of(step, analyze, common.engineChoice(), surroundings.parts())
                    .forEach(surroundings.terminal().out()::println);
        }
        return ExitCode.DONE;
    }
}
