package org.kpirunner.cli.print;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: {@code 12 ms}, {@code 1.5 s}. */
public final class Took {
    private Took() {}

    public static String of(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
