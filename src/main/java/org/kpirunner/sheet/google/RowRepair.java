package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/**
 * Puts a row right that landed while people moved columns: each value goes under its tag. The row is marked first, and
 * written by its mark, so that no other row is touched wherever people move it meanwhile; done twice, it does nothing.
 */
final class RowRepair {
    private static final int TRIES = 12;
    private static final int MISSES = 2;
    private static final int NOWHERE = -1;

    private final Landing.Tools tools;
    private final Api api;
    private final Insistence insistence;
    private final Row row;
    private final int mark;
    /** What the mark is since the last look at it. */
    private Mark current;

    private boolean isMarked;
    private boolean isVerified;
    private boolean isBegun;
    private int misses;
    private List<Integer> traces = List.of();
    /** Where the row was when a guarded change of it was refused: if it is there still, that was not because it moved. */
    private int unguarded = NOWHERE;

    RowRepair(Landing.Tools tools, Row row) {
        this.tools = tools;
        this.api = tools.api();
        this.insistence = tools.insistence();
        this.row = row;
        this.mark = Ids.ofRow(row.run());
        this.current = RowMark.fresh(row);
    }

    /** How a row stands at the end. */
    enum End {
        RIGHT,
        /** It cannot be found. */
        MISSING,
        /** People were faster again and again; its mark stays, for the next start. */
        OPEN
    }

    End repair() {
        // An attempt that was cut short has left its mark, and maybe half of its work.
        Optional<Mark> left = held();
        isMarked = left.isPresent();
        isBegun = left.filter(held -> !held.equals(RowMark.fresh(row))).isPresent();
        isVerified = left.filter(RowMark::isVerified).isPresent() && advance();
        Optional<End> end = Optional.empty();
        for (int i = 0; i < TRIES && end.isEmpty(); i++) {
            end = step();
        }
        if (isMarked && end.isPresent()) {
            write(List.of(Marks.delete(mark)));
        }
        return end.orElse(End.OPEN);
    }

    /** Where something stands that may be left of a row that is missing. */
    List<Integer> traces() {
        return traces;
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
        current = RowMark.verified(now.get());
        write(List.of(Marks.revalue(now.get(), current.value())));
        return held().equals(Optional.of(current));
    }

    /** One look and one change; empty where another look is needed. */
    private Optional<End> step() {
        TabState state = tools.reading().read();
        if (state.isMissing()) {
            return missed();
        }
        Alignment alignment = tools.appender().align(state.header(), List.of(row));
        List<Request> columns = Write.ofMissingColumns(state, alignment);
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
        } else if (!wanted.hasColumns(found.get(), state)) {
            return Optional.empty();
        }
        Correction values = Correction.ofValues(found.get(), wanted, isBegun);
        Correction notes = Correction.ofNotes(found.get(), wanted, isBegun);
        if (values.isEmpty() && notes.isEmpty()) {
            return Optional.of(End.RIGHT);
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
    private Optional<End> missed() {
        return ++misses < MISSES ? Optional.empty() : Optional.of(End.MISSING);
    }

    /** People may be faster: then the mark goes onto another row, or stays where the row's cells were taken from. */
    private void mark(TabState state, RowState found) {
        Mark value = isBegun ? RowMark.resumed(row) : RowMark.fresh(row);
        boolean isThere = isMarked && held().isPresent();
        write(List.of(
                isThere
                        ? Marks.toRow(value, state.id(), found.row())
                        : Marks.createOnLine(state.id(), "ROWS", found.row(), value)));
        isMarked = true;
    }

    private Optional<RowState> find(TabState tab, Wanted wanted) {
        RowSearch search = new RowSearch(api, insistence);
        Map<String, RowState> found = search.find(tab, Map.of(row.run(), wanted));
        traces = search.traces(wanted);
        return Optional.ofNullable(found.get(row.run()));
    }

    private Optional<RowState> marked(Wanted wanted) {
        return insistence.on(() -> api.marked(List.of(mark), RowState.FIELDS), Doing.READING).stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .findFirst()
                .filter(candidate -> wanted.isIn(candidate, isVerified) || wanted.isLeftIn(candidate));
    }

    private void change(TabState state, RowState found, Wanted wanted, Correction values, Correction notes) {
        if (!values.isEmpty()) {
            List<Object> cells = CorrectedCells.values(wanted, values);
            insistence.on(
                    () -> {
                        api.writeRow(current, cells);
                        return true;
                    },
                    Doing.WRITING);
        }
        List<Request> looks = CorrectedCells.looks(state.id(), found, wanted, values, notes);
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

    /** Whether it was done; not where a mark is there already, is gone, or people were faster. */
    private boolean write(List<Request> requests) {
        return insistence.isDone(() -> api.write(requests, Optional.empty()), Doing.WRITING);
    }
}
