package org.kpirunner.sheet.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
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
import org.kpirunner.run.Parts;
import org.kpirunner.run.Runner;
import org.kpirunner.run.ScriptedEngine;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.run.SheetDelivery;
import org.kpirunner.run.Stop;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.csv.CsvSheet;
import org.kpirunner.sheet.xlsx.XlsxSheet;
import org.kpirunner.spec.SqlPlaces;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

/** A process that runs what standard input says, with the real ledger and sheets, until that ends or it is killed. */
final class HistoryProcess {
    static final String RECORDED = "recorded ";
    static final String DONE = "done ";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private HistoryProcess() {}

    /** One run: which sheet it is for, and what each KPI answers. */
    record Task(String file, String tab, String state, String run, String asOf, List<Asked> kpis) {
        String json() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A KPI; one without an answer fails. */
    record Asked(String id, String name, List<String> renamedFrom, String about, String answer, String failure) {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Task task = JSON.readValue(line, Task.class);
            Finished finished = new Runner(parts(task), Clock.systemUTC(), new Stop(), result -> {}).run(order(task));
            if (finished.bug().isPresent()) {
                throw new IllegalStateException(finished.bug().get());
            }
            SheetDelivery delivery = finished.deliveries().get(0);
            delivery.problem().ifPresent(Throwable::printStackTrace);
            say(DONE + String.join(" ", delivery.unknown()));
        }
    }

    private static Order order(Task task) {
        List<Step> steps = task.kpis().stream().map(HistoryProcess::step).toList();
        return new Order(
                new Plan(task.run(), Instant.parse(task.asOf()), ZoneOffset.UTC, "test", steps, List.of()),
                new EngineChoice("embedded", Path.of("none"), 1, EngineChoice.Merging.ON, Optional.empty()),
                new SheetChoice(List.of(task.file()), task.tab(), false, Optional.empty()),
                Path.of(task.state()),
                "a test");
    }

    private static Step step(Asked kpi) {
        Place place = new Place("kpis.yaml", 1, 1);
        return new Step(
                new org.kpirunner.spec.Kpi(
                        kpi.name(),
                        kpi.answer(),
                        place,
                        SqlPlaces.from(place, kpi.answer()),
                        true,
                        kpi.id(),
                        kpi.renamedFrom(),
                        Optional.of(kpi.about()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(kpi.failure()),
                        Duration.ofSeconds(60),
                        0,
                        List.of(),
                        true,
                        100,
                        Optional.empty(),
                        Optional.empty()),
                kpi.answer());
    }

    private static Outcome outcome(Step step) {
        Outcome.Effort effort = new Outcome.Effort(Duration.ZERO, 1, List.of(), List.of());
        return step.sql().isEmpty()
                ? new Outcome.Failed(
                        step,
                        effort,
                        new KpiException(Reason.TIMEOUT, step.kpi().tags().get(0)))
                : new Outcome.Answered(
                        step,
                        effort,
                        new Answer(
                                List.of(new Column("n", "bigint")),
                                List.of(List.of(Value.of(Long.parseLong(step.sql()))))));
    }

    private static Parts parts(Task task) {
        Path file = Path.of(task.file());
        Sheet sheet = task.tab().isEmpty()
                ? new CsvSheet(file, false, PATIENCE)
                : new XlsxSheet(file, task.tab(), false, PATIENCE);
        return new Parts() {
            @Override
            public Engine engine(EngineChoice choice) {
                return new ScriptedEngine(
                        (plan, outcomes) -> plan.steps().forEach(step -> outcomes.accept(outcome(step))));
            }

            @Override
            public ClusterCatalogs clusterCatalogs(EngineChoice choice, Path folder) {
                throw new IllegalStateException("there is no cluster here");
            }

            @Override
            public List<Sheet> sheets(SheetChoice choice, BiPredicate<String, String> isConfirmed) {
                return List.of(new SayingSheet(sheet));
            }

            @Override
            public String csv(Row row) {
                return CsvSheet.text(row);
            }

            @Override
            public Ledger ledger(Path state) {
                return Ledger.open(state, Clock.systemUTC());
            }
        };
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** Says which runs are recorded by the time they are to be written. */
    private record SayingSheet(Sheet sheet) implements Sheet {
        @Override
        public String address() {
            return sheet.address();
        }

        @Override
        public Proof proof(String run, String evidence) {
            return sheet.proof(run, evidence);
        }

        @Override
        public Prepared prepare(List<Row> rows) {
            say(RECORDED + rows.stream().map(Row::run).collect(Collectors.joining(" ")));
            return sheet.prepare(rows);
        }
    }
}
