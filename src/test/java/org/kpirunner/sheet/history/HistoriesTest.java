package org.kpirunner.sheet.history;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people and kpis.yaml do: every value stands under its own KPI's column, no row is lost or doubled, and the
 * cells of people are as they left them. {@code -Dhistories=N} tries so many, {@code -Dhistories.seed=N} one again.
 */
@EnabledIfSystemProperty(named = "histories", matches = "[0-9]+")
class HistoriesTest {
    private static final int STEPS = 14;

    @TempDir
    private Path folder;

    @Test
    void csvFileTellsTheTruthAfterEveryHistory() throws IOException {
        live((place, random) -> new CsvWorld(place, random));
    }

    @Test
    void workbookTellsTheTruthAfterEveryHistory() throws IOException {
        live((place, random) -> new XlsxWorld(place));
    }

    private interface Making {
        World world(Path place, Random random);
    }

    private void live(Making making) throws IOException {
        int histories = Integer.getInteger("histories", 200);
        long first = Long.getLong("histories.seed", System.nanoTime());
        for (long seed = first; seed < first + histories; seed++) {
            Random random = new Random(seed);
            World world = making.world(Files.createTempDirectory(folder, "history"), random);
            History history = new History(world, random);
            try {
                history.live(STEPS);
            } catch (AssertionError | RuntimeException e) {
                fail("-Dhistories=1 -Dhistories.seed=" + seed + "\n" + history + "\n" + e.getMessage(), e);
            }
        }
    }
}
