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
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/**
 * Puts a row right that landed while people moved columns: each value goes under its tag. The row is marked first, and
 * written by its mark, so that no other row is touched wherever people move it meanwhile; done twice, it does nothing.
 */
final class RowRepair {
    private static final int FIRST_WINDOW = 100;
    private static final int TRIES = 12;
    private static final int MISSES = 2;
    private static final int NOWHERE = -1;
    private static final String VERIFIED = "+";
    /** So many values tell a row that has lost its time. */
    private static final int TELLING = 3;

    private final Api api;
    private final Insistence insistence;
    private final TabReading reading;
    private final Appender appender;
    private final Row row;
    private final int mark;
    /** What the mark is since the last look at it. */
    private Mark current;

    private boolean isMarked;
    private boolean isVerified;
    private boolean isBegun;
    private int misses;
    /** Where the row was when a guarded change of it was refused: if it is there still, that was not because it moved. */
    private int unguarded = NOWHERE;

    RowRepair(Api api, Insistence insistence, TabReading reading, Appender appender, Row row) {
        this.api = api;
        this.insistence = insistence;
        this.reading = reading;
        this.appender = appender;
        this.row = row;
        this.mark = Ids.ofRow(row.run());
        this.current = fresh();
    }

    /** Whether the row is right at the end; not where it cannot be found. */
    boolean repair() {
        // An attempt that was cut short has left its mark, and maybe half of its work.
        Optional<Mark> left = held();
        isMarked = left.isPresent();
        isBegun = left.filter(held -> !held.equals(fresh())).isPresent();
        isVerified = left.filter(held -> held.value().endsWith(VERIFIED)).isPresent() && advance();
        Optional<Boolean> end = Optional.empty();
        for (int i = 0; i < TRIES && end.isEmpty(); i++) {
            end = step();
        }
        if (isMarked) {
            write(List.of(Marks.delete(mark)));
        }
        return end.orElse(false);
    }

    private Optional<Mark> held() {
        return insistence.on(() -> api.withIds(List.of(mark)), Doing.READING).stream()
                .findFirst();
    }

    /**
     * Gives the mark a value that says that its row was seen to be the right one, and that it did not have before: a
     * change that was sent under its last one, and comes late, does nothing any more.
     */
    private boolean advance() {
        Optional<Mark> now = held();
        if (now.isEmpty()) {
            return false;
        }
        current = new Mark(mark, Mark.ROW, now.get().value() + VERIFIED);
        write(List.of(Marks.revalue(now.get(), current.value())));
        return held().equals(Optional.of(current));
    }

    private Mark fresh() {
        return new Mark(mark, Mark.ROW, row.run());
    }

    /** The mark of a row that is to be corrected further, and not yet seen to be the right one. */
    private Mark resumed() {
        return new Mark(mark, Mark.ROW, row.run() + "*");
    }

    /** One look and one change; empty where another look is needed. */
    private Optional<Boolean> step() {
        TabState state = reading.read();
        if (state.isMissing()) {
            return missed();
        }
        Alignment alignment = appender.align(state.header(), List.of(row));
        List<Request> columns = Write.ofMissingColumns(state, alignment, 0);
        if (!columns.isEmpty()) {
            write(columns);
            return Optional.empty();
        }
        Wanted wanted = Wanted.of(alignment.lines().get(0), Wanted.tags(state, alignment));
        Optional<RowState> marked = isMarked ? marked(wanted) : Optional.empty();
        isVerified &= marked.isPresent();
        Optional<RowState> found = marked.or(() -> find(state, wanted));
        if (found.isEmpty()) {
            return missed();
        }
        Correction values = values(found.get(), wanted);
        Correction notes = notes(found.get(), wanted);
        if (values.isEmpty() && notes.isEmpty()) {
            return Optional.of(true);
        } else if (marked.isEmpty()) {
            mark(state, found.get());
        } else if (!isVerified) {
            isVerified = advance();
            isBegun |= isVerified;
        } else {
            change(state, found.get(), wanted, values, notes);
        }
        return Optional.empty();
    }

    /** Once is no proof: people may have renamed the tab or moved the row while we looked. */
    private Optional<Boolean> missed() {
        return ++misses < MISSES ? Optional.empty() : Optional.of(false);
    }

    /** People may be faster: then the mark goes onto another row, or stays where the row's cells were taken from. */
    private void mark(TabState state, RowState found) {
        Mark value = isBegun ? resumed() : fresh();
        boolean isThere = isMarked && held().isPresent();
        write(List.of(
                isThere
                        ? Marks.toRow(value, state.id(), found.row())
                        : Marks.createOnLine(state.id(), "ROWS", found.row(), value)));
        isMarked = true;
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
                            .max(Comparator.<RowState, Boolean>comparing(candidate -> hasTime(candidate, wanted))
                                    .thenComparingInt(
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

    /**
     * More than half of what it should hold is there, and its time, if that is not lost, or at least no time of another.
     * Less is enough beside its time where people deleted columns, and nothing in it is of another run. A row that bears
     * the mark of a verified correction is it as long as anything of it is left.
     */
    private boolean isIt(RowState candidate, Wanted wanted) {
        int matches = Correction.matches(wanted.contents(), candidate.values());
        boolean isMost = 2 * matches > wanted.values().size() && (hasTime(candidate, wanted) || matches >= TELLING);
        boolean isRest = matches > 1 && hasTime(candidate, wanted) && hasNothingElse(candidate, wanted);
        boolean isEnough = isVerified ? matches > 0 : isMost || isRest;
        return isEnough && (hasTime(candidate, wanted) || !isOfAnother(candidate, wanted));
    }

    private static boolean hasTime(RowState candidate, Wanted wanted) {
        return candidate.values().containsValue(wanted.dateTime());
    }

    /** Whether all that stands under the tags of the row is its own. */
    private static boolean hasNothingElse(RowState candidate, Wanted wanted) {
        return wanted.values().keySet().stream()
                .map(candidate.tags()::get)
                .map(candidate.values()::get)
                .allMatch(value -> value == null || wanted.contents().containsValue(value));
    }

    private static boolean isOfAnother(RowState candidate, Wanted wanted) {
        return Optional.ofNullable(candidate.tags().get(wanted.dateTimeTag()))
                .map(candidate.values()::get)
                .filter(value -> !wanted.contents().containsValue(value))
                .isPresent();
    }

    private void change(TabState state, RowState found, Wanted wanted, Correction values, Correction notes) {
        if (!values.isEmpty()) {
            List<Object> cells = cells(wanted, values);
            insistence.on(
                    () -> {
                        api.writeRow(current, cells);
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
            look(state, found, looks);
        }
        isVerified = advance();
    }

    /** Notes and formats go by the place of the row: only where its mark is at that place, as far as the service can tell. */
    private void look(TabState state, RowState found, List<Request> looks) {
        if (unguarded == found.row()) {
            write(looks);
            return;
        }
        List<Request> guarded = new ArrayList<>(Marks.assertAt(current, state.id(), found.row()));
        guarded.addAll(looks);
        unguarded = write(guarded) ? NOWHERE : found.row();
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
        return insistence.isDone(() -> api.write(requests, Optional.empty()), Doing.WRITING);
    }
}
