package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.sheet.google.Chaos.Kind;
import org.kpirunner.sheet.google.Chaos.Result;
import org.kpirunner.sheet.google.Chaos.Risks;
import org.kpirunner.sheet.google.server.Unrecorded;

/** Whatever goes wrong: no row is lost, doubled or shifted, and nothing of people's is changed. */
class ChaosTest {
    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final int RUNS = Integer.getInteger("chaos.runs", 60);
    private static final int RUNS_OF_A_LIFE = 60;

    @TempDir
    private Path folder;

    @Test
    void withoutFaultsARunIsOneReadAndOneWrite() {
        Result result = run(0, Kind.OURS, Unrecorded.LIKELY, Risks.NONE, 40);

        assertThat(result.examples()).isEmpty();
        assertThat(result.calls()).isEqualTo(2 * 40);
    }

    @Test
    void nothingIsLostDoubledOrShiftedUnderAnySwitch() {
        for (int life = 0; life * RUNS_OF_A_LIFE < RUNS; life++) {
            long seed = SEED + life;
            Unrecorded switches = life == 0 ? Unrecorded.LIKELY : Unrecorded.ofBits((int) (seed * 37 & 255));
            Result result = run(seed, Kind.OURS, switches, Risks.ALL, Math.min(RUNS, RUNS_OF_A_LIFE));
            assertThat(result.examples())
                    .as("-Dchaos.seed=%d, %s", seed, switches)
                    .isEmpty();
        }
    }

    private Result run(long seed, Kind kind, Unrecorded switches, Risks risks, int runs) {
        try (Chaos chaos = new Chaos(seed, kind, switches, risks, folder.resolve(kind + "-" + seed))) {
            Result result = chaos.run(runs);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-8s seed %d: %d runs, %d calls, %d faults, %d kills, %d edits: %d lost, %d doubled, %d shifted, %d"
                            + " missing, %d of people's",
                    kind,
                    seed,
                    result.runs(),
                    result.calls(),
                    result.faults(),
                    result.kills(),
                    result.edits(),
                    result.lost(),
                    result.doubled(),
                    result.shifted(),
                    result.holes(),
                    result.people()));
            return result;
        }
    }
}
