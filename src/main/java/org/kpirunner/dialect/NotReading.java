package org.kpirunner.dialect;

import java.util.Locale;

/** Says that a word stands for more than reading. */
final class NotReading {
    private NotReading() {}

    static String message(String word) {
        return "\"" + word.toUpperCase(Locale.ROOT)
                + "\" does more than read; allowed is one SELECT, WITH, VALUES or TABLE statement";
    }
}
