package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.SheetsServer;
import org.kpirunner.sheet.google.server.book.Content;

/** What a row costs: calls, bytes, quota and cells. */
class CostTest {
    private static final int MANY = 200_000;

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rowInATabOfManyRowsCostsWhatItCostsInAnEmptyOne() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        long empty = bytes(10);

        world.edit(person -> {
            person.change(
                    "appendDimension",
                    request ->
                            request.put("sheetId", 0).put("dimension", "ROWS").put("length", MANY));
            for (int row = 4; row < MANY; row++) {
                person.enter("Sheet1", row, 1, new Content.Numeric(row));
            }
        });
        long full = bytes(20);

        assertThat(world.server.seen()).extracting(seen -> seen.call().method()).containsExactly("GET", "POST");
        assertThat(world.tab("Sheet1").grid().at(MANY, 1).content()).isEqualTo(new Content.Numeric(1));
        System.out.println(
                "a row costs " + empty + " bytes in an empty tab, and " + full + " in one of " + MANY + " rows");
        assertThat(full).isBetween(empty - 100, empty + 100);
    }

    @Test
    void moreRowsThanTheQuotaAllowsWaitForTheNextMinute() {
        world.server.quota(60);

        for (int number = 0; number < 120; number++) {
            world.deliver("Sheet1", row(number, kpi("A", number)));
        }

        assertThat(world.cells("Sheet1")).hasSize(2 + 120);
        assertThat(world.server.seen())
                .allSatisfy(seen -> assertThat(seen.status()).isEqualTo(200));
        assertThat(world.waited()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void quotaThatOthersUseUpIsWaitedFor() {
        world.server.quota(0);
        world.server.faults(call -> {
            if (world.waited().compareTo(Duration.ofSeconds(100)) > 0) {
                world.server.quota(60);
            }
            return Fault.NONE;
        });

        world.deliver("Sheet1", row(0, kpi("A", 1)));

        assertThat(world.cells("Sheet1")).hasSize(3);
        assertThat(world.server.seen())
                .extracting(SheetsServer.Seen::status)
                .contains(429)
                .last()
                .isEqualTo(200);
    }

    @Test
    void fileThatFillsUpIsForetold() {
        world.deliver("Sheet1", row(0, kpi("A", 0)));
        setRows(350_000);

        for (int number = 10; number < 60; number += 10) {
            world.deliver("Sheet1", row(number, kpi("A", number)));
            world.pass(Duration.ofMinutes(10));
        }

        assertThat(world.deliver("Sheet1", row(60, kpi("A", 60))))
                .containsExactly(
                        "at the pace of the last runs the tab alone may reach the limit of 10000000 cells in 50 days:"
                                + " delete rows or columns that nobody needs, or begin a new spreadsheet");
        assertThat(world.sheet("Sheet1").probe())
                .isEqualTo(
                        "can be written; the tab has 2 columns in use; the spreadsheet uses 9800000 of 10000000 cells,"
                                + " which lasts for at least 50 days at the pace of the last runs");
    }

    @Test
    void rowThatNeedsNoNewCellsIsWrittenIntoAFullSpreadsheet() {
        world.deliver("Sheet1", row(0, kpi("A", 0)));
        int rows = 10_000_000 / world.tab("Sheet1").grid().columnCount();
        setRows(rows);

        world.deliver("Sheet1", row(10, kpi("A", 1)));

        assertThat(world.tab("Sheet1").grid().rowCount()).isEqualTo(rows);
        assertThat(world.cells("Sheet1")).hasSize(4);
    }

    @Test
    void newColumnThatFitsToTheLastCellIsMade() {
        world.deliver("Sheet1", row(0, kpi("A", 0)));
        addTab(10_000_000 - 29 * 100_000);
        setRows(100_000);

        world.deliver("Sheet1", row(10, kpi("A", 1), kpi("B", 2)));

        assertThat(world.server.service().book(World.BOOK).cells()).isEqualTo(10_000_000);
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "1", "2");
    }

    @Test
    void newColumnForWhichOneCellIsMissingIsRefusedBeforeAnythingIsWritten() {
        world.deliver("Sheet1", row(0, kpi("A", 0)));
        addTab(10_000_001 - 29 * 100_000);
        setRows(100_000);
        world.server.forgetSeen();

        assertThatThrownBy(() -> world.deliver("Sheet1", row(10, kpi("A", 1), kpi("B", 2))))
                .isInstanceOf(KpiException.class)
                .hasMessage(
                        "google:" + World.BOOK + "#Sheet1: the spreadsheet would have 10000001 cells, where 10000000"
                                + " are the most: delete rows, columns or tabs that nobody needs, blank ones count too, or begin"
                                + " a new spreadsheet");

        assertThat(world.server.seen()).extracting(seen -> seen.call().method()).containsExactly("GET", "GET");
    }

    @Test
    void rowsThatMustGrowAFullTabAreRefusedWhereOneLessFits() {
        world.deliver("Sheet1", row(0, kpi("A", 0)));
        setRows(547);
        world.edit(person -> {
            person.change(
                    "appendDimension",
                    request -> request.put("sheetId", 0)
                            .put("dimension", "COLUMNS")
                            .put("length", 18_278 - 28));
        });
        Row[] rows = new Row[545];
        for (int number = 0; number < rows.length; number++) {
            rows[number] = row(10 + number, kpi("A", number));
        }

        assertThatThrownBy(() -> world.deliver("Sheet1", rows)).hasMessageContaining("10016344 cells");
        world.deliver("Sheet1", Arrays.copyOf(rows, 544));

        assertThat(world.cells("Sheet1")).hasSize(547);
    }

    /** A tab of one column. */
    private void addTab(int cells) {
        world.edit(person -> person.change(
                "addSheet",
                request -> request.putObject("properties")
                        .put("title", "Big")
                        .putObject("gridProperties")
                        .put("rowCount", cells)
                        .put("columnCount", 1)));
    }

    private void setRows(int count) {
        world.edit(person -> person.change("updateSheetProperties", request -> {
            request.putObject("properties")
                    .put("sheetId", 0)
                    .putObject("gridProperties")
                    .put("rowCount", count);
            request.put("fields", "gridProperties.rowCount");
        }));
    }

    private long bytes(int number) {
        world.server.forgetSeen();
        List<String> said = world.deliver("Sheet1", row(number, kpi("A", 1), kpi("B", 2)));
        assertThat(said).isEmpty();
        return world.server.seen().stream()
                .mapToLong(seen -> seen.received() + seen.sent())
                .sum();
    }
}
