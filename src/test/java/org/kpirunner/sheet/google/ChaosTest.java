package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.sheet.google.Chaos.Kind;
import org.kpirunner.sheet.google.Chaos.Result;
import org.kpirunner.sheet.google.Chaos.Risks;
import org.kpirunner.sheet.google.server.Unrecorded;

/** Whatever goes wrong: no row is lost, doubled or shifted, and nothing of people's is changed. */
class ChaosTest {
    private static final int RUNS = Integer.getInteger("chaos.runs", ChaosLives.RUNS_OF_A_LIFE);

    @TempDir
    private Path folder;

    @Test
    void withoutFaultsARunIsOneReadAndOneWrite() {
        Result result = new ChaosLives(Kind.OURS, folder).live(0, Unrecorded.LIKELY, Risks.NONE, 40);

        assertThat(result.examples()).isEmpty();
        assertThat(result.calls()).isEqualTo(2 * 40);
    }

    @Test
    void nothingIsLostDoubledOrShifted() {
        assertThat(new ChaosLives(Kind.OURS, folder).live(RUNS).examples()).isEmpty();
    }
}
