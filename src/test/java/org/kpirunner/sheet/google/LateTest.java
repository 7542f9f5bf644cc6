package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Attempt;
import org.kpirunner.sheet.Sheet.Proof;
import org.kpirunner.sheet.Sheet.Settled;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/** People move columns while answers, or changes, come late; a row is done only when it is seen to be right. */
class LateTest {
    private static final Row ROW = row(10, kpi("A", 3), kpi("B", 4));
    private static final Row LATER = row(20, kpi("A", 5), kpi("B", 6));
    private static final Row LONG = row(10, kpi("A", 12345), kpi("B", 67890));

    private final World world = new World();
    private int writes;
    private int changes;
    private int looks;

    @BeforeEach
    void firstRow() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 2)));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void columnThatIsMovedForTheMomentOfTheWriteIsNoticedThoughTheStateAfterItComesLate() {
        world.server.service().set(Unrecorded.LIKELY.withStateLate(true));

        landWhileAIsMoved(call -> {
            if (looks++ == 0) {
                moveABack();
            }
            return Fault.NONE;
        });

        bothRowsAreRight();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void changeOfARowThatIsDoneOnceMoreLaterHarmsNothing(int calls) {
        landWhileAIsMoved(call -> {
            if (isChange(call) && changes++ == 0) {
                return Fault.late(calls);
            }
            if (changes > 0 && call.path().endsWith(":getByDataFilter") && looks++ == 0) {
                moveABack();
            }
            return Fault.NONE;
        });

        bothRowsAreRight();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void runWhoseOwnWriteIsDoneLaterIsNotWrittenTwice(int calls) {
        world.server.faults(call -> {
            if (!call.isWrite()) {
                return Fault.NONE;
            }
            writes++;
            return switch (writes) {
                case 1 -> Fault.late(calls);
                case 2 -> Fault.refused(ApiError.invalid("An id is used already."));
                default -> Fault.NONE;
            };
        });

        world.deliver("Sheet1", ROW);

        bothRowsAreRight();
    }

    @Test
    void rowThatCouldNotBePutRightIsPutRightAtTheNextStart() {
        assertThatThrownBy(() ->
                        landWhileAIsMoved(call -> isChange(call) ? Fault.refused(ApiError.unavailable()) : Fault.NONE))
                .isInstanceOf(KpiException.class);
        world.server.faults(call -> Fault.NONE);
        moveABack();

        assertThat(world.sheet("Sheet1").settle(List.of(new Attempt(ROW, ""))))
                .containsExactly(new Settled(Proof.LANDED, Optional.empty()));

        bothRowsAreRight();
    }

    @Test
    void rowsOfOneWriteAreAllMarkedBeforeTheFirstOfThemIsPutRight() {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                world.edit(person -> person.moveColumns("Sheet1", 0, 1, 3));
            }
            return isChange(call) ? Fault.refused(ApiError.unavailable()) : Fault.NONE;
        });
        assertThatThrownBy(() -> world.deliver("Sheet1", ROW, LATER)).isInstanceOf(KpiException.class);
        world.server.faults(call -> Fault.NONE);
        // Their times are under A by now, and go with it.
        world.edit(person -> person.deleteColumns("Sheet1", 0, 1));

        assertThat(world.sheet("Sheet1").settle(List.of(new Attempt(ROW, ""), new Attempt(LATER, ""))))
                .containsExactly(
                        new Settled(Proof.LANDED, Optional.empty()), new Settled(Proof.LANDED, Optional.empty()));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("B", "Date time", "A"),
                        List.of("6", "Last value", "5"),
                        List.of("2", "2026-11-01 10:00:00"),
                        List.of("4", "2026-11-01 10:10:00", "3"),
                        List.of("6", "2026-11-01 10:20:00", "5"));
    }

    @Test
    void columnThatIsDeletedBetweenTwoLooksIsNotTakenForOneThatIsRight() {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                moveAToTheEnd();
                return new Fault.Dropped(true);
            }
            return writes > 0 ? Fault.refused(ApiError.unavailable()) : Fault.NONE;
        });
        assertThatThrownBy(() -> world.deliver("Sheet1", ROW)).isInstanceOf(KpiException.class);
        world.server.faults(call -> {
            // After the first look at the columns, and before that at the row.
            if (call.path().endsWith("developerMetadata:search") && looks++ == 0) {
                world.edit(person -> person.deleteColumns("Sheet1", 2, 1));
            }
            return Fault.NONE;
        });

        world.sheet("Sheet1").settle(List.of(new Attempt(ROW, "")));

        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "4", "3");
    }

    @Test
    void whatPeopleLeaveOfARowIsKnownWhereNothingElseIsLikeIt() {
        landAndNothingElse(LONG);
        world.edit(person -> person.deleteColumns("Sheet1", 0, 1));

        assertThat(world.sheet("Sheet1").settle(List.of(new Attempt(LONG, ""))))
                .containsExactly(new Settled(Proof.LANDED, Optional.empty()));

        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("B", "Date time", "A"),
                        List.of("67890", "Last value", "12345"),
                        List.of("2", "2026-11-01 10:00:00"),
                        List.of("67890", "2026-11-01 10:10:00", "12345"));
    }

    @Test
    void rowOfWhichTooLittleIsLeftIsNamed() {
        landAndNothingElse(LONG);
        world.edit(person -> person.deleteColumns("Sheet1", 0, 2));

        assertThat(world.sheet("Sheet1").settle(List.of(new Attempt(LONG, ""))))
                .containsExactly(new Settled(
                        Proof.LANDED,
                        Optional.of(
                                "the row of 2026-11-01 10:10:00 was written, but could not be found again: people or"
                                        + " another runner changed the sheet meanwhile; what is left of it may be row 4; see"
                                        + " whether its values stand under the right headers")));
    }

    /** People move A to the end just before the row is written; what comes after that has faults. */
    private void landWhileAIsMoved(Fault.Source faults) {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                moveAToTheEnd();
                return Fault.NONE;
            }
            return writes > 0 ? faults.of(call) : Fault.NONE;
        });
        world.deliver("Sheet1", ROW);
    }

    /** The write is done while people move the dates behind the others, and then there is no network. */
    private void landAndNothingElse(Row row) {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                world.edit(person -> person.moveColumns("Sheet1", 0, 1, 3));
                return new Fault.Dropped(true);
            }
            return writes > 0 ? Fault.refused(ApiError.unavailable()) : Fault.NONE;
        });
        assertThatThrownBy(() -> world.deliver("Sheet1", row)).isInstanceOf(KpiException.class);
        world.server.faults(call -> Fault.NONE);
    }

    private static boolean isChange(Call call) {
        return call.path().endsWith("values:batchUpdateByDataFilter");
    }

    private void moveAToTheEnd() {
        world.edit(person -> person.moveColumns("Sheet1", 1, 1, 3));
    }

    private void moveABack() {
        world.edit(person -> person.moveColumns("Sheet1", 2, 1, 1));
    }

    private void bothRowsAreRight() {
        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "A", "B"),
                        List.of("Last value", "3", "4"),
                        List.of("2026-11-01 10:00:00", "1", "2"),
                        List.of("2026-11-01 10:10:00", "3", "4"));
        assertThat(world.server.service().book(World.BOOK).metadata().values())
                .noneMatch(mark -> mark.key().equals(Mark.ROW));
    }
}
