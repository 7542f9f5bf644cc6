package org.kpirunner.run;

import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param report empty when the same run had ended before, so that nothing was asked again
 * @param deliveries one for each sheet; none when it was dry or stopped before
 * @param isStopped whether it was stopped before its row was recorded
 * @param bug what broke on the way; what could be saved is in the rest
 */
public record Finished(
        Optional<Report> report, List<SheetDelivery> deliveries, boolean isStopped, Optional<Throwable> bug) {
    public Finished {
        deliveries = List.copyOf(deliveries);
    }
}
