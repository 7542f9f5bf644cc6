package org.kpirunner.schedule;

import java.util.List;
import org.kpirunner.problem.Mistake;

/** A crontab.json without mistakes. */
public record Crontab(List<Entry> entries, List<Mistake> warnings) {
    public Crontab {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }
}
