package org.kpirunner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.cli.print.DeliveryText;
import org.kpirunner.run.Outstanding;
import org.kpirunner.run.SheetDelivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi deliver}. */
@Command(
        name = "deliver",
        description = "Deliver the rows that are kept, and decide about those that nobody can tell of.")
final class DeliverCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--force",
            paramLabel = "RUN",
            description = "The row of this run is not in its sheet, as a look has shown: write it.")
    List<String> force = new ArrayList<>();

    @Option(
            names = "--drop",
            paramLabel = "RUN",
            description = "The row of this run is in its sheet, or not wanted any more: do not write it.")
    List<String> drop = new ArrayList<>();

    @Mixin
    SheetAccessOptions access = new SheetAccessOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    DeliverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Outstanding outstanding = Outstanding.open(surroundings.parts(), common.state(surroundings))) {
            for (String run : force) {
                outstanding.force(run);
            }
            for (String run : drop) {
                outstanding.drop(run);
            }
            List<SheetDelivery> deliveries =
                    outstanding.deliver(access.choice(outstanding.sheets(), common.environment));
            if (deliveries.isEmpty()) {
                surroundings.terminal().err().println("nothing is kept");
            }
            deliveries.forEach(delivery ->
                    DeliveryText.print(delivery, surroundings.terminal().err()));
            return deliveries.stream().allMatch(SheetDelivery::isComplete) ? ExitCode.DONE : ExitCode.KEPT;
        }
    }
}
