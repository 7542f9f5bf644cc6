package org.kpirunner.notify;

import java.util.Locale;
import org.kpirunner.ledger.KpiOutcome;

/** What a KPI can be in. */
enum State {
    /** It answers, and within its thresholds. */
    FINE("is fine again"),
    /** Its value has crossed {@code warn}. */
    WARN("is beyond its warning"),
    /** Its value has crossed {@code fail}. */
    FAIL("is beyond its limit"),
    /** It has no answer. */
    BROKEN("fails");

    private final String words;

    State(String words) {
        this.words = words;
    }

    static State of(KpiOutcome outcome) {
        if (!outcome.status().equals("ok")) {
            return BROKEN;
        }
        String crossed = outcome.crossed().orElse("");
        return crossed.startsWith("fail") ? FAIL : crossed.startsWith("warn") ? WARN : FINE;
    }

    static State of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What follows the name of the KPI. */
    String words() {
        return words;
    }
}
