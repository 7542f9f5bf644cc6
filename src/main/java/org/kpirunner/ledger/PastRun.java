package org.kpirunner.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of the past.
 *
 * @param ended empty when it runs still, or was killed before its answers were recorded
 * @param failed how many of its KPIs failed or ran into their timeout
 */
public record PastRun(BegunRun run, Optional<Instant> ended, int ok, int failed, List<Delivery> deliveries) {
    public PastRun {
        deliveries = List.copyOf(deliveries);
    }
}
