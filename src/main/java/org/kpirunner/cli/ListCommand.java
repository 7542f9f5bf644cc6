package org.kpirunner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.run.Listing;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kpi list}. */
@Command(name = "list", description = "List the KPIs of the file.")
final class ListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    FormatOption printed = new FormatOption();

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
        printed.format.print(Listing.ofTexts(columns, rows), common.zoneId(), surroundings);
        return ExitCode.DONE;
    }
}
