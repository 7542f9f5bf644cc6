package org.kpirunner.run;

import java.util.List;
import java.util.Optional;
import org.kpirunner.problem.KpiException;

/**
 * What became of the rows of one sheet.
 *
 * @param landed the runs that are in the sheet now and were not known to be before
 * @param waiting the runs whose rows are kept and tried again, oldest first
 * @param unknown the runs of which the sheet cannot tell whether they are in it, so that a person has to
 * @param said what people should know about the writes, one sentence each
 * @param unwritten the values that the sheet cannot hold, one sentence each
 * @param problem why rows wait
 */
public record SheetDelivery(
        String address,
        List<String> landed,
        List<String> waiting,
        List<String> unknown,
        List<String> said,
        List<String> unwritten,
        Optional<KpiException> problem) {
    public SheetDelivery {
        landed = List.copyOf(landed);
        waiting = List.copyOf(waiting);
        unknown = List.copyOf(unknown);
        said = List.copyOf(said);
        unwritten = List.copyOf(unwritten);
    }

    /** Nothing is known of it but why. */
    static SheetDelivery failed(String address, KpiException problem) {
        return new SheetDelivery(address, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.of(problem));
    }

    /** Whether a run's row has yet to land. */
    public boolean lacks(String run) {
        // A problem with nothing kept is one with the ledger, which cannot tell then.
        boolean isUntold = problem.isPresent() && waiting.isEmpty() && unknown.isEmpty() && !landed.contains(run);
        return waiting.contains(run) || unknown.contains(run) || isUntold;
    }

    public boolean isComplete() {
        return waiting.isEmpty() && unknown.isEmpty() && problem.isEmpty();
    }
}
