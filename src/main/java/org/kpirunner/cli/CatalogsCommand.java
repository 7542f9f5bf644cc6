package org.kpirunner.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.run.ClusterCatalogs;
import org.kpirunner.run.ClusterCatalogs.Change;
import org.kpirunner.run.ClusterCatalogs.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kpi catalogs push}. */
@Command(
        name = "catalogs",
        description = "Bring the catalog files to a Trino cluster; first it is shown what there is to do.")
final class CatalogsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    /** What is done with them. */
    enum Verb {
        push
    }

    @Parameters(paramLabel = "push", description = "Create, replace and drop catalogs of the cluster.")
    Verb verb = Verb.push;

    @Option(names = "--dry-run", description = "Only show what there is to do.")
    boolean dryRun;

    @Option(names = "--replace", description = "Also replace catalogs that were not brought from here.")
    boolean replace;

    @Mixin
    CommonOptions common = new CommonOptions();

    CatalogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (ClusterCatalogs catalogs =
                surroundings.parts().clusterCatalogs(common.trinoChoice(), common.state(surroundings))) {
            List<Change> plan = catalogs.plan();
            PrintWriter out = surroundings.terminal().out();
            plan.forEach(change -> out.println(change.line()));
            out.flush();
            List<Change> ours = plan.stream().filter(this::isOurs).toList();
            if (!dryRun) {
                ours.forEach(change -> change.work().run());
            }
            surroundings.terminal().err().println(summary(ours.size()));
            boolean isComplete = plan.stream().allMatch(change -> change.kind() == Kind.NOBODY || isOurs(change));
            return isComplete ? ExitCode.DONE : ExitCode.FAILURES;
        }
    }

    private boolean isOurs(Change change) {
        return change.kind() == Kind.WE || (change.kind() == Kind.WE_IF_ASKED && replace);
    }

    private String summary(int changes) {
        String count = changes == 0 ? "nothing" : changes == 1 ? "one catalog" : changes + " catalogs";
        return dryRun ? count + " to change" : count + " changed";
    }
}
