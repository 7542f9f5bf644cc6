package org.kpirunner.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.Sheets.after;
import static org.kpirunner.sheet.Sheets.entry;
import static org.kpirunner.sheet.Sheets.row;
import static org.kpirunner.sheet.Sheets.untagged;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Header.Second;
import org.kpirunner.table.Value;

class AppenderTest {
    private final Appender tagging = new Appender(Limits.XLSX, false);
    private final Appender plain = new Appender(Limits.CSV, false);

    @Test
    void emptySheetGetsDateTimeFirstAndThenTheKpisInTheirOrder() {
        Alignment alignment = tagging.align(Header.EMPTY, List.of(row(entry("B", 1), entry("A", 2))));

        assertThat(shown(alignment)).isEqualTo("""
                A CREATED Date time +formula
                B CREATED B +formula
                C CREATED A +formula""");
        assertThat(alignment.lines().get(0).cells())
                .extracting(Alignment.Cell::column)
                .containsExactly(0, 1, 2);
        assertThat(alignment.tagChanges()).hasSize(3);
    }

    @Test
    void columnTheSheetLacksIsCreatedAtTheEndAndNeverInAGap() {
        Header header = untagged("Date time", "", "A", "note of a person");

        assertThat(shown(plain.align(header, List.of(row(entry("B", 1), entry("A", 2))))))
                .isEqualTo("""
                A BY_HEADER Date time
                E CREATED B
                C BY_HEADER A""");
    }

    @Test
    void columnIsMadeBehindColumnsThatHaveOnlyData() {
        Header header = new Header(untagged("Date time", "A").columns(), 7);

        assertThat(shown(plain.align(header, List.of(row(entry("A", 1), entry("B", 2))))))
                .endsWith("H CREATED B");
    }

    @Test
    void headerIsComparedTrimmedAndWithRunsOfWhiteSpaceAsOneBlank() {
        Header header = untagged("Date time", " A40.1:\t Functionalities\u00a0\n");

        assertThat(shown(plain.align(header, List.of(row(entry("A40.1: Functionalities", 1))))))
                .endsWith("B BY_HEADER A40.1: Functionalities reads \" A40.1:\t Functionalities\u00a0\n\"");
    }

    @Test
    void movedAndRenamedColumnIsFoundByItsTagAndKeepsThePersonsHeader() {
        Header written = written(entry("A", 1), entry("B", 2));
        Header moved = reordered(written, 2, 0, 1);
        Header renamed = renamed(moved, 0, "Number of things");

        assertThat(shown(tagging.align(renamed, List.of(row(entry("A", 1), entry("B", 2))))))
                .isEqualTo("""
                B BY_TAG Date time
                C BY_TAG A
                A BY_TAG B renamed by people: Number of things""");
    }

    @Test
    void headerFollowsANameThatChangedInTheFileAsLongAsItIsOurs() {
        Header written = written(entry("a", "A", List.of(), Value.of(1)));
        Row newName = row(entry("a", "A, all of them", List.of(), Value.of(1)));

        assertThat(shown(tagging.align(written, List.of(newName)))).endsWith("B BY_TAG A, all of them instead of A");
        assertThat(shown(tagging.align(renamed(written, 1, "mine"), List.of(newName))))
                .endsWith("B BY_TAG A, all of them renamed by people: mine");
        assertThat(shown(tagging.align(after(written, tagging.align(written, List.of(newName))), List.of(newName))))
                .endsWith("B BY_TAG A, all of them");
    }

    @Test
    void idThatIsAddedLaterKeepsTheColumnOfTheName() {
        Header written = written(entry("A", 1));
        Row withId = row(entry("a", "A", List.of(), Value.of(1)));

        Alignment alignment = tagging.align(written, List.of(withId));

        assertThat(shown(alignment)).endsWith("B BY_TAG A");
        assertThat(alignment.tagChanges())
                .containsExactly(
                        new Alignment.TagChange(1, Optional.of(Tag.of("A", "A")), Optional.of(Tag.of("a", "A"))));
    }

    @Test
    void earlierNameHandsItsColumnOver() {
        Row row = row(entry("New", "New", List.of("Older", "Old"), Value.of(1)));

        assertThat(shown(tagging.align(written(entry("Old", 1)), List.of(row))))
                .endsWith("B BY_EARLIER_NAME New instead of Old");
        assertThat(shown(tagging.align(renamed(written(entry("Old", 1)), 1, "mine"), List.of(row))))
                .endsWith("B BY_EARLIER_NAME New renamed by people: mine");
        assertThat(shown(plain.align(untagged("Date time", "Old"), List.of(row))))
                .endsWith("B BY_EARLIER_NAME New instead of Old");
    }

    @Test
    void whenTheOldAndTheNewColumnExistTheNewOneIsUsedAndAWarningNamesBoth() {
        Row row = row(entry("New", "New", List.of("Old"), Value.of(1)));

        Alignment alignment = plain.align(untagged("Date time", "Old", "New"), List.of(row));

        assertThat(shown(alignment)).endsWith("C BY_HEADER New");
        assertThat(alignment.warnings())
                .containsExactly(
                        "\"New\" has column C, and column B with its earlier name \"Old\" is still there: C is used");
    }

    @Test
    void namesThatMovedOnInAChainTakeTheirColumnsAlong() {
        Row renumbered = row(
                entry("A8", "A8", List.of("A7"), Value.of(7)),
                entry("A9", "A9", List.of("A8"), Value.of(8)),
                entry("A10", "A10", List.of("A9"), Value.of(9)));
        Header written = written(entry("A7", 7), entry("A8", 8), entry("A9", 9));

        Alignment alignment = tagging.align(written, List.of(renumbered));

        assertThat(shown(alignment)).endsWith("""
                B BY_EARLIER_NAME A8 instead of A7
                C BY_EARLIER_NAME A9 instead of A8
                D BY_EARLIER_NAME A10 instead of A9""");
        Alignment again = tagging.align(after(written, alignment), List.of(renumbered));
        assertThat(shown(again)).endsWith("""
                B BY_TAG A8
                C BY_TAG A9
                D BY_TAG A10""");
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void ofTwoColumnsWithOneHeaderTheLeftOneIsUsedWithAWarning() {
        Alignment alignment = plain.align(untagged("Date time", "A", "A"), List.of(row(entry("A", 1))));

        assertThat(shown(alignment)).endsWith("B BY_HEADER A");
        assertThat(alignment.warnings()).containsExactly("columns B, C have the header \"A\": B is used");
    }

    @Test
    void columnOfAnotherKpiIsNotFoundByItsHeader() {
        Header written = renamed(written(entry("A", 1)), 1, "B");

        assertThat(shown(tagging.align(written, List.of(row(entry("B", 1)))))).endsWith("C CREATED B +formula");
    }

    @Test
    void cellsThatWereCutAndPastedWithoutTheirTagAreFollowed() {
        Header written = written(entry("A", 1), entry("B", 2));
        Header pasted = renamed(withText(written, 5, "A"), 1, "");

        Alignment alignment = tagging.align(pasted, List.of(row(entry("A", 1), entry("B", 2))));

        assertThat(shown(alignment)).contains("\nF BY_TAG A +formula\n");
        assertThat(alignment.warnings())
                .containsExactly("the cells of column B were moved to column F, \"A\": its KPI follows them");
        assertThat(alignment.tagChanges())
                .containsExactly(
                        new Alignment.TagChange(1, Optional.of(Tag.of("A", "A")), Optional.empty()),
                        new Alignment.TagChange(5, Optional.empty(), Optional.of(Tag.of("A", "A"))));
    }

    @Test
    void columnsSortedFromLeftToRightAreFollowedAlsoAcrossColumnsOfPeople() {
        Header written = withText(written(entry("A", 1), entry("B", 2)), 3, "P");
        Header sorted = renamed(renamed(renamed(renamed(written, 0, "P"), 1, "B"), 2, "A"), 3, "Date time");

        assertThat(shown(tagging.align(sorted, List.of(row(entry("A", 1), entry("B", 2))))))
                .isEqualTo("""
                D BY_TAG Date time +formula
                C BY_TAG A
                B BY_TAG B""");
    }

    @Test
    void columnsShiftedByAScriptThatKnowsNoTagsAreFollowed() {
        Header written = written(entry("A", 1), entry("B", 2));
        Header shifted = withText(renamed(renamed(written, 1, "inserted"), 2, "A"), 3, "B");

        assertThat(shown(tagging.align(shifted, List.of(row(entry("A", 1), entry("B", 2))))))
                .isEqualTo("""
                A BY_TAG Date time
                C BY_TAG A
                D BY_TAG B +formula""");
    }

    @Test
    void personMayRenameAColumnAndUseItsOldHeaderForOneOfTheirOwn() {
        Header written = written(entry("A", 1));
        Header reused = withText(renamed(written, 1, "A until May"), 2, "A");

        Alignment alignment = tagging.align(reused, List.of(row(entry("A", 1))));

        assertThat(shown(alignment)).endsWith("B BY_TAG A renamed by people: A until May");
        assertThat(alignment.warnings())
                .containsExactly("column B was renamed to \"A until May\" and keeps its KPI; column C has the header"
                        + " \"A\" that it had before");
    }

    @Test
    void headersThatAPersonRenumberedStayWithTheirColumns() {
        Header written = written(entry("A7", 1), entry("A8", 2));
        Header renumbered = renamed(renamed(written, 1, "A8"), 2, "A9");

        assertThat(shown(tagging.align(renumbered, List.of(row(entry("A7", 1), entry("A8", 2))))))
                .endsWith("""
                B BY_TAG A7 renamed by people: A8
                C BY_TAG A8 renamed by people: A9""");
    }

    @Test
    void rowsThatWaitedAreAlignedOneAfterTheOther() {
        Row before = row(entry("a", "A", List.of(), Value.of(1)));
        Row renamed = row(entry("a", "B", List.of(), Value.of(2)), entry("C", 3));

        Alignment alignment = tagging.align(Header.EMPTY, List.of(before, renamed));

        assertThat(shown(alignment)).isEqualTo("""
                A CREATED Date time +formula
                B CREATED B +formula
                C CREATED C +formula""");
        assertThat(alignment.lines()).hasSize(2);
        assertThat(alignment.tagChanges())
                .contains(new Alignment.TagChange(1, Optional.empty(), Optional.of(Tag.of("a", "B"))));
    }

    @Test
    void textThatNoCellCanHoldLeavesItsCellBlankAndIsTold() {
        Alignment alignment = tagging.align(
                Header.EMPTY,
                List.of(row(entry("A", "A", List.of(), new Value.Text("x".repeat(32_768))), entry("B", 1))));

        String message = "a text of 32768 characters; a cell of XLSX holds 32767:"
                + " answer with fewer rows or columns, or use csv:FILE";
        assertThat(alignment.unwritten())
                .extracting(Alignment.Unwritten::message)
                .containsExactly(message);
        assertThat(alignment.lines().get(0).cells().get(1))
                .isEqualTo(new Alignment.Cell(1, Value.NOTHING, Optional.of("value_too_long: " + message)));
    }

    @Test
    void sheetThatWouldBecomeTooWideIsLeftAlone() {
        Header full = new Header(untagged("Date time").columns(), 16_384);

        assertThatThrownBy(() -> tagging.align(full, List.of(row(entry("A", 1)))))
                .isInstanceOf(KpiException.class)
                .hasMessage("the sheet would need 16385 columns and XLSX has at most 16384:"
                        + " delete columns that nobody needs, or use another tab");
    }

    @Test
    void rowTwoThatHoldsDataIsNotFilledWithFormulas() {
        Header data = new Header(
                List.of(
                        new Header.Column(0, "Date time", Optional.empty(), Second.VALUE),
                        new Header.Column(1, "A", Optional.empty(), Second.BLANK)),
                2);

        assertThat(shown(tagging.align(data, List.of(row(entry("A", 1), entry("B", 2))))))
                .isEqualTo("""
                A BY_HEADER Date time
                B BY_HEADER A
                C CREATED B""");
    }

    @Test
    void foreignFormulasAreToldOnceAndChangedOnlyByRepair() {
        Header old = new Header(
                List.of(
                        new Header.Column(0, "Date time", Optional.empty(), Second.LABEL),
                        new Header.Column(1, "A", Optional.empty(), Second.FOREIGN),
                        new Header.Column(2, "B", Optional.empty(), Second.BLANK)),
                3);
        Row row = row(entry("A", 1), entry("B", 2));

        Alignment alignment = tagging.align(old, List.of(row));

        assertThat(shown(alignment)).endsWith("B BY_HEADER A\nC BY_HEADER B +formula");
        assertThat(alignment.warnings())
                .containsExactly("the formulas in row 2 of B are not ours and are left alone; --repair replaces them");
        assertThat(tagging.align(after(old, alignment), List.of(row)).warnings())
                .isEmpty();
        assertThat(shown(new Appender(Limits.XLSX, true).align(old, List.of(row))))
                .endsWith("B BY_HEADER A +formula\nC BY_HEADER B +formula");
    }

    private Header written(Entry... entries) {
        return after(Header.EMPTY, tagging.align(Header.EMPTY, List.of(row(entries))));
    }

    private static Header renamed(Header header, int index, String text) {
        return new Header(
                header.columns().stream()
                        .map(column -> column.index() == index
                                ? new Header.Column(index, text, column.tag(), column.second())
                                : column)
                        .toList(),
                header.width());
    }

    private static Header withText(Header header, int index, String text) {
        List<Header.Column> columns = new ArrayList<>(header.columns());
        columns.add(new Header.Column(index, text, Optional.empty(), Second.BLANK));
        return new Header(columns, Math.max(header.width(), index + 1));
    }

    private static Header reordered(Header header, int... order) {
        List<Header.Column> columns = new ArrayList<>();
        for (int index : order) {
            Header.Column column = header.columns().get(index);
            columns.add(new Header.Column(columns.size(), column.text(), column.tag(), column.second()));
        }
        return new Header(columns, header.width());
    }

    private static String shown(Alignment alignment) {
        return alignment.placements().stream().map(AppenderTest::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(Placement placement) {
        String header = placement.header();
        boolean shows = placement.name().equals(header);
        return Header.letters(placement.column()) + " " + placement.found() + " " + placement.name()
                + (placement.renamedByPeople()
                        ? " renamed by people: " + header
                        : shows ? "" : " reads \"" + header + '"')
                + (placement.writesHeader() && !placement.before().isEmpty() ? " instead of " + placement.before() : "")
                + (placement.writesLastValue() ? " +formula" : "");
    }
}
