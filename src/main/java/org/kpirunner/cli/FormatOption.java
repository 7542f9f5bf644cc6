package org.kpirunner.cli;

import picocli.CommandLine.Option;

/** How a command prints its answer. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How it is printed: table, csv or json; table where nothing is said (KPI_FORMAT).")
    Format format = Format.TABLE;
}
