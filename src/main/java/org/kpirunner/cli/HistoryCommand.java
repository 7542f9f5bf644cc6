package org.kpirunner.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.Listing;
import org.kpirunner.run.Past;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kpi history}. */
@Command(name = "history", description = "Show the runs so far, or the values of one KPI, newest first.")
final class HistoryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The name or id of a KPI; all runs where none is named.")
    @Nullable
    String name;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many runs; 20 where nothing is said.")
    int limit = 20;

    @Mixin
    FormatOption printed = new FormatOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Past past = Past.open(surroundings.parts(), common.state(surroundings))) {
            Listing listing =
                    Optional.ofNullable(name).map(kpi -> past.of(kpi, limit)).orElseGet(() -> past.runs(limit));
            if (name != null && listing.rows().isEmpty()) {
                throw new KpiException(Reason.BAD_CONFIGURATION, "no run has had a KPI \"" + name + "\"");
            }
            printed.format.print(listing, common.zoneId(), surroundings);
        }
        return ExitCode.DONE;
    }
}
