package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.run.Past;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.server.SheetsServer;

/** A day without a network. */
class OutageTest {
    private static final int RUNS = 144;

    @TempDir
    private Path state;

    private final World world = new World();
    private boolean isDown;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theRowsOfADayWaitAndAreDeliveredInOrderInAFewWrites() {
        ChaosRunner runner = new ChaosRunner(
                state, "google:" + World.BOOK + "#Sheet1", connection(), world.patience(), world.clock());
        Instant begun = world.clock().instant();
        isDown = true;
        for (int number = 0; number < RUNS; number++) {
            runner.run(run(number, begun));
            world.pass(Duration.between(world.clock().instant(), begun.plus(Duration.ofMinutes(10L * (number + 1)))));
        }
        assertThat(world.server.seen()).isEmpty();
        isDown = false;

        assertThat(runner.drain()).isTrue();

        assertThat(world.server.seen())
                .extracting(seen -> seen.call().method())
                .containsExactly("GET", "POST", "GET", "POST");
        List<List<String>> rows = world.cells("Sheet1");
        assertThat(rows).hasSize(2 + RUNS);
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            expected.add("v" + number + "-1");
        }
        assertThat(rows.subList(2, rows.size()))
                .extracting(cells -> cells.get(1))
                .isEqualTo(expected);
        try (Past past = runner.past()) {
            List<List<String>> history = past.runs(RUNS).rows();
            assertThat(history).hasSize(RUNS);
            assertThat(history.get(0)).element(1).isEqualTo("2026-11-02T09:50:00Z");
            assertThat(history.get(RUNS - 1)).element(1).isEqualTo("2026-11-01T10:00:00Z");
            assertThat(history).extracting(line -> line.get(5)).containsOnly("delivered");
            assertThat(history).extracting(line -> line.get(6)).containsOnly("2026-11-02T10:00:00Z");
        }
    }

    private static ChaosRun run(int number, Instant begun) {
        ChaosRun.Answer answer = new ChaosRun.Answer(1, "KPI 1", Optional.of(ChaosRun.value(number, 1)));
        return new ChaosRun(number, begun.plus(Duration.ofMinutes(10L * number)), List.of(answer));
    }

    private Connection connection() {
        KeyPair keys = World.keys();
        world.server.register(SheetsServer.ACCOUNT, keys.getPublic());
        Connection.Endpoint endpoint =
                new Connection.Endpoint(world.server.rootUrl(), URI.create(world.server.tokenUrl()), 60_000);
        return Connection.of(World.account(keys), Optional.of(endpoint), request -> {
            if (isDown) {
                throw new ConnectException("Connection refused");
            }
        });
    }
}
