package org.kpirunner.sheet.history;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The same with a real LibreOffice; {@code .ci/run libreoffice} has it tried, as it takes minutes. */
@EnabledIfSystemProperty(named = "libreoffice", matches = "true")
class LibreOfficeHistoriesTest {
    @TempDir
    private Path folder;

    @Test
    void whatLibreOfficeSavesIsFoundAgain() throws IOException {
        LibreOffice office = LibreOffice.in(Files.createDirectory(folder.resolve("profile")));
        long first = Long.getLong("histories.seed", 1);
        for (long seed = first; seed < first + Integer.getInteger("histories", 30); seed++) {
            Path place = Files.createTempDirectory(folder, "history");
            History history = new History(new LibreOfficeWorld(place, office), new Random(seed), Optional.empty());
            try {
                history.live(12);
            } catch (AssertionError | RuntimeException e) {
                fail("-Dhistories=1 -Dhistories.seed=" + seed + "\n" + history + "\n" + e.getMessage(), e);
            }
        }
    }
}
