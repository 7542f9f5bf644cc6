package org.kpirunner.run;

import java.util.Locale;

/** How one KPI fared in a run. */
public enum Status {
    OK,
    FAILED,
    TIMEOUT,
    /** It was disabled, not selected, or of another environment; never a failure. */
    SKIPPED;

    /** The word that is printed and stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFailure() {
        return switch (this) {
            case OK, SKIPPED -> false;
            case FAILED, TIMEOUT -> true;
        };
    }
}
