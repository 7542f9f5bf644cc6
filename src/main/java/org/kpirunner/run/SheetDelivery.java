package org.kpirunner.run;

import java.util.List;
import java.util.Optional;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Alignment;

/**
 * What became of the rows of one sheet.
 *
 * @param landed the runs that are in the sheet now and were not known to be before
 * @param open what is still to be delivered, oldest first
 * @param said what people should know about the writes, one sentence each
 * @param unwritten the values that the sheet cannot hold
 * @param problem why something is still to be delivered
 */
public record SheetDelivery(
        String address,
        List<String> landed,
        List<Delivery> open,
        List<String> said,
        List<Alignment.Unwritten> unwritten,
        Optional<KpiException> problem) {
    public SheetDelivery {
        landed = List.copyOf(landed);
        open = List.copyOf(open);
        said = List.copyOf(said);
        unwritten = List.copyOf(unwritten);
    }

    /** Nothing is known of it but why. */
    static SheetDelivery failed(String address, KpiException problem) {
        return new SheetDelivery(address, List.of(), List.of(), List.of(), List.of(), Optional.of(problem));
    }

    /** Whether a run's row has yet to land. */
    public boolean lacks(String run) {
        return open.stream().anyMatch(delivery -> delivery.run().equals(run))
                || (problem.isPresent() && !landed.contains(run));
    }

    /** The runs of which the sheet cannot tell whether they are in it. */
    public List<String> unknown() {
        return open.stream()
                .filter(delivery -> delivery.state() == Delivery.State.UNKNOWN)
                .map(Delivery::run)
                .toList();
    }
}
