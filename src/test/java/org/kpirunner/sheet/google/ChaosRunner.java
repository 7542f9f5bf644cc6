package org.kpirunner.sheet.google;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Probe;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Place;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.ClusterCatalogs;
import org.kpirunner.run.EngineChoice;
import org.kpirunner.run.Finished;
import org.kpirunner.run.Order;
import org.kpirunner.run.Outstanding;
import org.kpirunner.run.Parts;
import org.kpirunner.run.Past;
import org.kpirunner.run.Runner;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.run.SheetDelivery;
import org.kpirunner.run.Stop;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.SqlPlaces;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;

/** Our own runner: each run is a new process with the ledger that the last one left. */
final class ChaosRunner implements ChaosClient {

    private final Path state;
    private final String address;
    private final Connection connection;
    private final Patience patience;
    private final Clock clock;
    private final SheetChoice sheets;
    private @Nullable ChaosRun current;

    ChaosRunner(Path state, String address, Connection connection, Patience patience, Clock clock) {
        this.state = state;
        this.address = address;
        this.connection = connection;
        this.patience = patience;
        this.clock = clock;
        this.sheets = new SheetChoice(List.of(address), "unused", false, Optional.empty());
    }

    @Override
    public void run(ChaosRun run) {
        current = run;
        List<Step> steps = run.answers().stream()
                .map(answer -> new Step(kpi(answer), "SELECT 1"))
                .toList();
        Plan plan = new Plan(run.id(), run.asOf(), ZoneOffset.UTC, "chaos", steps, List.of());
        EngineChoice engine =
                new EngineChoice("embedded", Path.of("unused"), 1, EngineChoice.Merging.ON, Optional.empty());
        Order order = new Order(plan, engine, sheets, state, "chaos");
        Finished finished = new Runner(new OneProcess(), clock, new Stop(), result -> {}).run(order);
        finished.bug().ifPresent(bug -> {
            if (bug instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) bug;
        });
    }

    @Override
    public boolean drain() {
        try (Outstanding outstanding = Outstanding.open(new OneProcess(), state)) {
            return outstanding.deliver(sheets).stream().allMatch(SheetDelivery::isComplete);
        }
    }

    /** What has run so far, as the ledger knows. */
    Past past() {
        return Past.open(new OneProcess(), state);
    }

    private static Kpi kpi(ChaosRun.Answer answer) {
        Place place = new Place("kpis.yaml", answer.kpi(), 3);
        return new Kpi(
                answer.name(),
                "SELECT 1",
                place,
                SqlPlaces.from(place, "SELECT 1"),
                true,
                "id-" + answer.kpi(),
                List.of(),
                Optional.of("description of " + answer.kpi()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(60),
                0,
                List.of(),
                true,
                100,
                Optional.empty(),
                Optional.empty());
    }

    /** What a process has of its own: nothing but the ledger outlives it. */
    private final class OneProcess implements Parts {
        private final Map<String, Boolean> confirmed = new HashMap<>();

        @Override
        public Engine engine(EngineChoice choice) {
            return new Answers();
        }

        @Override
        public List<Sheet> sheets(SheetChoice choice, BiPredicate<String, String> isConfirmed) {
            SheetAddress parsed = SheetAddress.parse(address, "unused");
            Predicate<String> known = run -> confirmed.computeIfAbsent(run, id -> isConfirmed.test(address, id));
            return List.of(new GoogleSheet(parsed, connection, patience, known, false));
        }

        @Override
        public ClusterCatalogs clusterCatalogs(EngineChoice choice, Path folder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String csv(Row row) {
            return "";
        }

        @Override
        public Ledger ledger(Path folder) {
            return Ledger.open(folder, clock);
        }
    }

    /** An engine that answers what the simulation has decided. */
    private final class Answers implements Engine {
        @Override
        public String name() {
            return "embedded";
        }

        @Override
        public void run(Plan plan, Consumer<Outcome> outcomes) {
            for (int i = 0; i < plan.steps().size(); i++) {
                outcomes.accept(outcome(
                        plan.steps().get(i),
                        Objects.requireNonNull(current).answers().get(i)));
            }
        }

        private Outcome outcome(Step step, ChaosRun.Answer answer) {
            Outcome.Effort effort = new Outcome.Effort(Duration.ofMillis(1), 1, List.of(), List.of());
            if (answer.value().isEmpty()) {
                return new Outcome.Failed(
                        step,
                        effort,
                        new KpiException(
                                Reason.QUERY_FAILED,
                                Objects.requireNonNull(current).note(answer.kpi())));
            }
            return new Outcome.Answered(
                    step,
                    effort,
                    new Answer(
                            List.of(new Column("x", "varchar")),
                            List.of(List.of(answer.value().get()))));
        }

        @Override
        public List<String> explain(Step step, boolean analyze) {
            return List.of();
        }

        @Override
        public List<Probe> probe(List<Step> steps) {
            return new ArrayList<>();
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
