package org.kpirunner.cli;

import java.util.concurrent.Callable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kpi demo}, which the launcher of a checkout answers itself. */
@Command(
        name = "demo",
        description =
                "Show everything, against a Postgres and an Elasticsearch that it starts itself; needs a checkout.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    boolean help;

    @Override
    public Integer call() {
        throw new KpiException(
                Reason.BAD_CONFIGURATION,
                "the demo needs a checkout, as the servers that it starts are not part of kpi.jar; there, it is"
                        + " \"./kpi demo\"");
    }
}
