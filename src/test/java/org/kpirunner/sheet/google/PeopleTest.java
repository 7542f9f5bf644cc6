package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.Person;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.table.Value;

/** People change the sheet, between our runs and in the midst of them; every value still lands where it belongs. */
class PeopleTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void headerThatAPersonRenamedKeepsReceivingValues() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        world.edit(person -> person.type("Sheet1", 0, 1, "Users"));

        world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "Users", "B");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "3", "4");
    }

    @Test
    void columnThatAPersonMovedKeepsReceivingValues() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        world.edit(person -> person.moveColumns("Sheet1", 2, 1, 0));

        world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("B", "Date time", "A"),
                        List.of("4", "Last value", "3"),
                        List.of("2", "2026-11-01 10:00:00", "1"),
                        List.of("4", "2026-11-01 10:10:00", "3"));
    }

    @Test
    void kpiWithAnIdThatIsRenamedInKpisYamlKeepsItsColumn() {
        world.deliver("Sheet1", row(0, withId("users", "Users", 1)));

        List<String> said = world.deliver("Sheet1", row(10, withId("users", "Active users", 2)));

        assertThat(said).containsExactly("column B, \"Users\", is called \"Active users\" from now on");
        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "Active users"),
                        List.of("Last value", "2"),
                        List.of("2026-11-01 10:00:00", "1"),
                        List.of("2026-11-01 10:10:00", "2"));
    }

    @Test
    void deletedColumnIsCreatedAgainAtTheEndAndTheReportSaysSo() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        world.edit(person -> person.deleteColumns("Sheet1", 1, 1));

        List<String> said = world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(said).containsExactly("column C, \"A\", was not there and is created");
        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "B", "A");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "4", "3");
    }

    @Test
    void columnsOfPeopleStayAsTheyAre() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
        world.edit(person -> {
            person.insertColumns("Sheet1", 1, 1);
            person.type("Sheet1", 0, 1, "Remarks");
            person.type("Sheet1", 2, 1, "a holiday");
            person.note("Sheet1", 2, 1, "asked Ana");
        });

        world.deliver("Sheet1", row(10, kpi("A", 2), kpi("B", 3)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "Remarks", "A", "B"),
                        List.of("Last value", "", "2", "3"),
                        List.of("2026-11-01 10:00:00", "a holiday", "1"),
                        List.of("2026-11-01 10:10:00", "", "2", "3"));
        assertThat(world.tab("Sheet1").grid().at(2, 1).more().get("note").asText())
                .isEqualTo("asked Ana");
    }

    @Test
    void formatThatPeopleGaveAColumnIsThatOfTheNextCell() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        world.edit(person -> person.change("repeatCell", request -> {
            request.putObject("range")
                    .put("startRowIndex", 2)
                    .put("startColumnIndex", 1)
                    .put("endColumnIndex", 2);
            request.putObject("cell")
                    .putObject("userEnteredFormat")
                    .putObject("numberFormat")
                    .put("type", "CURRENCY")
                    .put("pattern", "\"€\"#,##0.00");
            request.put("fields", "userEnteredFormat.numberFormat");
        }));

        world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "€3.00", "4");
    }

    @Test
    void tabThatAPersonRenamedKeepsReceivingRows() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
        world.edit(person -> person.renameTab("Sheet1", "Archive"));

        List<String> said = world.deliver("Sheet1", row(10, kpi("A", 2)));

        assertThat(said)
                .containsExactly("the tab \"Sheet1\" is called \"Archive\" now, and its rows go there; to begin a new"
                        + " one, add a tab with the old title");
        assertThat(world.cells("Archive")).hasSize(4);
    }

    @Test
    void deletedTabIsMadeAgain() {
        world.deliver("mine", row(0, kpi("A", 1)));
        world.edit(person -> person.deleteTab("mine"));

        world.deliver("mine", row(10, kpi("A", 2)));

        assertThat(world.cells("mine"))
                .containsExactly(
                        List.of("Date time", "A"), List.of("Last value", "2"), List.of("2026-11-01 10:10:00", "2"));
    }

    @Test
    void headerSortedAmongTheRowsIsRefused() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
        world.edit(person -> person.sort("Sheet1", 0, 0, false));

        assertThatThrownBy(() -> world.deliver("Sheet1", row(10, kpi("A", 2))))
                .isInstanceOf(KpiException.class)
                .hasMessage("google:" + World.BOOK + "#Sheet1: row 1 no longer holds the names of the columns: it was"
                        + " sorted together with the rows; undo that, or move the row with the names back to the top");
    }

    @Test
    void columnInsertedBetweenReadAndWriteShiftsNothing() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2), kpi("C", 3)));

        betweenReadAndWrite(person -> {
            person.insertColumns("Sheet1", 1, 1);
            person.type("Sheet1", 0, 1, "Mine");
        });
        world.deliver("Sheet1", row(10, kpi("A", 4), kpi("B", 5), kpi("C", 6)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "Mine", "A", "B", "C"),
                        List.of("Last value", "", "4", "5", "6"),
                        List.of("2026-11-01 10:00:00", "", "1", "2", "3"),
                        List.of("2026-11-01 10:10:00", "", "4", "5", "6"));
    }

    @Test
    void firstColumnMovedBetweenReadAndWriteKeepsItsDates() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));

        betweenReadAndWrite(person -> person.moveColumns("Sheet1", 0, 1, 3));
        world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("A", "B", "Date time"),
                        List.of("3", "4", "Last value"),
                        List.of("1", "2", "2026-11-01 10:00:00"),
                        List.of("3", "4", "2026-11-01 10:10:00"));
        assertThat(world.tab("Sheet1").grid().at(3, 0).more()).isEmpty();
    }

    @Test
    void columnDeletedBetweenReadAndWriteComesAgainWithItsValue() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2), kpi("C", 3)));

        betweenReadAndWrite(person -> person.deleteColumns("Sheet1", 2, 1));
        world.deliver("Sheet1", row(10, kpi("A", 4), kpi("B", 5), kpi("C", 6)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "A", "C", "B"),
                        List.of("Last value", "4", "6", "5"),
                        List.of("2026-11-01 10:00:00", "1", "3"),
                        List.of("2026-11-01 10:10:00", "4", "6", "5"));
    }

    @Test
    void newColumnsNeverOverwriteOneThatAPersonPutThereMeanwhile() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
        world.edit(person -> person.type("Sheet1", 0, 2, "Remarks"));

        betweenReadAndWrite(person -> {
            person.insertColumns("Sheet1", 1, 1);
            person.type("Sheet1", 0, 4, "More remarks");
        });
        world.deliver("Sheet1", row(10, kpi("A", 2), kpi("B", 3)));

        assertThat(world.cells("Sheet1").get(0)).contains("Date time", "", "A", "B", "Remarks", "More remarks");
        int a = world.cells("Sheet1").get(0).indexOf("A");
        int b = world.cells("Sheet1").get(0).indexOf("B");
        assertThat(world.cells("Sheet1").get(3).get(a)).isEqualTo("2");
        assertThat(world.cells("Sheet1").get(3).get(b)).isEqualTo("3");
    }

    @Test
    void sheetOfAnOlderScriptIsAdoptedThoughAColumnMovesMeanwhile() {
        world.edit(person -> {
            person.type("Sheet1", 0, 0, "Date time");
            person.type("Sheet1", 0, 1, "A");
            person.type("Sheet1", 0, 2, "B");
            person.type("Sheet1", 0, 3, "Remarks");
            person.type("Sheet1", 1, 3, "=1+1");
        });

        betweenReadAndWrite(person -> person.moveColumns("Sheet1", 3, 1, 1));
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
        world.deliver("Sheet1", row(10, kpi("A", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "Remarks", "A", "B"),
                        List.of("", "2"),
                        List.of("2026-11-01 10:00:00", "", "1", "2"),
                        List.of("2026-11-01 10:10:00", "", "3", "4"));
    }

    @Test
    void headerThatIsRewrittenWhileItsColumnMovesHarmsNoOther() {
        world.deliver("Sheet1", row(0, withId("a", "A", 1), kpi("B", 2)));
        world.edit(person -> person.type("Sheet1", 0, 3, "Remarks"));

        betweenReadAndWrite(person -> person.moveColumns("Sheet1", 3, 1, 1));
        world.deliver("Sheet1", row(10, withId("a", "Active", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "Remarks", "Active", "B"),
                        List.of("Last value", "", "3", "4"),
                        List.of("2026-11-01 10:00:00", "", "1", "2"),
                        List.of("2026-11-01 10:10:00", "", "3", "4"));
    }

    @Test
    void headerThatAPersonRenamesAtTheSameMomentIsThePersons() {
        world.deliver("Sheet1", row(0, withId("a", "A", 1), kpi("B", 2)));

        betweenReadAndWrite(person -> person.type("Sheet1", 0, 1, "Ours"));
        world.deliver("Sheet1", row(10, withId("a", "Active", 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "Ours", "B");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "3", "4");
    }

    @Test
    void kpisThatExchangeTheirNamesKeepTheirColumns() {
        world.deliver("Sheet1", row(0, withId("a", "Alpha", 1), withId("b", "Beta", 2)));
        world.server.forgetSeen();

        world.deliver("Sheet1", row(10, withId("a", "Beta", 3), withId("b", "Alpha", 4)));

        assertThat(world.server.seen()).hasSize(2);
        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "Beta", "Alpha");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1 day", "@home", "'quoted'", "2026-11-01", "Nov 5", "TRUE", "007", "\"A\"", "№ 7"
            })
    void nameThatTypingWouldChangeIsWrittenAsItIsAlsoWhileItsColumnMoves(String name) {
        world.deliver("Sheet1", row(0, withId("a", "A", 1), kpi("B", 2)));

        betweenReadAndWrite(person -> person.moveColumns("Sheet1", 1, 1, 3));
        world.deliver("Sheet1", row(10, withId("a", name, 3), kpi("B", 4)));
        world.deliver("Sheet1", row(20, withId("a", name, 5), kpi("B", 6)));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "B", name),
                        List.of("Last value", "6", "5"),
                        List.of("2026-11-01 10:00:00", "2", "1"),
                        List.of("2026-11-01 10:10:00", "4", "3"),
                        List.of("2026-11-01 10:20:00", "6", "5"));
        assertThat(world.tab("Sheet1").grid().at(0, 2).content()).isEqualTo(new Content.Text(name));
    }

    @Test
    void ofTwoColumnsWithOneHeaderOnlyOursIsRenamed() {
        world.deliver("Sheet1", row(0, withId("a", "A", 1)));
        world.edit(person -> person.type("Sheet1", 0, 2, "A"));

        world.deliver("Sheet1", row(10, withId("a", "Active", 3)));
        world.deliver("Sheet1", row(20, withId("a", "Acting", 4)));

        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "Acting", "A");
    }

    @Test
    void renamingThatIsRefusedDoesNotHoldUpTheRow() {
        world.deliver("Sheet1", row(0, withId("a", "A", 1)));
        world.server.faults(call -> call.body().contains("findReplace")
                ? Fault.refused(ApiError.invalid("Invalid requests[1].findReplace: not today."))
                : Fault.NONE);

        world.deliver("Sheet1", row(10, withId("a", "Active", 2)));

        assertThat(world.cells("Sheet1").get(0)).containsExactly("Date time", "Active");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "2");
    }

    @Test
    void severalRowsAreAllPutRight() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2), kpi("C", 3)));

        betweenReadAndWrite(person -> person.deleteColumns("Sheet1", 2, 1));
        List<String> said = world.deliver(
                "Sheet1",
                row(10, kpi("A", 4), kpi("B", 5), kpi("C", 6)),
                row(20, kpi("A", 7), kpi("B", 8), kpi("C", 9)),
                row(30, kpi("A", 10), kpi("B", 11), kpi("C", 12)));

        assertThat(said).isEmpty();
        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "A", "C", "B"),
                        List.of("Last value", "10", "12", "11"),
                        List.of("2026-11-01 10:00:00", "1", "3"),
                        List.of("2026-11-01 10:10:00", "4", "6", "5"),
                        List.of("2026-11-01 10:20:00", "7", "9", "8"),
                        List.of("2026-11-01 10:30:00", "10", "12", "11"));
    }

    private void betweenReadAndWrite(java.util.function.Consumer<Person> edits) {
        boolean[] isDone = {false};
        world.server.faults(call -> {
            if (call.isWrite() && !isDone[0]) {
                isDone[0] = true;
                world.edit(edits);
            }
            return Fault.NONE;
        });
    }

    private static Entry withId(String id, String name, long value) {
        return new Entry(id, name, List.of(), Optional.empty(), Value.of(value), Optional.empty());
    }
}
