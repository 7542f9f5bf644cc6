package org.kpirunner.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.Delivery.State;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.ledger.Outbox;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Sheet;

/** The rows that have not landed yet, and what a person decides about them. */
public final class Outstanding implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Parts parts;
    private final Ledger ledger;
    private final Outbox outbox;

    private Outstanding(Parts parts, Ledger ledger) {
        this.parts = parts;
        this.ledger = ledger;
        this.outbox = ledger.outbox();
    }

    /**
     * Opens the ledger that knows.
     *
     * @param state its folder
     */
    public static Outstanding open(Parts parts, Path state) {
        return new Outstanding(parts, parts.ledger(state));
    }

    /** The addresses of the sheets that something waits for. */
    public List<String> sheets() {
        return outbox.sheetsWithOpen();
    }

    /** Tries all that is not delivered yet, or what is for some sheets only. */
    public List<SheetDelivery> deliver(SheetChoice sheets) {
        Deliverer deliverer = new Deliverer(outbox, PATIENCE);
        List<SheetDelivery> deliveries = new ArrayList<>();
        for (Sheet sheet : parts.sheets(sheets, Deliverer.confirmedBy(outbox))) {
            deliveries.add(deliverer.deliver(sheet));
        }
        return deliveries;
    }

    /** A run of which the sheet cannot tell is not in it, says a person: its row is written at the next turn. */
    public void force(String run) throws InterruptedException {
        change(run, delivery -> delivery.state() == State.UNKNOWN, "unknown", outbox::waiting);
    }

    /** The row of a run is not wanted any more, or it is in the sheet already, says a person. */
    public void drop(String run) throws InterruptedException {
        change(run, delivery -> true, "kept", outbox::dropped);
    }

    private void change(String run, Predicate<Delivery> which, String state, Consumer<Delivery> change)
            throws InterruptedException {
        int changed = 0;
        List<String> runs = new ArrayList<>();
        for (String sheet : sheets()) {
            changed += outbox.alone(sheet, PATIENCE, () -> {
                        List<Delivery> open =
                                outbox.open(sheet).stream().filter(which).toList();
                        open.forEach(delivery -> runs.add(delivery.run()));
                        List<Delivery> wanted = open.stream()
                                .filter(delivery -> delivery.run().equals(run))
                                .toList();
                        wanted.forEach(change);
                        return wanted.size();
                    })
                    .orElseThrow(() -> Deliverer.locked(sheet, PATIENCE));
        }
        if (changed == 0) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    "no row of a run " + run + " is " + state
                            + (runs.isEmpty() ? "" : "; there are " + String.join(", ", runs))
                            + Nearest.hint(run, runs));
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
