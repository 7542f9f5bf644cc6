package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.sheet.SheetFile;
import org.kpirunner.sheet.SheetLock;

/** The scheduler as a process of its own: stopped, killed, too slow, and its files changed under it. */
class ScheduleIT {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String GIVEN_UP = "ended before these had";
    private static final Pattern STARTED = Pattern.compile("starting kpis of ([0-9T:Z-]+)");
    private static final Pattern PASSED =
            Pattern.compile("kpis: (\\d+) slots? passed while [^;]*; one run for the newest, of ([0-9T:Z-]+)");
    private static final Pattern SKIPPED = Pattern.compile("kpis: the slot of ([0-9T:Z-]+) is skipped");

    @TempDir
    private Path folder;

    private SchedulerProcess scheduler;

    @BeforeEach
    void oneKpiEveryTwoSeconds() throws IOException {
        scheduler = new SchedulerProcess(folder, """
                [{"name": "kpis", "schedule": "@every 2s", "command": "kpi run --to csv:kpis.csv --to csv:copy.csv",
                  "onstart": "if-missed"}]
                """);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        scheduler.close();
    }

    @Test
    void eachSlotHasOneRowInEachSheetHoweverOftenTheSchedulerIsStoppedAndKilled() throws Exception {
        Random random = new Random(20261122);
        for (String story : List.of(
                "KILL at run begun", "TERM at run answered", "KILL at run answered", "KILL at rows delivered")) {
            String[] words = story.split(" at ", -1);
            scheduler.start(scheduler.environment());
            scheduler.await(() -> scheduler.said().contains(words[1]));
            Thread.sleep(random.nextInt(20));
            assertThat(scheduler.end(words[0])).isEqualTo(words[0].equals("KILL") ? 137 : 143);
        }
        scheduler.start(scheduler.environment());
        scheduler.await(() -> scheduler.said().contains("done: "));
        assertThat(scheduler.end("TERM")).isEqualTo(143);
        assertThat(Kpi.run(folder, scheduler.environment(), List.of("deliver")).exit())
                .isZero();

        List<Instant> rows = rows("kpis.csv");
        assertThat(rows).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
        assertThat(rows("copy.csv")).isEqualTo(rows);
        Set<Instant> announced = announced();
        for (Instant slot = firstStarted(); slot.isBefore(rows.get(rows.size() - 1)); slot = slot.plus(EVERY)) {
            assertThat(rows.contains(slot) || announced.contains(slot))
                    .as("slot %s", slot)
                    .isTrue();
        }
    }

    @Test
    void brokenFilesAreToldAndTheLastGoodOnesStayInUse() throws Exception {
        try (PostgresDatabase database = Servers.postgres().createDatabase("reload")) {
            database.execute("CREATE TABLE t AS SELECT 7 AS n");
            Path catalog = scheduler.write("deploy/trino/catalog/shop.properties", database.catalogProperties());
            scheduler.write("kpis.yaml", "- {name: One, sql: SELECT MAX(n) FROM shop.public.t, extract_count: true}\n");
            scheduler.start(scheduler.environment());
            scheduler.awaitRows(1);

            scheduler.write("kpis.yaml", "- {name: One, sql: SELECT 1}\n- {name: One, sql: SELECT 2}\n");
            scheduler.await(() -> scheduler.said().contains("kpis.yaml: changed, but has mistakes"));
            scheduler.write("kpis.yaml", "- {name: One, sql: SELEC 1}\n");
            scheduler.await(() -> scheduler.said().contains("\\\"One\\\": found \\\"SELEC\\\""));
            scheduler.write("crontab.json", "[{\"schedule\": \"@every 0m\", \"command\": \"kpi run\"}]");
            scheduler.await(() -> scheduler.said().contains("crontab.json: changed, but has mistakes"));
            Files.writeString(catalog, "connector.name=postgresql\n");
            scheduler.await(
                    () -> scheduler.said().contains("connection-url is missing\\nso the version before stays in use"));
            scheduler.awaitRows(1);

            Files.writeString(catalog, database.catalogProperties());
            scheduler.write(
                    "kpis.yaml", "- {name: One, sql: SELECT MAX(n) + 1 FROM shop.public.t, extract_count: true}\n");
            scheduler.write("crontab.json", """
                    [{"name": "kpis", "schedule": "@every 1s", "command": "kpi run --to csv:kpis.csv"}]
                    """);
            scheduler.await(() -> scheduler.said().contains("crontab.json: changed, and taken up"));
            scheduler.await(() -> values().contains("8"));
            scheduler.end("TERM");
        }
        assertThat(values()).containsOnly("7", "8").isSorted();
        assertThat(rows("kpis.csv")).doesNotHaveDuplicates();
    }

    @Test
    void aRunThatIsLongerThanItsIntervalSkipsSlotsAloudAndIsEndedWithTheScheduler() throws Exception {
        scheduler.write("crontab.json", """
                [{"name": "kpis", "schedule": "@every 1s",
                  "command": "echo begun >> log; grep -q ended log && sleep 600; sleep 2.5; echo ended >> log"}]
                """);
        Path log = Files.createFile(folder.resolve("log"));
        scheduler.start(scheduler.environment());
        scheduler.await(() -> scheduler.said().contains("is skipped, as the run before it still goes on"));
        scheduler.await(() -> Files.readString(log).equals("begun\nended\nbegun\n"));

        assertThat(scheduler.end("TERM")).isEqualTo(143);

        assertThat(scheduler.said()).doesNotContain(GIVEN_UP);
        assertThat(Files.readString(log)).isEqualTo("begun\nended\nbegun\n");
    }

    @Test
    void aRowThatCannotLandBeforeTheEndIsKeptAndLandsOnceLater() throws Exception {
        SheetFile copy = new SheetFile(folder.resolve("copy.csv"));
        try (SheetLock lock = SheetLock.of(copy, Duration.ZERO)) {
            assertThat(lock).isNotNull();
            scheduler.start(scheduler.environment());
            scheduler.awaitRows(1);
            scheduler.await(() -> Kpi.run(folder, scheduler.environment(), List.of("history"))
                    .out()
                    .contains("waiting"));

            assertThat(scheduler.end("TERM")).isEqualTo(143);
            assertThat(scheduler.said()).doesNotContain(GIVEN_UP);
        }
        assertThat(rows("copy.csv")).isEmpty();

        assertThat(Kpi.run(folder, scheduler.environment(), List.of("deliver")).exit())
                .isZero();
        assertThat(rows("copy.csv")).isEqualTo(rows("kpis.csv")).doesNotHaveDuplicates();
    }

    /** The slots of which it was said that they have no run. */
    private Set<Instant> announced() {
        Set<Instant> slots = new HashSet<>();
        for (MatchResult passed :
                PASSED.matcher(scheduler.saidBefore()).results().toList()) {
            for (int i = 0; i < Integer.parseInt(passed.group(1)); i++) {
                slots.add(Instant.parse(passed.group(2)).minus(EVERY.multipliedBy(i)));
            }
        }
        SKIPPED.matcher(scheduler.saidBefore())
                .results()
                .forEach(skipped -> slots.add(Instant.parse(skipped.group(1))));
        return slots;
    }

    private Instant firstStarted() {
        return STARTED.matcher(scheduler.saidBefore())
                .results()
                .map(started -> Instant.parse(started.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private List<Instant> rows(String file) throws IOException {
        return scheduler.rows(file).stream()
                .map(line -> LocalDateTime.parse(line.substring(0, 19).replace(' ', 'T')))
                .map(time -> time.toInstant(ZoneOffset.UTC))
                .toList();
    }

    private List<String> values() throws IOException {
        return scheduler.rows("kpis.csv").stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
