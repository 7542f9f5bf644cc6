package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kpirunner.sheet.google.Evidence.Wanted;
import org.kpirunner.sheet.google.Explanation.Doing;

/**
 * Puts a row right that landed while people moved columns: each value goes under its tag. The row is marked first, and
 * written by its mark, so that nothing else is touched wherever people move it meanwhile; done twice, it does nothing.
 */
final class RowRepair {
    private static final int FIRST_WINDOW = 100;
    private static final int TRIES = 6;

    private final Api api;
    private final Insistence insistence;
    private final TabReading reading;

    RowRepair(Api api, Insistence insistence, TabReading reading) {
        this.api = api;
        this.insistence = insistence;
        this.reading = reading;
    }

    /** Whether the row is right at the end; not where it cannot be found. */
    boolean repair(String run, Wanted wanted) {
        for (int i = 0; i < TRIES; i++) {
            Optional<RowState> found = find(wanted);
            if (found.isEmpty()) {
                return false;
            }
            if (isRight(found.get(), wanted) || repairMarked(run, wanted, found.get())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRight(RowState row, Wanted wanted) {
        return values(row, wanted).isEmpty() && notes(row, wanted).isEmpty();
    }

    private static Moves values(RowState row, Wanted wanted) {
        return Moves.of(wanted.values(), row.values(), row.tags());
    }

    private static Moves notes(RowState row, Wanted wanted) {
        return Moves.of(wanted.notes(), row.notes(), row.tags());
    }

    /** Looks from the end of the tab, in ever larger steps: a row that has just landed is near. */
    private Optional<RowState> find(Wanted wanted) {
        TabState tab = reading.read();
        int end = tab.rowCount();
        int window = FIRST_WINDOW;
        while (end > 0) {
            int start = Math.max(0, end - window);
            String range = Api.range(tab.title(), (start + 1) + ":" + end);
            Optional<RowState> best =
                    insistence.on(() -> api.get(List.of(range), RowState.FIELDS), Doing.READING).stream()
                            .flatMap(sheet -> RowState.all(sheet).stream())
                            .filter(row -> isIt(row, wanted))
                            .max(Comparator.<RowState>comparingInt(row -> Moves.matches(wanted.values(), row.values()))
                                    .thenComparingInt(RowState::row));
            if (best.isPresent()) {
                return best;
            }
            end = start;
            window *= 2;
        }
        return Optional.empty();
    }

    /** Its time is there, and more than half of all that it should hold. */
    private static boolean isIt(RowState row, Wanted wanted) {
        return row.values().containsValue(wanted.dateTime())
                && 2 * Moves.matches(wanted.values(), row.values())
                        > wanted.values().size();
    }

    private boolean repairMarked(String run, Wanted wanted, RowState found) {
        int id = Ids.ofRow(run);
        TabState tab = reading.read();
        mark(tab.id(), found.row(), id, run);
        try {
            for (int i = 0; i < TRIES; i++) {
                Optional<RowState> row = marked(id);
                if (row.isEmpty() || !isIt(row.get(), wanted)) {
                    return false;
                }
                if (isRight(row.get(), wanted)) {
                    return true;
                }
                move(tab.id(), id, row.get(), wanted);
            }
            return false;
        } finally {
            unmark(id);
        }
    }

    private void mark(int sheetId, int row, int id, String run) {
        Request request = Marks.createOnLine(sheetId, "ROWS", row, new Mark(id, Mark.ROW, run));
        unlessRefused(List.of(request));
    }

    private void unmark(int id) {
        unlessRefused(List.of(Marks.delete(id)));
    }

    /** A mark that is there already is refused, and so may be one that is gone. */
    private void unlessRefused(List<Request> requests) {
        insistence.on(
                () -> {
                    try {
                        return api.write(requests, Optional.empty());
                    } catch (CallFailure failure) {
                        if (failure.kind() == CallFailure.Kind.REFUSED && !Explanation.isFinal(failure)) {
                            return Optional.<TabState>empty();
                        }
                        throw failure;
                    }
                },
                Doing.WRITING);
    }

    private Optional<RowState> marked(int id) {
        return insistence.on(() -> api.marked(id, RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .findFirst();
    }

    private void move(int sheetId, int id, RowState row, Wanted wanted) {
        Moves values = values(row, wanted);
        if (!values.isEmpty()) {
            List<Object> cells = cells(row, values);
            insistence.on(
                    () -> {
                        api.writeRow(id, cells);
                        return true;
                    },
                    Doing.WRITING);
        }
        List<Request> looks = new ArrayList<>();
        looks(looks, sheetId, row, values, "userEnteredFormat.numberFormat");
        looks(looks, sheetId, row, notes(row, wanted), "note");
        if (!looks.isEmpty()) {
            unlessRefused(looks);
        }
    }

    private static List<Object> cells(RowState row, Moves moves) {
        int width = 1
                + Math.max(
                        Collections.max(moves.sources().keySet()),
                        moves.cleared().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0));
        List<Object> cells =
                new ArrayList<>(Collections.nCopies(width, com.google.api.client.util.Data.nullOf(Object.class)));
        moves.cleared().forEach(column -> cells.set(column, ""));
        moves.sources()
                .forEach((column, source) -> cells.set(
                        column,
                        Content.plain(Objects.requireNonNull(
                                        row.cells().get(source).getUserEnteredValue()))
                                .orElseThrow()));
        return cells;
    }

    private static void looks(List<Request> requests, int sheetId, RowState row, Moves moves, String field) {
        moves.sources()
                .forEach((column, source) -> requests.add(Requests.cell(
                        sheetId, row.row(), column, look(row.cells().get(source)), field)));
        moves.cleared()
                .forEach(column -> requests.add(Requests.cell(sheetId, row.row(), column, new CellData(), field)));
    }

    private static CellData look(CellData cell) {
        CellData look = new CellData().setNote(cell.getNote());
        if (cell.getUserEnteredFormat() != null) {
            look.setUserEnteredFormat(cell.getUserEnteredFormat());
        }
        return look;
    }
}
