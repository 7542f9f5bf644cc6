package org.kpirunner.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.History;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.ledger.PastRun;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.JsonReading;
import org.kpirunner.table.Value;

/** What has run so far, as listings, newest first. */
public final class Past {
    private final History history;

    public Past(Ledger ledger) {
        this.history = ledger.history();
    }

    /** A line for each run and each sheet that its row goes to. */
    public Listing runs(int limit) {
        List<List<Value>> rows = new ArrayList<>();
        for (PastRun run : history.runs(limit)) {
            if (run.deliveries().isEmpty()) {
                rows.add(line(run, List.of(text(""), text(""), Value.NOTHING, text(""))));
            }
            for (Delivery delivery : run.deliveries()) {
                rows.add(line(
                        run,
                        List.of(
                                text(delivery.sheet()),
                                text(delivery.state().code()),
                                point(delivery.closed()),
                                text(delivery.error().orElse("")))));
            }
        }
        return listing(
                List.of("run", "as_of", "seconds", "ok", "failed", "origin", "sheet", "row", "closed", "error"), rows);
    }

    private static List<Value> line(PastRun run, List<Value> delivery) {
        Optional<Value> seconds =
                run.ended().map(ended -> seconds(Duration.between(run.run().started(), ended)));
        return Stream.concat(
                        Stream.of(
                                text(run.run().id()),
                                new Value.Point(run.run().asOf()),
                                seconds.orElse(text("not ended")),
                                Value.of(run.ok()),
                                Value.of(run.failed()),
                                text(run.run().origin())),
                        delivery.stream())
                .toList();
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
                    text(outcome.error().orElse(""))));
        }
        return listing(List.of("run", "as_of", "status", "value", "seconds", "attempts", "reason", "error"), rows);
    }

    private static Listing listing(List<String> columns, List<List<Value>> rows) {
        return new Listing(
                new Answer(columns.stream().map(name -> new Column(name, "")).toList(), rows));
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
}
