package org.kpirunner.sheet;

import java.util.List;

/** Which value goes into which column, decided from the header alone. */
public record Alignment(List<String> warnings) {
    public Alignment {
        warnings = List.copyOf(warnings);
    }
}
