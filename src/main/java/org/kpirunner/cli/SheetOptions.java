package org.kpirunner.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Environment;
import org.kpirunner.run.SheetChoice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which sheets a command uses. */
final class SheetOptions {
    /** A variable may name several sheets; a comma may also be part of a file's name. */
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?=(?:csv|xlsx|google):)");

    @Option(
            names = "--to",
            paramLabel = "SHEET",
            description = "csv:FILE, xlsx:FILE#TAB or google:SPREADSHEET_ID#TAB, may be repeated;"
                    + " xlsx:kpis.xlsx#ENVIRONMENT where none is named (KPI_SHEET, with commas between several;"
                    + " KPIS_SHEET_ID names a Google sheet).")
    @Nullable
    List<String> to;

    @Mixin
    SheetAccessOptions access = new SheetAccessOptions();

    /** The sheets that are named, else the one of the environment. */
    SheetChoice choice(Surroundings surroundings, String tab) {
        if (to != null) {
            return access.choice(split(to), tab);
        }
        String address = new Environment(surroundings.environment())
                .value("KPIS_SHEET_ID")
                .map(id -> "google:" + id.strip())
                .orElse("xlsx:kpis.xlsx");
        return access.choice(List.of(address), tab);
    }

    private static List<String> split(List<String> values) {
        List<String> addresses = new ArrayList<>();
        values.forEach(value -> addresses.addAll(Arrays.asList(BETWEEN.split(value.strip()))));
        return addresses.stream().distinct().toList();
    }
}
