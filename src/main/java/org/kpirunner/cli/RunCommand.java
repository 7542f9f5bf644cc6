package org.kpirunner.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kpirunner.cli.print.DeliveryText;
import org.kpirunner.cli.print.Progress;
import org.kpirunner.cli.print.ReportTable;
import org.kpirunner.plan.Plan;
import org.kpirunner.run.Finished;
import org.kpirunner.run.Order;
import org.kpirunner.run.Report;
import org.kpirunner.run.RunId;
import org.kpirunner.run.Runner;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.run.Watcher;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi run}. */
@Command(name = "run", description = "Run the KPIs and append their answers, as one row, to each sheet.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Option(names = "--dry-run", description = "Print what would be appended; no sheet and no ledger is touched.")
    boolean dryRun;

    @Mixin
    FormatOption printed = new FormatOption();

    @Mixin
    SheetOptions sheets = new SheetOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Trigger trigger = surroundings.trigger().orElse(null);
        KpiFile file =
                trigger == null ? KpiReader.load(common.kpis) : trigger.kpis().apply(common.kpis);
        file.warnings().forEach(err()::println);
        String run = trigger == null ? RunId.random(surroundings.random()) : trigger.run();
        Plan plan = common.planner(surroundings, selection.selection()).plan(file, run);
        if (plan.steps().isEmpty()) {
            err().println("kpi: every KPI is disabled, of another environment or not selected; no row is written");
        }
        Finished finished = run(plan);
        finished.report().ifPresent(report -> {
            printed.format.print(report, surroundings);
            surroundings.terminal().out().flush();
            err().println(ReportTable.summary(report));
        });
        finished.deliveries().forEach(delivery -> DeliveryText.print(delivery, err()));
        if (!dryRun && !plan.steps().isEmpty()) {
            surroundings.staying().tell(common.state(surroundings));
        }
        return code(plan, finished);
    }

    private Finished run(Plan plan) {
        if (!surroundings.terminal().errIsTerminal()) {
            return run(plan, result -> {});
        }
        try (Progress progress = Progress.begin(err(), plan.steps().size())) {
            return run(plan, progress);
        }
    }

    private Finished run(Plan plan, Watcher progress) {
        Runner runner = new Runner(surroundings.parts(), surroundings.clock(), surroundings.stop(), progress);
        SheetChoice choice = sheets.choice(surroundings, common.environment);
        return dryRun
                ? runner.dryRun(plan, common.engineChoice(), choice)
                : runner.run(new Order(plan, common.engineChoice(), choice, common.state(surroundings), origin()));
    }

    private String origin() {
        return surroundings.trigger().map(Trigger::origin).orElse("by hand");
    }

    private int code(Plan plan, Finished finished) {
        @Nullable Throwable bug = finished.bug().orElse(null);
        if (bug != null) {
            err().println("kpi: a bug of kpi " + surroundings.version() + ":");
            bug.printStackTrace(err());
            return ExitCode.BUG;
        } else if (surroundings.stop().isRequested()) {
            err().println("kpi: interrupted" + (finished.isStopped() ? "; no row was written" : ""));
            return ExitCode.INTERRUPTED;
        }
        boolean isKept = finished.deliveries().stream().anyMatch(delivery -> delivery.lacks(plan.run()));
        boolean isCut = finished.deliveries().stream()
                .anyMatch(delivery -> !delivery.unwritten().isEmpty());
        boolean hasFailures = finished.report().map(Report::hasFailures).orElse(false);
        return isKept ? ExitCode.KEPT : hasFailures || isCut ? ExitCode.FAILURES : ExitCode.DONE;
    }

    private PrintWriter err() {
        return surroundings.terminal().err();
    }
}
