package org.kpirunner.ledger;

import java.time.Instant;
import java.util.List;

/**
 * A run that ended, with how its KPIs ended.
 *
 * @param number grows with each run of this ledger
 */
public record EndedRun(long number, BegunRun run, Instant ended, List<KpiOutcome> outcomes) {
    public EndedRun {
        outcomes = List.copyOf(outcomes);
    }
}
