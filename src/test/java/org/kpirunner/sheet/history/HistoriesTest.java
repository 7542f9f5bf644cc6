package org.kpirunner.sheet.history;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people and kpis.yaml do: every value stands under its own KPI's column, no row is lost or doubled, and the
 * cells of people are as they left them. {@code -Dhistories=N} tries so many, {@code -Dhistories.seed=N} others.
 */
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("histories", 100);

    /** How many of a CSV file cost as much as one of a workbook. */
    private static final int CHEAPER = 3;

    /** How many cost as much as one with processes. */
    private static final int DEARER = 15;

    private static final long SEED = Long.getLong("histories.seed", 1);
    private static final int STEPS = 10;

    @TempDir
    private Path folder;

    @Test
    void csvFileTellsTheTruthAfterEveryHistory() throws IOException {
        live(CHEAPER * HISTORIES, CsvWorld::new, Optional.empty());
    }

    @Test
    void workbookTellsTheTruthAfterEveryHistory() throws IOException {
        live(HISTORIES, (place, random) -> new XlsxWorld(place), Optional.empty());
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void csvFileOfProcessesThatAreKilledTellsTheTruth() throws IOException {
        try (HistoryProcesses processes = new HistoryProcesses()) {
            live(1 + HISTORIES / DEARER, CsvWorld::new, Optional.of(processes));
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void workbookOfProcessesThatAreKilledTellsTheTruth() throws IOException {
        try (HistoryProcesses processes = new HistoryProcesses()) {
            live(1 + HISTORIES / DEARER, (place, random) -> new XlsxWorld(place), Optional.of(processes));
        }
    }

    private interface Making {
        World world(Path place, Random random);
    }

    private void live(int histories, Making making, Optional<HistoryProcesses> processes) throws IOException {
        for (long seed = SEED; seed < SEED + histories; seed++) {
            Random random = new Random(seed);
            Path place = Files.createTempDirectory(folder, "history");
            History history = new History(making.world(place, random), random, processes);
            try {
                history.live(STEPS);
            } catch (AssertionError | RuntimeException e) {
                fail("-Dhistories=1 -Dhistories.seed=" + seed + "\n" + history + "\n" + e.getMessage(), e);
            }
        }
    }
}
