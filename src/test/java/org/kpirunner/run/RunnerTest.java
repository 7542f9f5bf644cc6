package org.kpirunner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Outcome.Effort;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Skipped;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.MemorySheet.Fault;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

class RunnerTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Effort EFFORT = new Effort(Duration.ofMillis(12), 1, List.of("coproduction"), List.of());

    @TempDir
    private Path folder;

    private final MemorySheet sheet = new MemorySheet("csv:/data/kpis.csv");
    private final MemorySheet other = new MemorySheet("csv:/data/other.csv");
    private final Stop stop = new Stop();
    private final List<Result> progress = new ArrayList<>();
    private Consumer<Consumer<Outcome>> engine = outcomes -> {
        outcomes.accept(answered(USERS, 42));
        outcomes.accept(new Outcome.Failed(
                ASSETS, EFFORT, new KpiException(Reason.UNKNOWN_TABLE, "there is no table \"asset\"")));
    };

    private static final Step USERS = Kpis.scalar(10, "Users");
    private static final Step ASSETS = Kpis.scalar(30, "Assets");
    private static final Skipped RESTING = new Skipped(Kpis.kpi(20, "Resting", true, 100), Reason.DISABLED);

    @Test
    void theReportHasEveryKpiInFileOrder() {
        engine = outcomes -> {
            outcomes.accept(answered(ASSETS, 2));
            outcomes.accept(answered(USERS, 1));
        };

        Report report = run("r1").report().orElseThrow();

        assertThat(report.results())
                .extracting(result -> result.name() + " " + result.status().code() + " " + result.json())
                .containsExactly("Users ok 1", "Resting skipped null", "Assets ok 2");
        assertThat(report.hasFailures()).isFalse();
        assertThat(progress).extracting(Result::name).containsExactly("Assets", "Users");
        assertThat(sheet.runs).containsExactly("r1");
        assertThat(other.runs).containsExactly("r1");
    }

    @Test
    void aFailedKpiLeavesItsCellBlankWithItsReason() {
        Report report = run("r1").report().orElseThrow();

        assertThat(report.hasFailures()).isTrue();
        assertThat(report.row().entries())
                .extracting(entry -> entry.name() + " | " + entry.value() + " | "
                        + entry.note().orElse("") + " | " + entry.headerNote().orElse(""))
                .containsExactly(
                        "Users | Exact[number=42] |  | What Users means\nUnit: pieces",
                        "Assets | Nothing[] | unknown_table: there is no table \"asset\" | What Assets means\nUnit: pieces");
    }

    @Test
    void aTimeoutHasAStatusOfItsOwn() {
        engine = outcomes -> outcomes.accept(
                new Outcome.Failed(USERS, EFFORT, new KpiException(Reason.TIMEOUT, "no answer within 2s")));

        assertThat(run("r1").report().orElseThrow().results().get(0).status()).isEqualTo(Status.TIMEOUT);
    }

    @Test
    void theSameRunAgainAsksNothingAndLandsOnce() {
        run("slot");
        engine = outcomes -> {
            throw new AssertionError("asked again");
        };

        Finished again = run("slot");

        assertThat(again.report()).isEmpty();
        assertThat(again.bug()).isEmpty();
        assertThat(sheet.runs).containsExactly("slot");
    }

    @Test
    void whatASheetRefusedLandsWithTheNextRunInOrder() {
        sheet.fault = Fault.UNREADABLE;
        Finished first = run("r1");
        Finished second = run("r2");
        assertThat(first.deliveries().get(0).lacks("r1")).isTrue();
        assertThat(first.deliveries().get(0).problem().orElseThrow()).hasMessage("the sheet cannot be read");
        assertThat(second.deliveries().get(1).landed()).containsExactly("r2");

        sheet.fault = Fault.NONE;
        SheetDelivery third = run("r3").deliveries().get(0);

        assertThat(third.landed()).containsExactly("r1", "r2", "r3");
        assertThat(third.isComplete()).isTrue();
        assertThat(sheet.writes).containsExactly(3);
        assertThat(other.runs).containsExactly("r1", "r2", "r3");
    }

    @Test
    void aWriteWhoseEndIsLostIsNotRepeatedWhenItHadHappened() {
        sheet.fault = Fault.LOST_AFTER;
        assertThat(run("r1").deliveries().get(0).lacks("r1")).isTrue();

        sheet.fault = Fault.NONE;
        SheetDelivery next = run("r2").deliveries().get(0);

        assertThat(next.landed()).containsExactly("r1", "r2");
        assertThat(sheet.runs).containsExactly("r1", "r2");
    }

    @Test
    void aRowThatLandedButIsNotSeenToStandAsItShouldIsNamedInTheReportAndInTheHistory() {
        sheet.doubts.put("r1", "the row of r1 could not be found again");
        assertThat(run("r1").deliveries().get(0).said()).containsExactly("the row of r1 could not be found again");

        sheet.doubts.put("r2", "the row of r2 could not be found again");
        sheet.fault = Fault.LOST_AFTER;
        run("r2");
        sheet.fault = Fault.NONE;
        assertThat(run("r3").deliveries().get(0).said()).contains("the row of r2 could not be found again");

        try (Past past = Past.open(parts(), folder.resolve("state"))) {
            assertThat(past.runs(3).rows())
                    .filteredOn(line -> line.get(7).equals(sheet.address()))
                    .extracting(line -> List.of(line.get(0), line.get(5), line.get(9)))
                    .containsExactly(
                            List.of("r3", "delivered", ""),
                            List.of("r2", "delivered", "the row of r2 could not be found again"),
                            List.of("r1", "delivered", "the row of r1 could not be found again"));
        }
    }

    @Test
    void aWriteWhoseEndIsLostIsRepeatedWhenItHadNotHappened() {
        sheet.fault = Fault.LOST_BEFORE;
        run("r1");

        sheet.fault = Fault.NONE;
        run("r2");

        assertThat(sheet.runs).containsExactly("r1", "r2");
    }

    @Test
    void aRunOfWhichTheSheetCannotTellWaitsForAPersonAndHoldsNobodyUp() throws InterruptedException {
        sheet.fault = Fault.FORGETFUL;
        run("r1");
        sheet.runs.clear();
        SheetDelivery second = run("r2").deliveries().get(0);
        assertThat(second.unknown()).containsExactly("r1");

        sheet.fault = Fault.LOST_AFTER;
        sheet.runs.clear();
        try (Outstanding outstanding = Outstanding.open(parts(), folder.resolve("state"))) {
            assertThatThrownBy(() -> outstanding.force("r7"))
                    .hasMessage("no row of a run r7 is unknown; there are r1; did you mean \"r1\"?");
            outstanding.force("r1");
            outstanding.drop("r2");
            sheet.fault = Fault.NONE;
            outstanding.deliver(choice());
            assertThat(outstanding.sheets()).isEmpty();
        }
        assertThat(sheet.runs).containsExactly("r1");
    }

    @Test
    void aLongOutageIsMadeUpForInFewWrites() {
        sheet.fault = Fault.UNREADABLE;
        for (int i = 0; i < 143; i++) {
            run("r" + i);
        }
        sheet.fault = Fault.NONE;

        run("r143");

        assertThat(sheet.writes).containsExactly(100, 44);
        assertThat(sheet.runs).hasSize(144).isEqualTo(other.runs);
    }

    @Test
    void rowsFillASheetAsFarAsTheyFit() {
        sheet.fault = Fault.UNREADABLE;
        run("r1");
        run("r2");
        sheet.fault = Fault.NONE;
        sheet.room = 2;

        SheetDelivery third = run("r3").deliveries().get(0);

        assertThat(sheet.runs).containsExactly("r1", "r2");
        assertThat(third.lacks("r3")).isTrue();
        assertThat(third.problem().orElseThrow()).hasMessage("the sheet is full; use another tab");
    }

    @Test
    void aBugInOneSheetKeepsTheRowFromNoOther() {
        sheet.fault = Fault.BUG_AFTER;
        Finished first = run("r1");
        assertThat(first.bug().orElseThrow()).hasMessage("a bug after the write");
        assertThat(other.runs).containsExactly("r1");

        sheet.fault = Fault.BUG_BEFORE;
        run("r2");
        sheet.fault = Fault.NONE;
        run("r3");

        assertThat(sheet.runs).containsExactly("r1", "r2", "r3");
    }

    @Test
    void aBugInTheEngineLosesOnlyWhatItHadNotReported() {
        engine = outcomes -> {
            outcomes.accept(answered(USERS, 42));
            throw new IllegalStateException("a bug");
        };

        Finished finished = run("r1");

        assertThat(finished.bug().orElseThrow()).hasMessage("a bug");
        assertThat(finished.report().orElseThrow().results())
                .extracting(result -> result.name() + " " + result.status().code() + " "
                        + result.reason().map(Reason::code).orElse(""))
                .containsExactly("Users ok ", "Resting skipped disabled", "Assets failed internal_error");
        assertThat(sheet.runs).containsExactly("r1");
    }

    @Test
    void aPlanThatTheEngineRefusesLeavesNoRow() {
        engine = outcomes -> {
            throw new KpiException(Reason.BAD_CONFIGURATION, "a mistake in a catalog");
        };

        assertThatThrownBy(() -> run("r1")).hasMessage("a mistake in a catalog");
        assertThat(sheet.runs).isEmpty();
    }

    @Test
    void aStoppedRunLeavesNoRowAndMayRunAgain() {
        engine = outcomes -> {
            stop.request();
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            outcomes.accept(new Outcome.Failed(
                    USERS, EFFORT, new KpiException(Reason.CANCELLED, "interrupted: " + isInterrupted)));
        };
        Finished stopped = run("slot");
        assertThat(stopped.isStopped()).isTrue();
        assertThat(stopped.report().orElseThrow().results().get(0).error()).contains("interrupted: true");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(sheet.runs).isEmpty();

        engine = outcomes -> outcomes.accept(answered(USERS, 42));
        new Runner(parts(), clock(), new Stop(), progress::add).run(order("slot"));
        assertThat(sheet.runs).containsExactly("slot");
    }

    @Test
    void aDryRunTouchesNothing() {
        Runner runner = new Runner(parts(), clock(), stop, progress::add);

        Finished finished = runner.dryRun(order("r1").plan(), ENGINE, choice());

        assertThat(finished.report().orElseThrow().results()).hasSize(3);
        assertThat(sheet.runs).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aRunWithoutKpisLeavesNoRow() {
        Plan nothing = new Plan("r1", NOON, ZoneOffset.UTC, "demo", List.of(), List.of(RESTING));

        Finished finished = new Runner(parts(), clock(), stop, progress::add)
                .run(new Order(nothing, ENGINE, choice(), folder.resolve("state"), "by hand"));

        assertThat(finished.report().orElseThrow().results()).hasSize(1);
        assertThat(finished.deliveries()).isEmpty();
        assertThat(sheet.runs).isEmpty();
    }

    @Test
    void theHistoryShowsWhenARowWasDueAndWhenItLanded() {
        sheet.fault = Fault.UNREADABLE;
        run("r1");
        sheet.fault = Fault.NONE;
        run("r2");

        try (Past past = Past.open(parts(), folder.resolve("state"))) {
            assertThat(past.runs(10).columns())
                    .containsExactly(
                            "run", "as_of", "seconds", "ok", "failed", "row", "closed", "sheet", "origin", "error");
            assertThat(past.runs(10).rows().get(2))
                    .containsExactly(
                            "r1",
                            "2026-11-01T12:00:00Z",
                            "0.000",
                            "1",
                            "1",
                            "delivered",
                            "2026-11-01T12:00:00Z",
                            "csv:/data/kpis.csv",
                            "by hand",
                            "");
            assertThat(past.of("Assets", 1).json())
                    .isEqualTo("[{\"run\":\"r2\",\"as_of\":\"2026-11-01T12:00:00Z\",\"status\":\"failed\","
                            + "\"value\":null,\"seconds\":0.012,\"attempts\":1,\"reason\":\"unknown_table\","
                            + "\"error\":\"there is no table \\\"asset\\\"\",\"queries\":\"\"}]");
            assertThat(past.of("Users", 1).rows().get(0)).contains("42");
        }
    }

    private static final EngineChoice ENGINE =
            new EngineChoice("embedded", Path.of("catalog"), 4, EngineChoice.Merging.ON, Optional.empty());

    private Finished run(String id) {
        return new Runner(parts(), clock(), stop, progress::add).run(order(id));
    }

    private Order order(String id) {
        Plan plan = new Plan(id, NOON, ZoneId.of("Europe/Madrid"), "demo", List.of(USERS, ASSETS), List.of(RESTING));
        return new Order(plan, ENGINE, choice(), folder.resolve("state"), "by hand");
    }

    private static SheetChoice choice() {
        return new SheetChoice(List.of("csv:/data/kpis.csv"), "demo", false, Optional.empty());
    }

    private static Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    private static Outcome answered(Step step, long number) {
        return new Outcome.Answered(
                step, EFFORT, new Answer(List.of(new Column("EXPR$0", "bigint")), List.of(List.of(Value.of(number)))));
    }

    private Parts parts() {
        ScriptedParts parts = new ScriptedParts(clock(), sheet, other);
        parts.engine = (plan, outcomes) -> engine.accept(outcomes);
        return parts;
    }
}
