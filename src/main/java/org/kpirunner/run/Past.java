package org.kpirunner.run;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.History;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.ledger.PastRun;
import org.kpirunner.table.JsonReading;
import org.kpirunner.table.Value;

/** What has run so far, as listings, newest first. */
public final class Past implements AutoCloseable {
    private final Ledger ledger;
    private final History history;

    private Past(Ledger ledger) {
        this.ledger = ledger;
        this.history = ledger.history();
    }

    /**
     * Opens the ledger that knows.
     *
     * @param state its folder
     */
    public static Past open(Parts parts, Path state) {
        return new Past(parts.ledger(state));
    }

    /** A line for each run and each sheet that its row goes to. */
    public Listing runs(int limit) {
        List<List<Value>> rows = new ArrayList<>();
        for (PastRun run : history.runs(limit)) {
            if (run.deliveries().isEmpty()) {
                rows.add(line(run, text(""), Value.NOTHING, text(""), text("")));
            }
            for (Delivery delivery : run.deliveries()) {
                rows.add(line(
                        run,
                        text(delivery.state().code()),
                        point(delivery.closed()),
                        text(delivery.sheet()),
                        text(delivery.error().orElse(""))));
            }
        }
        return Listing.of(
                List.of("run", "as_of", "seconds", "ok", "failed", "row", "closed", "sheet", "origin", "error"), rows);
    }

    private static List<Value> line(PastRun run, Value state, Value closed, Value sheet, Value error) {
        Optional<Value> seconds =
                run.ended().map(ended -> seconds(Duration.between(run.run().started(), ended)));
        return List.of(
                text(run.run().id()),
                new Value.Point(run.run().asOf()),
                seconds.orElse(text("not ended")),
                Value.of(run.ok()),
                Value.of(run.failed()),
                state,
                closed,
                sheet,
                text(run.run().origin()),
                error);
    }

    /** A line for each run of one KPI, found by its id or by its name. */
    public Listing of(String kpi, int limit) {
        List<List<Value>> rows = new ArrayList<>();
        for (History.Past past : history.of(kpi, limit)) {
            KpiOutcome outcome = past.outcome();
            rows.add(List.of(
                    text(past.run()),
                    new Value.Point(past.asOf()),
                    text(outcome.status()),
                    outcome.value().map(JsonReading::of).orElse(Value.NOTHING),
                    seconds(outcome.took()),
                    Value.of(outcome.attempts()),
                    text(outcome.reason().orElse("")),
                    text(outcome.error().orElse("")),
                    text(String.join(" ", outcome.queries()))));
        }
        return Listing.of(
                List.of("run", "as_of", "status", "value", "seconds", "attempts", "reason", "error", "queries"), rows);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value seconds(Duration took) {
        return new Value.Exact(BigDecimal.valueOf(took.toMillis(), 3));
    }

    private static Value point(Optional<Instant> instant) {
        return instant.<Value>map(Value.Point::new).orElse(Value.NOTHING);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
