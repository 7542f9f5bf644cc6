package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.Unrecorded.UsedId;
import org.kpirunner.sheet.google.server.book.Tab;

/** The write test of {@code kpi check} tells how the service behaves, whatever it does. */
class TryOutTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everythingThatIsReliedOnIsTriedAndTheScratchTabIsGone() {
        assertThat(String.join("\n", tryOut(Unrecorded.LIKELY))).isEqualTo("""
                a tab can be added with an id of ours: yes
                the state in the answer to a write is that after it: yes
                a text that begins with = stays a text: yes
                the formula for the last value is understood in the locale of this spreadsheet: yes
                a header can be renamed by the text that it holds: yes
                a text that is put in the place of another is taken as if it were typed: yes
                metadata with an id that is in use is refused: yes, 400 Invalid requests[0].createDeveloperMetadata:\
                 Developer metadata with ID 1340054917 already exists.
                error bodies have a list of errors: no
                deleting metadata that is not there: does nothing
                changing metadata that is not there: does nothing
                an id that is deleted can be used again within the same write: yes
                a cell with only a format counts as data: no
                a checkbox that is off counts as data: yes
                an empty text counts as data: no
                a cell that a formula above it fills counts as data: no
                columns can be inserted before the last one: yes
                a row can be written and read by its mark: yes
                a change can be bound to the place of a row: yes
                the mark of a row follows it when people sort: yes
                metadata can be searched for by id: yes
                a duplicated tab has the metadata of the first: no
                the limit of cells in a spreadsheet: 10000000
                the scratch tab is removed again: yes
                the metadata of a file that is copied, or of a version that is restored: cannot be tried with a key\
                 for Google Sheets alone""");
        assertThat(world.server.service().book(World.BOOK).tabs())
                .extracting(Tab::title)
                .containsExactly("Sheet1");
        assertThat(world.server.service().book(World.BOOK).metadata()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void eachOpenQuestionGetsItsAnswer(Unrecorded switches, String line) {
        assertThat(tryOut(switches)).contains(line);
    }

    static Stream<Arguments> answers() {
        Unrecorded other = new Unrecorded(UsedId.CONFLICT, false, true, true, false, true, true, true, false);
        return Stream.of(
                Arguments.of(
                        other,
                        "metadata with an id that is in use is refused: yes, 409 Requested entity already exists"),
                Arguments.of(
                        Unrecorded.LIKELY.withUsedId(UsedId.ODD_TEXT),
                        "metadata with an id that is in use is refused: yes, 400 Request contains an invalid argument."),
                Arguments.of(
                        other,
                        "deleting metadata that is not there: is refused, 400 Invalid requests[0].deleteDeveloperMetadata:"
                                + " No developer metadata matched the data filter."),
                Arguments.of(
                        other,
                        "changing metadata that is not there: is refused, 400 Invalid requests[0].updateDeveloperMetadata:"
                                + " No developer metadata matched the data filter."),
                Arguments.of(
                        other,
                        "an id that is deleted can be used again within the same write: no, 409 Requested entity already"
                                + " exists"),
                Arguments.of(other, "a change can be bound to the place of a row: no"),
                Arguments.of(other, "the mark of a row follows it when people sort: no"),
                Arguments.of(other, "a text that is put in the place of another is taken as if it were typed: no"),
                Arguments.of(other, "a cell with only a format counts as data: yes"),
                Arguments.of(other, "a checkbox that is off counts as data: no"),
                Arguments.of(other, "an empty text counts as data: yes"),
                Arguments.of(
                        other,
                        "the state in the answer to a write is that after it: no; every run needs one more read"));
    }

    private List<String> tryOut(Unrecorded switches) {
        world.server.service().set(switches);
        return world.sheet("Sheet1").tryOut();
    }
}
