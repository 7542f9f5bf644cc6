package org.kpirunner.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.engine.Engine;
import org.kpirunner.ledger.BegunRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.plan.Plan;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Sheet;

/** Does a whole run: asks the engine, records the answers and the row, and only then writes it to the sheets. */
public final class Runner {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Parts parts;
    private final Clock clock;
    private final Stop stop;
    private final Watcher progress;

    /**
     * Assigns its parts.
     *
     * @param progress told of each result as it comes
     */
    public Runner(Parts parts, Clock clock, Stop stop, Watcher progress) {
        this.parts = parts;
        this.clock = clock;
        this.stop = stop;
        this.progress = progress;
    }

    /** Asks the engine and leaves it at that: no sheet and no ledger is touched, only the addresses are read. */
    public Finished dryRun(Plan plan, EngineChoice engine, SheetChoice sheets) {
        sheets.check();
        Answering answering = answer(plan, engine);
        return new Finished(Optional.of(answering.report()), List.of(), stop.isRequested(), answering.bug());
    }

    /**
     * Runs once: a run whose answers are recorded already is only delivered, and one without KPIs leaves no row.
     *
     * @throws KpiException if nothing ran, because of a mistake of the user's
     */
    public Finished run(Order order) {
        if (order.plan().steps().isEmpty()) {
            return dryRun(order.plan(), order.engine(), order.sheets());
        }
        try (Ledger ledger = parts.ledger(order.state())) {
            List<Sheet> sheets = parts.sheets(order.sheets(), Deliverer.confirmedBy(ledger.outbox()));
            if (!ledger.begin(begun(order))) {
                return deliver(order.plan(), ledger, sheets, Optional.empty(), Optional.empty());
            }
            Answering answering = answer(order.plan().expecting(ledger.history().took()), order.engine());
            Optional<Report> report = Optional.of(answering.report());
            if (stop.isRequested()) {
                return new Finished(report, List.of(), true, answering.bug());
            }
            try {
                record(ledger, sheets, answering.report());
            } catch (KpiException problem) {
                return new Finished(report, notRecorded(sheets, problem), false, answering.bug());
            }
            return deliver(order.plan(), ledger, sheets, report, answering.bug());
        }
    }

    private static List<SheetDelivery> notRecorded(List<Sheet> sheets, KpiException problem) {
        return sheets.stream()
                .map(sheet -> SheetDelivery.failed(sheet.address(), problem))
                .toList();
    }

    private BegunRun begun(Order order) {
        return new BegunRun(
                order.plan().run(),
                order.plan().asOf(),
                order.plan().environment(),
                order.engine().name(),
                order.origin(),
                clock.instant());
    }

    private Answering answer(Plan plan, EngineChoice choice) {
        if (plan.steps().isEmpty()) {
            return Answering.ofNothing(plan, choice.name());
        }
        RunLog log = new RunLog(plan.run());
        log.begun(plan, choice.name());
        List<Answering> answers = new ArrayList<>();
        try (Engine engine = parts.engine(choice)) {
            progress.begin(engine::doing);
            stop.interruptibly(() -> answers.add(Answering.of(plan, engine, progress.andThen(log::answered))));
        }
        log.ended(answers.get(0).report());
        return answers.get(0);
    }

    private static void record(Ledger ledger, List<Sheet> sheets, Report report) {
        Map<String, String> rows = new LinkedHashMap<>();
        String row = RowJson.write(report.row());
        sheets.forEach(sheet -> rows.put(sheet.address(), row));
        List<KpiOutcome> outcomes = report.results().stream()
                .filter(result -> result.status() != Status.SKIPPED)
                .map(Runner::outcome)
                .toList();
        ledger.finish(report.run(), outcomes, rows);
    }

    private static KpiOutcome outcome(Result result) {
        return new KpiOutcome(
                result.id(),
                result.name(),
                result.unit(),
                result.status().code(),
                result.status() == Status.OK ? Optional.of(result.json()) : Optional.empty(),
                result.reason().map(reason -> reason.code()),
                result.error(),
                result.crossed(),
                result.effort().took(),
                result.effort().attempts(),
                result.effort().sources(),
                result.effort().queries());
    }

    private Finished deliver(
            Plan plan, Ledger ledger, List<Sheet> sheets, Optional<Report> report, Optional<Throwable> bug) {
        RunLog log = new RunLog(plan.run());
        Deliverer deliverer = new Deliverer(ledger.outbox(), PATIENCE);
        List<SheetDelivery> deliveries = new ArrayList<>();
        Optional<Throwable> first = bug;
        for (Sheet sheet : sheets) {
            if (!stop.isRequested()) {
                try {
                    SheetDelivery delivery = deliverer.deliver(sheet);
                    log.delivered(delivery);
                    deliveries.add(delivery);
                } catch (RuntimeException | Error broken) {
                    // One sheet's bug must not keep the row from the others.
                    first = first.or(() -> Optional.of(broken));
                }
            }
        }
        return new Finished(report, deliveries, false, first);
    }
}
