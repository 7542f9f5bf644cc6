package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Answer;

class WorkersTest {
    private static final Answer NO_ROWS = new Answer(List.of(), List.of());

    private final List<Outcome> outcomes = new ArrayList<>();

    private static List<Step> steps(String keys, String... names) {
        StringBuilder yaml = new StringBuilder();
        for (String name : names) {
            yaml.append("- {name: ")
                    .append(name)
                    .append(", sql: SELECT 1")
                    .append(keys)
                    .append("}\n");
        }
        return KpiReader.read("kpis.yaml", yaml.toString()).kpis().stream()
                .map(kpi -> new Step(kpi, kpi.sql()))
                .toList();
    }

    private void run(int parallel, List<Step> steps, Work work) {
        new Workers(parallel).run(steps, work, step -> List.of("pg"), outcomes::add);
    }

    private Outcome.Failed failed(int i) {
        return (Outcome.Failed) outcomes.get(i);
    }

    @Test
    void oneFailingStepTouchesNoOther() {
        run(2, steps("", "a", "b", "c"), (step, attempt) -> {
            if (step.kpi().name().equals("b")) {
                throw new KpiException(Reason.DIVISION_BY_ZERO, "division by zero");
            }
            return NO_ROWS;
        });

        assertThat(outcomes)
                .hasSize(3)
                .filteredOn(Outcome.Failed.class::isInstance)
                .hasSize(1);
        assertThat(outcomes).allMatch(outcome -> outcome.effort().attempts() == 1);
    }

    @Test
    void aBugFailsItsStepAlone() {
        run(1, steps("", "a", "b"), (step, attempt) -> {
            if (step.kpi().name().equals("a")) {
                throw new IllegalStateException("oops");
            }
            return NO_ROWS;
        });

        assertThat(failed(0).problem())
                .hasMessage("a bug in kpi: java.lang.IllegalStateException: oops; the log has its stack trace");
        assertThat(failed(0).problem().reason()).isEqualTo(Reason.INTERNAL_ERROR);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void aStepTookAsLongAsWhatItWaitedForToo() {
        List<Step> steps = steps("", "a");
        Ready ready = new Ready(List.of(), 1, () -> {});
        ready.add(Map.of(steps.get(0), Duration.ofMinutes(7)));

        new Workers(1).run(ready, (step, attempt) -> NO_ROWS, step -> List.of(), outcomes::add);

        assertThat(outcomes.get(0).effort().took()).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(8));
    }

    @Test
    void whatTookLongestLastTimeIsBegunFirst() {
        List<Step> steps = steps("", "a", "b", "c", "d");
        Map<String, Duration> took = Map.of("b", Duration.ofMillis(5), "d", Duration.ofSeconds(3));
        Plan plan = new Plan("0123456789ab", Instant.EPOCH, ZoneOffset.UTC, "default", steps, List.of());

        run(1, plan.expecting(took).steps(), (step, attempt) -> NO_ROWS);

        assertThat(outcomes).extracting(outcome -> outcome.step().kpi().name()).containsExactly("d", "b", "a", "c");
    }

    @Test
    void neverMoreRunThanThereAreWorkers() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        run(3, steps("", "a", "b", "c", "d", "e", "f", "g", "h"), (step, attempt) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            sleep(30);
            running.decrementAndGet();
            return NO_ROWS;
        });

        assertThat(outcomes).hasSize(8);
        assertThat(most).hasValue(3);
    }

    @Test
    void whatIsLateIsCancelledAtItsSource() {
        CountDownLatch cancelled = new CountDownLatch(1);
        run(1, steps(", timeout: 1s", "slow"), (step, attempt) -> {
            attempt.cancellation().onCancel(cancelled::countDown);
            await(cancelled);
            throw new KpiException(Reason.QUERY_FAILED, "cancelled by the user");
        });

        assertThat(failed(0).problem()).hasMessage("no answer within its timeout of 1s");
        assertThat(failed(0).problem().reason()).isEqualTo(Reason.TIMEOUT);
        await(cancelled);
    }

    @Test
    void aSourceThatDoesNotLetGoIsLeftBehind() {
        List<Step> steps = new ArrayList<>(steps(", timeout: 1s", "deaf"));
        steps.addAll(steps("", "next"));
        long start = System.nanoTime();
        run(1, steps, (step, attempt) -> {
            if (step.kpi().name().equals("deaf")) {
                sleep(600_000);
            }
            return NO_ROWS;
        });

        assertThat(failed(0).problem().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Answered.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatWillNotIsNot() {
        AtomicInteger tries = new AtomicInteger();
        run(1, steps(", retries: 2", "a"), (step, attempt) -> {
            attempt.sent("q" + tries.incrementAndGet());
            if (tries.get() < 3) {
                throw new KpiException(Reason.SOURCE_UNREACHABLE, "pg cannot be reached");
            }
            return NO_ROWS;
        });
        run(1, steps(", retries: 2", "b"), (step, attempt) -> {
            throw new KpiException(Reason.UNKNOWN_TABLE, "no such table");
        });

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Answered.class);
        assertThat(outcomes.get(0).effort().attempts()).isEqualTo(3);
        assertThat(outcomes.get(0).effort().queries()).containsExactly("q1", "q2", "q3");
        assertThat(outcomes.get(0).effort().sources()).containsExactly("pg");
        assertThat(outcomes.get(1).effort().attempts()).isEqualTo(1);
    }

    @Test
    void anInterruptCancelsWhatRunsAndWhatWaits() {
        Thread caller = Thread.currentThread();
        CountDownLatch stop = new CountDownLatch(1);
        run(1, steps("", "a", "b"), (step, attempt) -> {
            attempt.cancellation().onCancel(stop::countDown);
            caller.interrupt();
            await(stop);
            attempt.cancellation().check();
            return NO_ROWS;
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Failed) outcome).problem()).hasMessage("the run was interrupted"));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
