package org.kpirunner.cli;

import java.util.concurrent.Callable;
import org.kpirunner.cli.print.PreviewText;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.plan.Plan;
import org.kpirunner.run.Finished;
import org.kpirunner.run.Previews;
import org.kpirunner.run.Report;
import org.kpirunner.run.RunId;
import org.kpirunner.run.Runner;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi plan}. */
@Command(name = "plan", description = "Show what a run would change in each sheet; no query runs without --values.")
final class PlanCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--values",
            description = "Ask the sources as well, and show the row as it would land; nothing is written.")
    boolean values;

    @Mixin
    SheetOptions sheets = new SheetOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Plan plan = common.planner(surroundings, selection.selection())
                .plan(KpiReader.load(common.kpis), RunId.random(surroundings.random()));
        SheetChoice choice = sheets.choice(surroundings, common.environment);
        if (!values) {
            Previews.of(plan, choice, surroundings.parts()).forEach(preview -> PreviewText.print(preview, terminal));
            return ExitCode.DONE;
        }
        Runner runner = new Runner(surroundings.parts(), surroundings.clock(), surroundings.stop(), result -> {});
        Finished finished = runner.dryRun(plan, common.engineChoice(), choice);
        finished.bug().ifPresent(bug -> {
            throw new IllegalStateException("a KPI could not be asked, because of a bug", bug);
        });
        if (finished.isStopped()) {
            return ExitCode.INTERRUPTED;
        }
        Report report = finished.report().orElseThrow();
        Previews.of(report, choice, surroundings.parts()).forEach(preview -> PreviewText.print(preview, terminal));
        return report.hasFailures() ? ExitCode.FAILURES : ExitCode.DONE;
    }
}
