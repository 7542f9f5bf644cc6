package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/** People move columns while answers, or changes, come late; a row is done only when it is seen to be right. */
class LateTest {
    private static final Row ROW = row(10, kpi("A", 3), kpi("B", 4));

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
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                moveAToTheEnd();
            } else if (writes == 1) {
                writes++;
                moveABack();
            }
            return Fault.NONE;
        });

        world.deliver("Sheet1", ROW);

        bothRowsAreRight();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void changeOfARowThatIsDoneOnceMoreLaterHarmsNothing(int calls) {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                moveAToTheEnd();
            }
            if (isChange(call) && changes++ == 0) {
                return Fault.late(calls);
            }
            if (changes > 0 && call.path().endsWith(":getByDataFilter") && looks++ == 0) {
                moveABack();
            }
            return Fault.NONE;
        });

        world.deliver("Sheet1", ROW);

        bothRowsAreRight();
    }

    @Test
    void rowThatCouldNotBePutRightIsPutRightAtTheNextStart() {
        world.server.faults(call -> {
            if (call.isWrite() && writes++ == 0) {
                moveAToTheEnd();
            }
            return isChange(call) ? Fault.refused(ApiError.unavailable()) : Fault.NONE;
        });
        assertThatThrownBy(() -> world.deliver("Sheet1", ROW)).isInstanceOf(KpiException.class);
        world.server.faults(call -> Fault.NONE);
        moveABack();

        assertThat(world.sheet("Sheet1").proof(ROW, "")).isEqualTo(Sheet.Proof.LANDED);

        bothRowsAreRight();
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
