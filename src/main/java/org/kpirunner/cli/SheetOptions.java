package org.kpirunner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
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
        String spreadsheet = spreadsheet(surroundings.environment());
        return access.choice(List.of(spreadsheet.isEmpty() ? "xlsx:kpis.xlsx" : "google:" + spreadsheet), tab);
    }

    private static String spreadsheet(Map<String, String> environment) {
        String file = environment.getOrDefault("KPIS_SHEET_ID_FILE", "");
        if (file.isBlank()) {
            return environment.getOrDefault("KPIS_SHEET_ID", "").strip();
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, file + ": the file of KPIS_SHEET_ID_FILE cannot be read", e);
        }
    }

    private static List<String> split(List<String> values) {
        List<String> addresses = new ArrayList<>();
        values.forEach(value -> addresses.addAll(Arrays.asList(BETWEEN.split(value.strip()))));
        return addresses.stream().distinct().toList();
    }
}
