package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.Kpi.Ran;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.Waiting;

/** The jar as a process, interrupted, killed, and beside itself. */
class KpiJarIT {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void twoKpisThatNeedNoSource() throws IOException {
        Files.createDirectories(folder.resolve("deploy/trino/catalog"));
        kpis("""
                - name: One
                  sql: SELECT 1
                  extract_count: true
                - name: Rows
                  sql: VALUES (1, 'a'), (2, 'ü')
                """);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void standardOutputIsDataAndUtf8() {
        Ran json = kpi("run", "--dry-run", "--format", "json");
        Ran csv = kpi("run", "--dry-run", "--format", "csv", "--as-of", NOON.toString());

        assertThat(json.exit()).isZero();
        assertThat(json.json().get("kpis").get(1).get("value").toString())
                .isEqualTo("[{\"EXPR$0\":1,\"EXPR$1\":\"a\"},{\"EXPR$0\":2,\"EXPR$1\":\"ü\"}]");
        assertThat(csv.out().lines())
                .containsExactly(
                        "Date time,One,Rows",
                        "2026-11-01 12:00:00,1,\"[{\"\"EXPR$0\"\":1,\"\"EXPR$1\"\":\"\"a\"\"},"
                                + "{\"\"EXPR$0\"\":2,\"\"EXPR$1\"\":\"\"ü\"\"}]\"");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void whatIsLoggedIsOneJsonObjectALine() {
        Ran ran = kpi("run", "--to", "csv:kpis.csv");

        List<String> lines = ran.err()
                .lines()
                .filter(line -> line.contains("\"org.kpirunner.run\""))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
        assertThat(lines).allSatisfy(line -> {
            assertThat(new Ran(0, line, "").json().get("run").asText()).hasSize(12);
            assertThat(line).doesNotContain("ü");
        });
    }

    @Test
    void aRunWarnsWhenItsStateIsNotKept() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isDirectory(memory) && Files.getFileStore(memory).type().equals("tmpfs"), "no /dev/shm here");
        Path state = Files.createTempDirectory(memory, "kpi-");
        try {
            Ran ran = Kpi.run(
                    folder,
                    Map.of("KPI_STATE", state.toString()),
                    List.of("run", "--to", "csv:" + folder + "/kpis.csv"));

            assertThat(ran.exit()).isZero();
            assertThat(ran.err()).contains("the state in " + state + " is on a file system (tmpfs) that goes with");
        } finally {
            Folders.remove(state);
        }
    }

    @Test
    void checkReadsWhoIsToBeTold() {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("KPI_MAIL_TO", "people@example.org");

        Ran ran = Kpi.run(folder, environment, List.of("check"));

        assertThat(ran.out())
                .isEqualTo("environment: KPI_MAIL_TO needs a server; name it with KPI_SMTP, as"
                        + " smtp://mail.example.org:587 or smtps://user@mail.example.org\n");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void mistakesHaveNoTrace() throws IOException {
        kpis("""
                - name: One
                  sql: DELETE FROM a.b.c
                """);

        Ran ran = kpi("run", "--to", "csv:kpis.csv");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("kpis.yaml:2:8: \"One\": ").doesNotContain("\tat ");
        assertThat(folder.resolve("kpis.csv")).doesNotExist();
    }

    @Test
    void twoRunsAtOnceBothLand() throws Exception {
        Process first = start("run", "--to", "csv:kpis.csv", "--as-of", "2026-11-01T12:00:00Z");
        Process second = start("run", "--to", "csv:kpis.csv", "--as-of", "2026-11-01T12:00:01Z");

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(times()).containsExactlyInAnyOrder("2026-11-01 12:00:00", "2026-11-01 12:00:01");
    }

    @Test
    void aRunThatIsKilledLandsOnceOrNotAtAll() throws Exception {
        Random random = new Random(20261101);
        for (int i = 0; i < Integer.getInteger("kpi.kills", 6); i++) {
            Process process = start(
                    "run",
                    "--to",
                    "csv:kpis.csv",
                    "--as-of",
                    NOON.plusSeconds(i).toString());
            Waiting.until(() -> !process.isAlive() || said("run answered"));
            process.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly();
            process.waitFor();
        }

        assertThat(kpi("deliver").exit()).isZero();
        assertThat(kpi("run", "--to", "csv:kpis.csv").exit()).isZero();
        List<String> recorded = kpi("history", "--format", "csv", "--limit", "1000")
                .out()
                .lines()
                .filter(line -> line.contains(",delivered,"))
                .map(line -> line.split(",")[1].replace('T', ' ').substring(0, 19))
                .toList();
        assertThat(times()).containsExactlyInAnyOrderElementsOf(recorded).doesNotHaveDuplicates();
    }

    @Test
    void anInterruptCancelsTheQueriesAndLeavesNoRow() throws Exception {
        try (PostgresDatabase database = Servers.postgres().createDatabase("interrupted")) {
            slowQuery(database);
            Process process = start("run", "--to", "csv:kpis.csv");
            Waiting.until(() -> isRunning(database));

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            Waiting.until(() -> !isRunning(database));
            assertThat(folder.resolve("kpis.csv")).doesNotExist();
            assertThat(kpi("history", "--format", "json")
                            .json()
                            .get(0)
                            .get("seconds")
                            .asText())
                    .isEqualTo("not ended");
        }
    }

    @Test
    void aTimeoutCancelsTheQueryAndTheRestLands() throws Exception {
        try (PostgresDatabase database = Servers.postgres().createDatabase("timeout")) {
            slowQuery(database);
            Files.writeString(
                    folder.resolve("kpis.yaml"),
                    Files.readString(folder.resolve("kpis.yaml")) + "  timeout: 2s\n- name: One\n  sql: SELECT 1\n");

            Ran ran = kpi("run", "--to", "csv:kpis.csv", "--format", "json");

            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.json().get("kpis").get(0).get("status").asText()).isEqualTo("timeout");
            assertThat(ran.json().get("kpis").get(1).get("status").asText()).isEqualTo("ok");
            Waiting.until(() -> !isRunning(database));
            assertThat(times()).hasSize(1);
        }
    }

    private void slowQuery(PostgresDatabase database) throws IOException {
        database.execute("CREATE TABLE t AS SELECT i FROM generate_series(1, 20000) AS s(i)");
        Files.writeString(folder.resolve("deploy/trino/catalog/slow.properties"), database.catalogProperties());
        kpis("""
                - name: Slow
                  sql: SELECT COUNT(*) FROM slow.public.t a, slow.public.t b, slow.public.t c WHERE a.i + b.i <> c.i
                  extract_count: true
                """);
    }

    /** Whether the query itself runs, and not what is asked about it before. */
    private static boolean isRunning(PostgresDatabase database) {
        return !database.query("SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT%\"t\"%'"
                        + " AND datname = current_database() AND pid <> pg_backend_pid()")
                .isEmpty();
    }

    private boolean said(String words) {
        try {
            return Files.readString(folder.resolve("err")).contains(words);
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<String> times() throws IOException {
        return Files.readAllLines(folder.resolve("kpis.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, 19))
                .collect(Collectors.toList());
    }

    private Ran kpi(String... arguments) {
        return Kpi.run(folder, environment(), List.of(arguments));
    }

    private Process start(String... arguments) throws IOException {
        Process process = Kpi.start(folder, environment(), List.of(arguments));
        started.add(process);
        return process;
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of("KPI_STATE", folder.resolve("state").toString(), "TZ", "UTC"));
    }

    private void kpis(String text) throws IOException {
        Files.writeString(folder.resolve("kpis.yaml"), text, StandardCharsets.UTF_8);
    }
}
