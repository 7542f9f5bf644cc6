package org.kpirunner.sheet.google;

import com.google.api.client.util.Data;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Explanation;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/**
 * Puts a row right that landed while people moved columns: each value goes under its tag. The row is marked first, and
 * written by its mark, so that no other row is touched wherever people move it meanwhile; done twice, it does nothing.
 */
final class RowRepair {
    private static final int FIRST_WINDOW = 100;
    private static final int TRIES = 10;

    private final Api api;
    private final Insistence insistence;
    private final TabReading reading;
    private final Appender appender;
    private final Row row;
    private final int mark;
    private boolean isMarked;
    private boolean isBegun;

    RowRepair(Api api, Insistence insistence, TabReading reading, Appender appender, Row row) {
        this.api = api;
        this.insistence = insistence;
        this.reading = reading;
        this.appender = appender;
        this.row = row;
        this.mark = Ids.ofRow(row.run());
    }

    /** Whether the row is right at the end; not where it cannot be found. */
    boolean repair() {
        // An attempt that was cut short has left its mark, and maybe half of its work.
        isMarked =
                !insistence.on(() -> api.withIds(List.of(mark)), Doing.READING).isEmpty();
        isBegun = isMarked;
        try {
            for (int i = 0; i < TRIES; i++) {
                Optional<Boolean> end = step();
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return false;
        } finally {
            if (isMarked) {
                write(List.of(Marks.delete(mark)));
            }
        }
    }

    /** One look and one change; empty where another look is needed. */
    private Optional<Boolean> step() {
        TabState state = reading.read();
        if (state.isMissing()) {
            return Optional.of(false);
        }
        Alignment alignment = appender.align(state.header(), List.of(row));
        List<Request> columns = Write.ofColumns(state, alignment, 0);
        if (!columns.isEmpty()) {
            write(columns);
            return Optional.empty();
        }
        Wanted wanted = Wanted.of(alignment.lines().get(0), Wanted.tags(state, alignment));
        Optional<RowState> found = isMarked ? marked(wanted) : find(state, wanted);
        if (found.isEmpty() && isMarked) {
            // People were faster, and the mark went onto another row.
            write(List.of(Marks.delete(mark)));
            isMarked = false;
            return Optional.empty();
        } else if (found.isEmpty()) {
            return Optional.of(false);
        }
        Correction values = values(found.get(), wanted);
        Correction notes = notes(found.get(), wanted);
        if (values.isEmpty() && notes.isEmpty()) {
            return Optional.of(true);
        }
        if (!isMarked) {
            write(List.of(
                    Marks.createOnLine(state.id(), "ROWS", found.get().row(), new Mark(mark, Mark.ROW, row.run()))));
            isMarked = true;
            return Optional.empty();
        }
        change(state, found.get(), wanted, values, notes);
        return Optional.empty();
    }

    private Correction values(RowState found, Wanted wanted) {
        return Correction.of(wanted.contents(), found.values(), found.formulas(), found.tags(), isBegun);
    }

    private Correction notes(RowState found, Wanted wanted) {
        return Correction.of(wanted.notes(), found.notes(), found.formulas(), found.tags(), isBegun);
    }

    /** Looks from the end of the tab, in ever larger steps: a row that has just landed is near. */
    private Optional<RowState> find(TabState tab, Wanted wanted) {
        int end = tab.rowCount();
        int window = FIRST_WINDOW;
        while (end > 0) {
            int start = Math.max(0, end - window);
            String range = Api.range(tab.title(), (start + 1) + ":" + end);
            Optional<RowState> best =
                    insistence.on(() -> api.get(List.of(range), RowState.FIELDS), Doing.READING).stream()
                            .flatMap(sheet -> RowState.all(sheet).stream())
                            .filter(candidate -> isIt(candidate, wanted))
                            .max(Comparator.<RowState>comparingInt(
                                            candidate -> Correction.matches(wanted.contents(), candidate.values()))
                                    .thenComparingInt(RowState::row));
            if (best.isPresent()) {
                return best;
            }
            end = start;
            window *= 2;
        }
        return Optional.empty();
    }

    private Optional<RowState> marked(Wanted wanted) {
        return insistence.on(() -> api.marked(mark, RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .findFirst()
                .filter(candidate -> isIt(candidate, wanted));
    }

    /** More than half of what it should hold is there, and its time; which may be lost where we are at it already. */
    private boolean isIt(RowState candidate, Wanted wanted) {
        boolean hasTime = candidate.values().containsValue(wanted.dateTime());
        boolean isOfAnother = Optional.ofNullable(candidate.tags().get(wanted.dateTimeTag()))
                .filter(candidate.values()::containsKey)
                .isPresent();
        int matches = Correction.matches(wanted.contents(), candidate.values());
        return (hasTime || (isBegun && !isOfAnother))
                && 2 * matches > wanted.values().size();
    }

    private void change(TabState state, RowState found, Wanted wanted, Correction values, Correction notes) {
        isBegun = true;
        if (!values.isEmpty()) {
            List<Object> cells = cells(wanted, values);
            insistence.on(
                    () -> {
                        api.writeRow(mark, cells);
                        return true;
                    },
                    Doing.WRITING);
        }
        List<Request> looks = new ArrayList<>();
        looks(looks, state.id(), found, values, "userEnteredFormat.numberFormat", identity -> format(wanted, identity));
        looks(
                looks,
                state.id(),
                found,
                notes,
                "note",
                identity -> new CellData().setNote(String.valueOf(wanted.notes().get(identity))));
        if (!looks.isEmpty()) {
            write(looks);
        }
    }

    private static List<Object> cells(Wanted wanted, Correction values) {
        int width = 0;
        for (int column : values.set().keySet()) {
            width = Math.max(width, column + 1);
        }
        for (int column : values.cleared()) {
            width = Math.max(width, column + 1);
        }
        List<Object> cells = new ArrayList<>(Collections.nCopies(width, Data.nullOf(Object.class)));
        values.cleared().forEach(column -> cells.set(column, ""));
        values.set()
                .forEach((column, identity) -> cells.set(
                        column,
                        Content.plain(Wanted.extended(
                                        Objects.requireNonNull(wanted.values().get(identity))))
                                .orElseThrow()));
        return cells;
    }

    private static CellData format(Wanted wanted, String identity) {
        CellData look = new CellData();
        Cells.needed(Objects.requireNonNull(wanted.values().get(identity)))
                .ifPresent(format -> look.setUserEnteredFormat(Cells.format(format)));
        return look;
    }

    /** What comes with a value: a date needs its format, and leaves none behind. */
    private static void looks(
            List<Request> requests,
            int sheetId,
            RowState found,
            Correction correction,
            String field,
            Function<String, CellData> look) {
        correction.set().forEach((column, identity) -> {
            CellData cell = look.apply(identity);
            if (!cell.isEmpty() || found.hasTime(column)) {
                requests.add(Requests.cell(sheetId, found.row(), column, cell, field));
            }
        });
        for (int column : correction.cleared()) {
            if (field.equals("note") || found.hasTime(column)) {
                requests.add(Requests.cell(sheetId, found.row(), column, new CellData(), field));
            }
        }
    }

    /** Whether it was done; not where a mark is there already, is gone, or people were faster. */
    private boolean write(List<Request> requests) {
        return insistence.on(
                () -> {
                    try {
                        api.write(requests, Optional.empty());
                        return true;
                    } catch (CallFailure failure) {
                        if (failure.kind() == CallFailure.Kind.REFUSED && !Explanation.isFinal(failure)) {
                            return false;
                        }
                        throw failure;
                    }
                },
                Doing.WRITING);
    }
}
