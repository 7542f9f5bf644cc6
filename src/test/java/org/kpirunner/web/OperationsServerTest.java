package org.kpirunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.ledger.BegunRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

class OperationsServerTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> late = new ArrayList<>();
    private final List<String> levels = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Ledger ledger;
    private OperationsServer server;

    private final Live live = new Live() {
        @Override
        public List<Next> next() {
            return List.of(new Next("kpis", NOW.plusSeconds(600)));
        }

        @Override
        public List<String> late() {
            return late;
        }

        @Override
        public void logLevel(String level) {
            if (!level.equals("debug")) {
                throw new KpiException(Reason.BAD_CONFIGURATION, "\"" + level + "\" is no log level");
            }
            levels.add(level);
        }
    };

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ledger = Ledger.open(folder, clock);
        server = OperationsServer.start("127.0.0.1:0", ledger, live, Optional.of("s3cret"), ZoneOffset.UTC, clock);
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
    }

    private void run(String id, Instant asOf, KpiOutcome... outcomes) {
        ledger.begin(new BegunRun(id, asOf, "demo", "embedded", "by hand", asOf));
        ledger.finish(id, List.of(outcomes), Map.of("csv:/tmp/kpis.csv", "{}"));
    }

    private static KpiOutcome answered(String name, String value) {
        return answered(name, value, Optional.empty());
    }

    private static KpiOutcome answered(String name, String value, Optional<String> crossed) {
        return new KpiOutcome(
                name,
                name,
                "users",
                "ok",
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                crossed,
                Duration.ofMillis(12),
                1,
                List.of("pg"),
                List.of());
    }

    private static KpiOutcome failed(String name, String error) {
        return new KpiOutcome(
                name,
                name,
                "",
                "failed",
                Optional.empty(),
                Optional.of("division_by_zero"),
                Optional.of(error),
                Optional.empty(),
                Duration.ofMillis(700),
                1,
                List.of("pg"),
                List.of());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/loglevel"))
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void healthTellsWhatWaitsAndWhatIsLate() throws Exception {
        run("r1", NOW, answered("A1", "5"));

        assertThat(get("/healthz").body()).isEqualToIgnoringNewLines("""
                {
                  "status" : "ok",
                  "late" : [ ],
                  "waiting" : {
                    "csv:/tmp/kpis.csv" : 1
                  }
                }
                """);
        late.add("kpis: the run of 11:50 still goes on");
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").body()).contains("\"late\" : [ \"kpis: the run of 11:50 still goes on\" ]");
    }

    @Test
    void metricsTellValuesFailuresAndDurationsOfRunsSinceTheStart() throws Exception {
        run("r1", NOW.minusSeconds(600), answered("A1: \"quoted\"", "4"), answered("A2", "7"));
        run("r2", NOW, answered("A1: \"quoted\"", "5.50"), failed("A2", "division by zero"));
        Statistics fresh = new Statistics(ledger, Clock.fixed(NOW, ZoneOffset.UTC));
        fresh.gather();

        String metrics = Metrics.write(fresh, live, false);

        assertThat(metrics).contains("""
                # HELP kpi_value The value of a KPI in its newest run, if it had one and it is a number.
                # TYPE kpi_value gauge
                kpi_value{kpi="A1: \\"quoted\\"",id="A1: \\"quoted\\"",environment="demo",unit="users"} 5.5
                # HELP kpi_ok Whether a KPI answered in its newest run.
                # TYPE kpi_ok gauge
                kpi_ok{kpi="A1: \\"quoted\\"",id="A1: \\"quoted\\"",environment="demo",unit="users"} 1
                kpi_ok{kpi="A2",id="A2",environment="demo",unit=""} 0
                """);
        assertThat(metrics)
                .contains(
                        "kpi_outbox_rows{sheet=\"csv:/tmp/kpis.csv\"} 2\n",
                        "kpi_next_run_timestamp_seconds{entry=\"kpis\"} 1793535000\n",
                        "kpi_runs_total 0\n");
        assertThat(Metrics.write(fresh, live, true))
                .contains("# TYPE kpi_runs counter\n")
                .endsWith("# EOF\n");
    }

    @Test
    void failuresAndDurationsAreCountedFromTheStartOn() throws Exception {
        assertThat(get("/metrics").body()).contains("kpi_runs_total 0\n");
        Statistics counted = new Statistics(ledger, new Ticking());
        counted.gather();
        run("r1", NOW, failed("A2", "division by zero"));
        counted.gather();

        assertThat(Metrics.write(counted, live, false))
                .contains(
                        "kpi_runs_total 1\n",
                        "kpi_failures_total{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\",reason=\"division_by_zero\"} 1\n",
                        "kpi_duration_seconds_bucket{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\",le=\"0.5\"} 0\n",
                        "kpi_duration_seconds_bucket{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\",le=\"1.0\"} 1\n",
                        "kpi_duration_seconds_bucket{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\",le=\"+Inf\"} 1\n",
                        "kpi_duration_seconds_sum{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\"} 0.7\n",
                        "kpi_duration_seconds_count{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"\"} 1\n");
    }

    /** A clock that is two seconds on each time it is asked. */
    private static final class Ticking extends Clock {
        private Instant now = NOW;

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(2);
            return now;
        }
    }

    @Test
    void pageShowsValuesFailuresAndNextRunsAndEscapesWhatItShows() throws Exception {
        run("r1", NOW.minusSeconds(600), answered("<b>A1</b>", "4"), answered("A2", "[{\"x\":1}]"));
        run("r2", NOW, answered("<b>A1</b>", "6"), failed("A2", "it's <broken>"));

        HttpResponse<String> page = get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.body())
                .contains(
                        "&lt;b&gt;A1&lt;/b&gt;",
                        "6 <span class=\"unit\">users</span>",
                        "failed 2026-11-01 12:00:00: it&#39;s &lt;broken&gt;")
                .contains(
                        "<polyline points=\"2.0,22.0 118.0,2.0\"/>",
                        "next: kpis at 2026-11-01 12:10:00",
                        "2 rows wait for csv:/tmp/kpis.csv")
                .doesNotContain("<script", "<b>A1", "href=", "src=");
    }

    @Test
    void aCrossedThresholdIsShownAndCounted() throws Exception {
        run("r1", NOW, answered("A1", "120", Optional.of("warn > 100")), answered("A2", "5", Optional.of("fail < 9")));

        assertThat(get("/").body())
                .contains("<span class=\"note warn\">beyond warn &gt; 100</span>")
                .contains("<span class=\"note bad\">beyond fail &lt; 9</span>");
        assertThat(get("/metrics").body())
                .contains("kpi_beyond{kpi=\"A1\",id=\"A1\",environment=\"demo\",unit=\"users\"} 1\n")
                .contains("kpi_beyond{kpi=\"A2\",id=\"A2\",environment=\"demo\",unit=\"users\"} 2\n");
    }

    @Test
    void statsListEachKpiOnlyWhenAskedFor() throws Exception {
        run("r1", NOW, answered("A1", "5"));

        assertThat(get("/stats").body()).contains("\"kpis\" : 1").doesNotContain("\"name\"");
        assertThat(get("/stats?verbose=1").body()).contains("\"name\" : \"A1\"", "\"value\" : 5");
    }

    @Test
    void logLevelNeedsTheToken() throws Exception {
        assertThat(put("debug").statusCode()).isEqualTo(401);
        assertThat(put("debug", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(put("()", "Authorization", "Bearer s3cret").body()).isEqualTo("\"()\" is no log level\n");
        assertThat(put("x".repeat(5000), "Authorization", "Bearer s3cret").statusCode())
                .isEqualTo(413);
        assertThat(levels).isEmpty();

        assertThat(put("debug", "Authorization", "Bearer s3cret").body()).isEqualTo("logging from level debug\n");
        assertThat(levels).containsExactly("debug");
    }

    @Test
    void whatIsNotServedIsRefused() throws Exception {
        assertThat(raw("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET /x%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Set-Cookie");
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("DELETE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anAddressThatIsNoneOrIsTakenIsSaid() {
        assertThatThrownBy(() -> OperationsServer.start(
                        "8080", ledger, live, Optional.empty(), ZoneOffset.UTC, Clock.systemUTC()))
                .hasMessage("--listen \"8080\" is not an address; allowed is HOST:PORT as in 127.0.0.1:8080");
        String taken = "127.0.0.1:" + server.port();
        assertThatThrownBy(() -> OperationsServer.start(
                        taken, ledger, live, Optional.empty(), ZoneOffset.UTC, Clock.systemUTC()))
                .hasMessage("--listen " + taken + ": cannot listen there: Address already in use");
    }
}
