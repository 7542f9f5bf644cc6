package org.kpirunner.cli;

import java.util.concurrent.Callable;
import org.kpirunner.cli.print.PreviewText;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.plan.Plan;
import org.kpirunner.run.Previews;
import org.kpirunner.run.RunId;
import org.kpirunner.run.SheetPreview;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kpi plan}. */
@Command(name = "plan", description = "Show what a run would change in each sheet, without running a query.")
final class PlanCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    SelectionOptions selection = new SelectionOptions();

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
        for (SheetPreview preview :
                Previews.of(plan, sheets.choice(surroundings, common.environment), surroundings.parts())) {
            PreviewText.print(preview, terminal);
        }
        return ExitCode.DONE;
    }
}
