package org.kpirunner.engine.embedded.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.kpirunner.dialect.Query;

class PlainMetadataTest {
    private static final int ROUNDS = 500;
    private static final int THREADS = 3;

    @Test
    void newPlanIsWrittenOutByManyThreadsAtOnce() {
        List<RelNode> plans = IntStream.range(0, ROUNDS)
                .mapToObj(round -> Planner.plan(
                                Query.parse(
                                        "SELECT COUNT(*) FROM (VALUES 1, 2) AS a (x) CROSS JOIN (VALUES 2) AS b (y)"),
                                new NamedTables(Map.of()))
                        .plan())
                .toList();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);

        List<CompletableFuture<List<String>>> texts = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.supplyAsync(
                        () -> plans.stream().map(plan -> text(plan, barrier)).toList(),
                        task -> new Thread(task).start()))
                .toList();

        assertThat(texts)
                .allSatisfy(
                        text -> assertThat(text.join()).isEqualTo(texts.get(0).join()));
    }

    private static String text(RelNode plan, CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return RelOptUtil.toString(plan);
    }
}
