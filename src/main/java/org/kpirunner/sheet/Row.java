package org.kpirunner.sheet;

import java.time.LocalDateTime;
import java.util.List;

/**
 * One run as it should land in a sheet.
 *
 * @param run the run's id, 12 characters
 * @param dateTime the as-of time as wall time in the run's zone
 * @param entries one for each KPI that ran, in file order; a KPI that was skipped has none, so its column is untouched
 */
public record Row(String run, LocalDateTime dateTime, List<Entry> entries) {
    public Row {
        entries = List.copyOf(entries);
    }
}
