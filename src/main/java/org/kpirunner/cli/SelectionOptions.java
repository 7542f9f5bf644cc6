package org.kpirunner.cli;

import java.util.List;
import org.kpirunner.plan.Selection;
import picocli.CommandLine.Option;

/** Which KPIs a command is about. */
final class SelectionOptions {
    @Option(
            names = "--only",
            arity = "1..*",
            paramLabel = "NAME",
            description = "Only the KPIs with these names or ids.")
    List<String> only = List.of();

    @Option(names = "--tag", arity = "1..*", paramLabel = "TAG", description = "Only the KPIs with these tags.")
    List<String> tags = List.of();

    Selection selection() {
        return new Selection(only, tags);
    }
}
