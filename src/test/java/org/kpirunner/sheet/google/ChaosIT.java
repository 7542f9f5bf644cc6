package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.sheet.google.Chaos.Kind;
import org.kpirunner.sheet.google.Chaos.Result;

/** Thousands of runs in which everything goes wrong, under every switch; and what the same does to others. */
@Tag("chaos")
class ChaosIT {
    private static final int RUNS = Integer.getInteger("chaos.runs", 1_200);
    private static final int RUNS_OF_OTHERS = Math.min(RUNS, 300);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostDoubledOrShiftedUnderAnySwitch() {
        assertThat(new ChaosLives(Kind.OURS, folder).live(RUNS).examples()).isEmpty();
    }

    @Test
    void clientThatAppendsValuesLosesAndShiftsRows() {
        Result result = new ChaosLives(Kind.APPEND, folder).live(RUNS_OF_OTHERS);

        assertThat(result.lost()).isPositive();
        assertThat(result.doubled()).isPositive();
        assertThat(result.shifted()).isPositive();
    }

    @Test
    void clientThatWritesBelowTheLastRowItReadLosesAndShiftsRows() {
        Result result = new ChaosLives(Kind.LAST_ROW, folder).live(RUNS_OF_OTHERS);

        assertThat(result.lost()).isPositive();
        assertThat(result.shifted()).isPositive();
    }
}
