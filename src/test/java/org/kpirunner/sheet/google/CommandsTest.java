package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi.Ran;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.google.server.SheetsServer;
import org.kpirunner.sheet.google.server.book.Area;

/** What the commands say about a Google sheet, word by word. */
class CommandsTest {
    private static final String SHEET = "google:" + World.BOOK + "#production";

    @TempDir
    private Path folder;

    private final World world = new World();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void secretsInFiles() throws IOException {
        environment.put("KPI_GOOGLE_URL", world.server.rootUrl());
        secret("KPIS_GOOGLE_CLIENT_EMAIL", SheetsServer.ACCOUNT + "\n");
        secret("KPIS_GOOGLE_PRIVATE_KEY", World.pem().replace("\n", "\\n"));
        secret("KPIS_GOOGLE_PRIVATE_KEY_ID", "key-1\n");
        secret("KPIS_SHEET_ID", World.BOOK + "\n");
        Files.createDirectories(folder.resolve("catalogs"));
        Files.writeString(folder.resolve("kpis.yaml"), """
                - name: Found by its tag
                  sql: SELECT 1
                  extract_count: true
                - name: Found by its header
                  sql: SELECT 2
                  extract_count: true
                - name: People have renamed it
                  sql: SELECT 3
                  extract_count: true
                - name: Has another name now
                  id: named
                  sql: SELECT 4
                  extract_count: true
                - name: Is new
                  sql: SELECT '=1+1'
                  extract_count: true
                """);
    }

    private void secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        environment.put(name + "_FILE", file.toString());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void planShowsTheRowFromTheLeftAndWhatHappensToItsColumns() {
        world.deliver("production", row(0, kpi("Found by its tag", 1), kpi("People have renamed it", 2)));
        world.deliver("production", row(10, named("Had a name before")));
        world.edit(person -> {
            person.insertColumns("production", 4, 1);
            person.type("production", 0, 4, "Found by its header");
            person.type("production", 0, 2, "Renamed");
            person.moveColumns("production", 3, 1, 1);
        });

        Ran plan = command("plan");

        assertThat(plan.exit()).isZero();
        assertThat(plan.err()).isEmpty();
        assertThat(plan.out()).isEqualTo("""
                google:1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms#production
                Column  Header                Change
                A       Date time
                B       Has another name now  renamed, was "Had a name before"
                C       Found by its tag
                D       Renamed               of "People have renamed it", renamed in the sheet and left so
                E       Found by its header   taken over by its name
                F       Is new                new
                """);
    }

    @Test
    void planWithValuesShowsTheRowAsItWouldLand() throws IOException {
        world.deliver("production", row(0, kpi("Found by its tag", 1), kpi("People have renamed it", 2)));
        world.edit(person -> person.moveColumns("production", 2, 1, 1));
        Files.writeString(folder.resolve("kpis.yaml"), """
                - name: Is a formula nowhere
                  sql: SELECT '=1+1'
                  extract_count: true
                - name: Is too much for a number
                  sql: SELECT 9007199254740993
                  extract_count: true
                - name: Fails
                  sql: SELECT a FROM (VALUES (1), (2)) AS t(a)
                  extract_count: true
                """, StandardOpenOption.APPEND);

        Ran plan = command("plan", "--values", "--as-of", "2026-11-01T12:00:00Z");

        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.out()).isEqualTo("""
                google:1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms#production
                Column  Header                    Value                Change
                A       Date time                 2026-11-01 12:00:00
                B       People have renamed it                      3
                C       Found by its tag                            1
                D       Found by its header                         2  new
                E       Has another name now                        4  new
                F       Is new                    =1+1                 new
                G       Is a formula nowhere      =1+1                 new
                H       Is too much for a number     9007199254740993  new
                I       Fails                                          new
                    left blank, with a note: too_many_rows: the query answers more than one row; with extract_count
                    it must answer one
                """);
        assertThat(world.cells("production")).hasSize(3);
    }

    @Test
    void planSaysWhatCannotBeWritten() {
        world.deliver("production", row(0, kpi("Found by its tag", 1)));
        world.edit(person -> {
            person.renameTab("production", "archive");
            person.protect("archive", Area.whole(person.book().titled("archive").orElseThrow()), false);
        });

        Ran plan = command("plan");

        assertThat(plan.exit()).isEqualTo(2);
        assertThat(plan.err())
                .isEqualTo("kpi: " + SHEET + ": the tab is protected: let " + SheetsServer.ACCOUNT
                        + " edit it under Data > Protect sheets and ranges\n");
    }

    @Test
    void rowThatMayNotBeWrittenIsDeliveredOnceItMay() {
        world.server.service().unshare(World.BOOK);

        Ran run = command("run", "--as-of", "2026-11-01T12:00:00Z");
        Ran early = command("deliver");
        world.server.service().share(World.BOOK);
        Ran late = command("deliver");

        String kept = run.err().replaceAll("(?s).*the row of run (\\S+) is kept.*", "$1");
        String why = SHEET + ": not delivered: " + SheetsServer.ACCOUNT
                + " may not open the spreadsheet: share it with this address as Editor\n" + SHEET + ": the row of run "
                + kept + " is kept; the next run delivers, or kpi deliver, or kpi deliver --drop RUN gives up\n";
        assertThat(List.of(run.exit(), early.exit(), late.exit())).containsExactly(3, 3, 0);
        assertThat(run.err()).endsWith(why);
        assertThat(early.out() + early.err()).endsWith(why);
        assertThat(late.out() + late.err())
                .isEqualTo(SHEET + ": appended the row of run " + kept + "\n" + SHEET
                        + ": the tab \"production\" was not there and is created\n");
        assertThat(world.cells("production").get(2)).containsExactly("2026-11-01 12:00:00", "1", "2", "3", "4", "=1+1");
    }

    @Test
    void connectionIsCheckedAndTriedOut() {
        Ran good = command("check", "--connect", "--write-test");
        world.server.service().shareForViewing(World.BOOK);
        Ran bad = command("check", "--connect");

        assertThat(good.exit()).isZero();
        assertThat(good.out().lines().limit(3))
                .containsExactly(
                        SHEET + ": can be written; the tab will be made; the spreadsheet uses 26000 of 10000000 cells",
                        SHEET + ": a tab can be added with an id of ours: yes",
                        "  the state in the answer to a write is that after it: yes");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.out())
                .isEqualTo(SHEET + ": cannot be used: " + SheetsServer.ACCOUNT
                        + " may not change the spreadsheet: share it with this address as Editor\n");
    }

    @Test
    void addressOfAnotherServiceMustBeSafe() {
        environment.put("KPI_GOOGLE_URL", "http://sheets.example.org/");

        Ran ran = command("plan");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "kpi: KPI_GOOGLE_URL: \"http://sheets.example.org/\" is not the address of a service; allowed is"
                                + " https://HOST:PORT/, or http:// on this machine, as that is where the key's sign-in is sent\n");
    }

    private static Entry named(String name) {
        Entry entry = kpi(name, 4);
        return new Entry("named", name, entry.renamedFrom(), entry.headerNote(), entry.value(), entry.note());
    }

    private Ran command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--kpis", folder.resolve("kpis.yaml").toString(),
                "--catalogs", folder.resolve("catalogs").toString(),
                "--environment", "production",
                "--state", folder.resolve("state").toString()));
        return InProcess.run(environment, all);
    }
}
