package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.PostgresServer;

/** The scheduler as a process of its own, under a clock that jumps and under a storm of requests. */
@Tag("chaos")
class ScheduleChaosIT {
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private static final String CRONTAB = """
            [{"name": "kpis", "schedule": "@every %ds", "command": "kpi run --to csv:kpis.csv"}]
            """;

    @TempDir
    private Path folder;

    private SchedulerProcess scheduler;

    @BeforeEach
    void oneKpiEveryTwoSeconds() throws IOException {
        scheduler = new SchedulerProcess(folder, CRONTAB.formatted(2));
    }

    @AfterEach
    void nothingIsLeftRunning() {
        scheduler.close();
    }

    @Test
    void aClockThatJumpsByAnHourNeitherDoublesARowNorIsPassedOver() throws Exception {
        assumeTrue(Files.exists(FAKETIME), "no libfaketime here (apt-get install faketime)");
        Path offset = scheduler.write("offset", "+0\n");
        Map<String, String> environment = scheduler.environment();
        environment.put("LD_PRELOAD", FAKETIME.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        scheduler.start(environment);
        scheduler.await(() -> scheduler.rows("kpis.csv").size() >= 2);

        scheduler.write("offset", "+3600\n");
        scheduler.await(() -> scheduler
                .said()
                .contains("slots passed while this machine slept or its clock was set; one run for the newest"));
        int afterTheJump = scheduler.rows("kpis.csv").size();
        scheduler.await(() -> scheduler.rows("kpis.csv").size() > afterTheJump);

        scheduler.write("offset", "+0\n");
        scheduler.await(() -> scheduler.said().contains("the clock was set back to "));
        int afterTheWayBack = scheduler.rows("kpis.csv").size();
        Thread.sleep(5000);

        assertThat(scheduler.rows("kpis.csv").size()).isLessThanOrEqualTo(afterTheWayBack + 1);
        assertThat(scheduler.rows("kpis.csv")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void fiveHundredRequestsASecondDisturbNoRun() throws Exception {
        // So seldom that a machine which is slow itself passes over no slot.
        scheduler.write("crontab.json", CRONTAB.formatted(6));
        int port = PostgresServer.freePort();
        scheduler.start(scheduler.environment(), "--listen", "127.0.0.1:" + port);
        // The first runs load classes.
        scheduler.awaitRows(2);
        int before = scheduler.rows("kpis.csv").size();
        int said = scheduler.said().length();

        int answered = storm(port, 500, Duration.ofSeconds(10));

        assertThat(answered).isEqualTo(5000);
        scheduler.await(() -> scheduler.rows("kpis.csv").size() >= before + 3);
        assertThat(scheduler.said().substring(said))
                .doesNotContain("passed while", "is skipped", "\"level\":\"error\"");
        assertThat(scheduler.rows("kpis.csv")).isSorted().doesNotHaveDuplicates();
    }

    /** Asks so many times a second; answers how many requests were answered with 200. */
    private static int storm(int port, int rate, Duration duration) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        List<String> paths = List.of("/", "/metrics", "/healthz", "/stats?verbose=1");
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        Semaphore open = new Semaphore(64);
        long begin = System.nanoTime();
        for (int i = 0; i < rate * duration.toSeconds(); i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            open.acquire();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + paths.get(i % paths.size())))
                    .build();
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((response, problem) -> {
                        open.release();
                        return problem == null && response.statusCode() == 200;
                    }));
        }
        int answered = (int) answers.stream().filter(CompletableFuture::join).count();
        System.err.println(answered + " answers in "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        return answered;
    }
}
