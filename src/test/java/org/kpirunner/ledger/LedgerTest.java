package org.kpirunner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.ledger.Delivery.State;
import org.kpirunner.problem.KpiException;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String SHEET = "csv:/data/kpis.csv";

    @TempDir
    private Path folder;

    @Test
    void aRunIsRememberedWithItsAnswersAndWhatIsToBeDelivered() {
        KpiOutcome failed = new KpiOutcome(
                "b",
                "B: Users",
                "",
                "failed",
                Optional.empty(),
                Optional.of("unknown_table"),
                Optional.of("no table \"x\""),
                Optional.empty(),
                Duration.ofMillis(7),
                2,
                List.of("coproduction", "elastic2"),
                List.of("q1", "q2"));
        try (Ledger ledger = open(NOON)) {
            assertThat(ledger.begin(run("run000000001", NOON))).isTrue();
            assertThat(ledger.finish("run000000001", List.of(ok("a", "1"), failed), Map.of(SHEET, "the row")))
                    .isTrue();
        }

        try (Ledger ledger = open(NOON)) {
            PastRun run = ledger.history().runs(10).get(0);
            assertThat(run.run()).isEqualTo(run("run000000001", NOON));
            assertThat(run.ended()).contains(NOON);
            assertThat(run.ok()).isEqualTo(1);
            assertThat(run.failed()).isEqualTo(1);
            assertThat(run.deliveries())
                    .containsExactly(new Delivery(
                            1,
                            "run000000001",
                            NOON,
                            SHEET,
                            State.WAITING,
                            "the row",
                            "",
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(ledger.history().after(0, 1))
                    .flatExtracting(EndedRun::outcomes)
                    .containsExactly(ok("a", "1"), failed);
        }
    }

    @Test
    void aRunThatEndedDoesNotRunAgain() {
        try (Ledger ledger = open(NOON)) {
            ledger.begin(run("slot", NOON));
            ledger.finish("slot", List.of(ok("a", "1")), Map.of(SHEET, "first"));

            assertThat(ledger.begin(run("slot", NOON))).isFalse();
            assertThat(ledger.finish("slot", List.of(ok("a", "2")), Map.of(SHEET, "second")))
                    .isFalse();
            assertThat(ledger.outbox().open(SHEET))
                    .extracting(Delivery::payload)
                    .containsExactly("first");
        }
    }

    @Test
    void aRunThatWasKilledMayRunAgain() {
        try (Ledger ledger = open(NOON)) {
            ledger.begin(run("slot", NOON));
        }
        try (Ledger ledger = open(NOON.plusSeconds(60))) {
            assertThat(ledger.history().runs(1).get(0).ended()).isEmpty();
            assertThat(ledger.begin(run("slot", NOON.plusSeconds(60)))).isTrue();
            assertThat(ledger.finish("slot", List.of(), Map.of(SHEET, "row"))).isTrue();

            assertThat(ledger.history().runs(10)).hasSize(1);
            assertThat(ledger.history().runs(1).get(0).run().started()).isEqualTo(NOON.plusSeconds(60));
        }
    }

    @Test
    void theHistoryOfAKpiFollowsItsIdThroughItsNames() {
        try (Ledger ledger = open(NOON)) {
            ledger.begin(run("r1", NOON));
            ledger.finish("r1", List.of(ok("users", "Users", "1"), ok("b", "5")), Map.of());
            ledger.begin(run("r2", NOON.plusSeconds(60)));
            ledger.finish("r2", List.of(ok("users", "People", "2"), ok("b", "6")), Map.of());

            assertThat(ledger.history().of("People", 10))
                    .extracting(past -> past.run() + " " + past.outcome().name() + " "
                            + past.outcome().value().orElse(""))
                    .containsExactly("r2 People 2", "r1 Users 1");
            assertThat(ledger.history().of("users", 1))
                    .extracting(History.Past::run)
                    .containsExactly("r2");
            assertThat(ledger.history().of("nobody", 10)).isEmpty();
        }
    }

    @Test
    void howLongKpisTookInTheLastRunIsKnown() {
        try (Ledger ledger = open(NOON)) {
            assertThat(ledger.history().took()).isEmpty();
            ledger.begin(run("r1", NOON));
            ledger.finish("r1", List.of(ok("gone", "1")), Map.of());
            ledger.begin(run("r2", NOON.plusSeconds(60)));
            ledger.finish("r2", List.of(ok("users", "People", "2")), Map.of());
            ledger.begin(run("r3", NOON.plusSeconds(120)));

            assertThat(ledger.history().took()).isEqualTo(Map.of("users", Duration.ofMillis(12)));
        }
    }

    @Test
    void aRowGoesItsWayAndIsForgottenWhenItHasArrived() {
        try (Ledger ledger = open(NOON)) {
            Outbox outbox = ledger.outbox();
            ledger.begin(run("r1", NOON));
            ledger.finish("r1", List.of(), Map.of(SHEET, "row"));

            outbox.couldNotTry(outbox.open(SHEET), "the disk is away");
            assertThat(outbox.open(SHEET))
                    .extracting(d ->
                            d.state() + " " + d.attempts() + " " + d.error().orElse(""))
                    .containsExactly("WAITING 1 the disk is away");

            outbox.attempting(outbox.open(SHEET), "before and after");
            assertThat(outbox.open(SHEET))
                    .extracting(d ->
                            d.state() + " " + d.attempts() + " " + d.error().orElse("") + " " + d.evidence())
                    .containsExactly("ATTEMPTED 2  before and after");

            outbox.failed(outbox.open(SHEET), "no answer");
            outbox.unknown(outbox.open(SHEET).get(0));
            assertThat(outbox.open(SHEET))
                    .extracting(d -> d.state() + " " + d.error().orElse("") + " " + d.evidence())
                    .containsExactly("UNKNOWN no answer before and after");

            outbox.waiting(outbox.open(SHEET).get(0));
            assertThat(outbox.open(SHEET))
                    .extracting(d -> d.state() + " " + d.payload() + " " + d.evidence())
                    .containsExactly("WAITING row ");

            outbox.delivered(outbox.open(SHEET), Map.of());
            assertThat(outbox.open(SHEET)).isEmpty();
            assertThat(outbox.sheetsWithOpen()).isEmpty();
            assertThat(outbox.isDelivered(SHEET, "r1", Duration.ofSeconds(-1))).isTrue();
            assertThat(outbox.isDelivered(SHEET, "r1", Duration.ofHours(1))).isFalse();
            assertThat(outbox.isDelivered("csv:/other.csv", "r1", Duration.ofSeconds(-1)))
                    .isFalse();
            Delivery arrived = ledger.history().runs(1).get(0).deliveries().get(0);
            assertThat(arrived.state()).isEqualTo(State.DELIVERED);
            assertThat(arrived.payload()).isEmpty();
            assertThat(arrived.closed()).contains(NOON);
        }
    }

    @Test
    void rowsWaitInTheOrderInWhichTheirRunsEnded() {
        try (Ledger ledger = open(NOON)) {
            for (String run : List.of("r3", "r1", "r2")) {
                ledger.begin(run(run, NOON));
            }
            for (String run : List.of("r1", "r2", "r3")) {
                ledger.finish(run, List.of(), Map.of(SHEET, run, "csv:/other.csv", run));
            }
            ledger.outbox().dropped(ledger.outbox().open(SHEET).get(1));

            assertThat(ledger.outbox().open(SHEET)).extracting(Delivery::run).containsExactly("r1", "r3");
            assertThat(ledger.outbox().open("csv:/other.csv")).hasSize(3);
            assertThat(ledger.outbox().sheetsWithOpen()).containsExactly(SHEET, "csv:/other.csv");
        }
    }

    @Test
    void oldRunsAreForgottenButNotWhatIsStillToBeDelivered() {
        try (Ledger ledger = open(NOON)) {
            ledger.begin(run("delivered", NOON));
            ledger.finish("delivered", List.of(ok("a", "1")), Map.of(SHEET, "row"));
            ledger.outbox().delivered(ledger.outbox().open(SHEET), Map.of());
            ledger.begin(run("waiting", NOON));
            ledger.finish("waiting", List.of(ok("a", "2")), Map.of(SHEET, "row"));
        }
        Instant muchLater = NOON.plus(Duration.ofDays(401));
        try (Ledger ledger = open(muchLater)) {
            ledger.begin(run("new", muchLater));
            ledger.finish("new", List.of(ok("b", "3")), Map.of());

            assertThat(ledger.history().runs(10))
                    .extracting(past -> past.run().id())
                    .containsExactly("new", "waiting");
            assertThat(ledger.history().of("a", 10)).hasSize(1);
        }
    }

    @Test
    void theFileStaysWithinItsBound() throws IOException {
        long bound = 2 << 20;
        String rows = "[" + "x".repeat(2000) + "]";
        List<KpiOutcome> outcomes =
                IntStream.range(0, 50).mapToObj(i -> ok("k" + i, rows)).toList();
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        try (Ledger ledger =
                Ledger.open(folder, clock, new Retention(Duration.ofDays(400), bound), Duration.ofSeconds(5))) {
            for (int i = 0; i < 100; i++) {
                ledger.begin(run("r" + i, NOON.plusSeconds(i)));
                ledger.finish("r" + i, outcomes, Map.of());
            }
            assertThat(ledger.history().runs(1).get(0).run().id()).isEqualTo("r99");
            assertThat(ledger.history().runs(100)).hasSizeBetween(1, 20);
        }
        assertThat(Files.size(folder.resolve("ledger.db"))).isLessThan(2 * bound);
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        Path state = folder.resolve("a/b");
        Ledger.open(state, Clock.systemUTC()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("ledger.db"))))
                .isEqualTo("rw-------");
        assertThat(state.toFile().list()).containsExactly("ledger.db");
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("state"));

        assertThatThrownBy(() -> Ledger.open(file, Clock.systemUTC()))
                .isInstanceOf(KpiException.class)
                .hasMessage(file + ": cannot be used for the ledger: " + file
                        + " is not a folder; name a folder that can be written with --state or KPI_STATE");
    }

    @Test
    void aDamagedFileIsNamedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.db"), "this is not a database, it is a letter".repeat(50));

        assertThatThrownBy(() -> Ledger.open(folder, Clock.systemUTC()))
                .isInstanceOf(KpiException.class)
                .hasMessage(file + ": is damaged or no ledger (SQLITE_NOTADB); move it away and the next run begins a"
                        + " new one, without the history and without the rows that wait in it");
        assertThat(file).content().startsWith("this is not a database");
    }

    @Test
    void aLedgerOfANewerKpiIsLeftAlone() {
        open(NOON).close();
        try (Database database = Database.open(folder.resolve("ledger.db"), Duration.ofSeconds(1))) {
            database.write(connection -> connection.createStatement().execute("PRAGMA user_version = 99"));
        }

        assertThatThrownBy(() -> open(NOON))
                .isInstanceOf(KpiException.class)
                .hasMessage(folder.resolve("ledger.db") + ": was written by a newer kpi (its schema is 99, this kpi"
                        + " knows " + Schema.NEWEST
                        + "); use that kpi, or name another folder with --state or KPI_STATE");
    }

    @Test
    void aLedgerOfAnOlderKpiIsBroughtUpToDate() throws IOException {
        Path file = Files.createFile(folder.resolve("ledger.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Schema.after(0).get(0));
            statement.executeUpdate("INSERT INTO run VALUES (1, 'old', '2026-11-01T12:00:00.000Z', 'demo', 'embedded',"
                    + " 'by hand', '2026-11-01T12:00:00.000Z', '2026-11-01T12:00:01.000Z')");
            statement.executeUpdate("PRAGMA user_version = 1");
        } catch (SQLException problem) {
            throw new IOException(problem);
        }

        try (Ledger ledger = open(NOON)) {
            assertThat(ledger.history().runs(10))
                    .extracting(past -> past.run().id())
                    .containsExactly("old");
            ledger.slots().finish("nightly", NOON);
            assertThat(ledger.slots().of("nightly")).contains(NOON);
        }
    }

    @Test
    void aFullDiskChangesNothingAndIsSaid() {
        try (Ledger ledger = open(NOON)) {
            ledger.begin(run("r1", NOON));
        }
        try (Database database = Database.open(folder.resolve("ledger.db"), Duration.ofSeconds(1))) {
            database.read(connection -> connection
                    .createStatement()
                    .execute("PRAGMA max_page_count = " + database.number("PRAGMA page_count")));

            assertThatThrownBy(() -> database.write(connection -> {
                        for (int i = 0; i < 1000; i++) {
                            Outbox.insert(connection, 1, "sheet " + i, "x".repeat(100));
                        }
                        return true;
                    }))
                    .isInstanceOf(KpiException.class)
                    .hasMessage(
                            folder.resolve("ledger.db") + ": no space is left on the disk; free some, then run again");
            assertThat(database.<Long>read(ignored -> database.number("SELECT count(*) FROM delivery")))
                    .isZero();
        }
    }

    @Test
    void aWriterThatHoldsItForTooLongIsSaid() {
        open(NOON).close();
        Path file = folder.resolve("ledger.db");
        try (Database busy = Database.open(file, Duration.ofSeconds(1));
                Database waiting = Database.open(file, Duration.ofMillis(50))) {
            busy.write(ignored -> {
                assertThatThrownBy(() -> waiting.write(connection -> true))
                        .isInstanceOf(KpiException.class)
                        .hasMessage(file + ": another process has been writing to it for too long; try again when it"
                                + " has ended");
                return true;
            });
        }
    }

    private Ledger open(Instant now) {
        return Ledger.open(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static BegunRun run(String id, Instant started) {
        return new BegunRun(id, NOON, "demo", "embedded", "by hand", started);
    }

    private static KpiOutcome ok(String id, String value) {
        return ok(id, id, value);
    }

    private static KpiOutcome ok(String id, String name, String value) {
        return new KpiOutcome(
                id,
                name,
                "pieces",
                "ok",
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(12),
                1,
                List.of("coproduction"),
                List.of());
    }
}
