package org.kpirunner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.run.SheetChoice;
import picocli.CommandLine.Option;

/** How a command uses sheets. */
final class SheetAccessOptions {
    @Option(
            names = "--repair",
            description = "Put right what older scripts left in the sheet: foreign Last value formulas and later"
                    + " header rows.")
    boolean repair;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "A service account's key for Google (KPI_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS).")
    @Nullable
    Path credentials;

    /** Sheets by their addresses. */
    SheetChoice choice(List<String> addresses, String tab) {
        return new SheetChoice(addresses, tab, repair, Optional.ofNullable(credentials));
    }
}
