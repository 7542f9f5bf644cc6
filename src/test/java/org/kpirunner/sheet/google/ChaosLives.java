package org.kpirunner.sheet.google;

import java.nio.file.Path;
import java.util.Locale;
import org.kpirunner.sheet.google.Chaos.Kind;
import org.kpirunner.sheet.google.Chaos.Result;
import org.kpirunner.sheet.google.Chaos.Risks;
import org.kpirunner.sheet.google.server.Unrecorded;

/** Lives of a sheet, one after the other, each with a seed and a setting of the switches of its own. */
final class ChaosLives {
    static final int RUNS_OF_A_LIFE = 60;

    private static final long SEED = Long.getLong("chaos.seed", 1);

    private final Kind kind;
    private final Path folder;
    private Result sum = Result.NOTHING;

    ChaosLives(Kind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /** As many lives as it takes for so many runs. */
    Result live(int runs) {
        for (int life = 0; life * RUNS_OF_A_LIFE < runs; life++) {
            long seed = SEED + life;
            Unrecorded switches = switches(seed);
            sum = sum.plus(
                    live(seed, switches, Risks.ALL, Math.min(runs, RUNS_OF_A_LIFE)),
                    "-Dchaos.seed=" + seed + " with " + switches);
        }
        System.out.println(line());
        return sum;
    }

    /**
     * What is likely with every fourth seed; with the others every setting in turn, but for metadata that stays behind
     * while its row is sorted: Google documents that it does not, and a row can then not be told from another.
     */
    private static Unrecorded switches(long seed) {
        return seed % 4 == 1 ? Unrecorded.LIKELY : Unrecorded.ofBits((int) (seed * 37 & 511));
    }

    Result live(long seed, Unrecorded switches, Risks risks, int runs) {
        try (Chaos chaos = new Chaos(seed, kind, switches, risks, folder.resolve(kind + "-" + seed))) {
            return chaos.run(runs);
        }
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d runs, %d calls, %d faults, %d kills, %d edits of people: %d rows lost, %d values doubled, %d shifted,"
                        + " %d missing, %d cells of people changed",
                kind,
                sum.runs(),
                sum.calls(),
                sum.faults(),
                sum.kills(),
                sum.edits(),
                sum.lost(),
                sum.doubled(),
                sum.shifted(),
                sum.holes(),
                sum.people());
    }
}
