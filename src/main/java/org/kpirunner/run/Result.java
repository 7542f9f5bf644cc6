package org.kpirunner.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Outcome.Effort;
import org.kpirunner.plan.Skipped;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Entry;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/**
 * One KPI of a run, as it is reported.
 *
 * @param json the typed value as JSON, {@code null} where there is none
 * @param text the value for people, empty where there is none
 * @param reason why there is no value
 * @param error the sentence for people, where it failed
 * @param crossed the threshold that the value has crossed, as {@code warn > 100}
 * @param entry its part of the row; empty when it was skipped
 */
public record Result(
        String id,
        String name,
        String unit,
        Status status,
        String json,
        String text,
        Optional<Reason> reason,
        Optional<String> error,
        Optional<String> crossed,
        Effort effort,
        Optional<Entry> entry) {
    private static final Effort NONE = new Effort(Duration.ZERO, 0, List.of(), List.of());

    static Result of(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed.step(), failed.effort(), failed.problem());
        }
        Outcome.Answered answered = (Outcome.Answered) outcome;
        Step step = answered.step();
        try {
            Extraction extraction = step.kpi().extractCount()
                    ? Extraction.scalar(answered.answer())
                    : Extraction.rows(answered.answer(), step.kpi().maxRows());
            return new Result(
                    step.kpi().id(),
                    step.kpi().name(),
                    step.kpi().unit().orElse(""),
                    Status.OK,
                    extraction.json(),
                    Plain.of(extraction.value()),
                    extraction.reason(),
                    Optional.empty(),
                    number(extraction.value()).flatMap(step.kpi()::crossedBy),
                    answered.effort(),
                    Optional.of(entry(step, extraction.value(), Optional.empty())));
        } catch (KpiException problem) {
            return failed(step, answered.effort(), problem);
        }
    }

    private static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Exact exact) {
            return Optional.of(exact.number());
        }
        return value instanceof Value.Real real ? Optional.of(BigDecimal.valueOf(real.number())) : Optional.empty();
    }

    /** A step of which the engine reported nothing, as it broke. */
    static Result unreported(Step step) {
        return failed(
                step,
                NONE,
                new KpiException(Reason.INTERNAL_ERROR, "not answered, because of a bug; its trace is in the log"));
    }

    static Result skipped(Skipped skipped) {
        return new Result(
                skipped.kpi().id(),
                skipped.kpi().name(),
                skipped.kpi().unit().orElse(""),
                Status.SKIPPED,
                "null",
                "",
                Optional.of(skipped.reason()),
                Optional.empty(),
                Optional.empty(),
                NONE,
                Optional.empty());
    }

    private static Result failed(Step step, Effort effort, KpiException problem) {
        String error = String.valueOf(problem.getMessage());
        return new Result(
                step.kpi().id(),
                step.kpi().name(),
                step.kpi().unit().orElse(""),
                problem.reason() == Reason.TIMEOUT ? Status.TIMEOUT : Status.FAILED,
                "null",
                "",
                Optional.of(problem.reason()),
                Optional.of(error),
                Optional.empty(),
                effort,
                Optional.of(
                        entry(step, Value.NOTHING, Optional.of(problem.reason().code() + ": " + error))));
    }

    /** The part of the row that a step will have, as long as it has no value. */
    static Entry blank(Step step) {
        return entry(step, Value.NOTHING, Optional.empty());
    }

    private static Entry entry(Step step, Value value, Optional<String> note) {
        return new Entry(step.kpi().id(), step.kpi().name(), step.kpi().renamedFrom(), headerNote(step), value, note);
    }

    private static Optional<String> headerNote(Step step) {
        String note = Stream.of(step.kpi().description(), step.kpi().unit().map(unit -> "Unit: " + unit))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        return note.isEmpty() ? Optional.empty() : Optional.of(note);
    }
}
