package org.kpirunner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.run.Listing;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi list}. */
@Command(name = "list", description = "List the KPIs of the file.")
final class ListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv or json; table where nothing is said (KPI_FORMAT).")
    Format format = Format.TABLE;

    @Mixin
    CommonOptions common = new CommonOptions();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        for (Kpi kpi : KpiReader.load(common.kpis).kpis()) {
            rows.add(List.of(
                    kpi.name(),
                    kpi.hasOwnId() ? kpi.id() : "",
                    kpi.unit().orElse(""),
                    String.join(", ", kpi.tags()),
                    String.join(", ", kpi.environments()),
                    kpi.enabled() ? "" : "disabled",
                    kpi.owner().orElse(""),
                    kpi.description().orElse("")));
        }
        List<String> columns = List.of("name", "id", "unit", "tags", "environments", "enabled", "owner", "description");
        format.print(Listing.ofTexts(columns, rows), common.zoneId(), surroundings);
        return ExitCode.DONE;
    }
}
