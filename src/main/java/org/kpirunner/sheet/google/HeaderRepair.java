package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Tag;
import org.kpirunner.sheet.google.TabState.ColumnState;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.LastValue;
import org.kpirunner.sheet.google.cell.Requests;

/**
 * What a write did to columns of others that it took over, where people moved those columns between our reading and our
 * writing: a cell of row 2 that was overwritten gets back what it held, tags go to the column they were for.
 */
final class HeaderRepair {
    private final TabState before;
    private final Alignment alignment;
    private final TabState after;
    private final Map<Integer, Integer> moved;
    private final List<Request> requests = new ArrayList<>();

    private HeaderRepair(TabState before, Alignment alignment, TabState after) {
        this.before = before;
        this.alignment = alignment;
        this.after = after;
        this.moved = moved(before, after);
    }

    /** The requests that put it right; none where nothing was moved. */
    static List<Request> of(TabState before, Alignment alignment, TabState after) {
        HeaderRepair repair = new HeaderRepair(before, alignment, after);
        repair.tags();
        repair.cells();
        return repair.requests;
    }

    /** A tag that was put onto a column by its place, and now stands on another one. */
    private void tags() {
        for (TagChange change : alignment.tagChanges()) {
            Optional<ColumnState> was = before.column(change.column());
            Integer now = moved.get(change.column());
            if (was.isPresent() && now != null && now != change.column()) {
                change.after()
                        .map(Tag::identity)
                        .flatMap(after::tagged)
                        .filter(column -> column.index() == change.column())
                        .flatMap(ColumnState::tagMark)
                        .ifPresent(mark -> requests.add(Marks.move(mark.id(), after.id(), now)));
            }
        }
    }

    private void cells() {
        for (Placement placement : alignment.placements()) {
            if (placement.found() != Alignment.Found.CREATED) {
                Optional.ofNullable(moved.get(placement.column()))
                        .filter(now -> now != placement.column())
                        .ifPresent(now -> cells(placement, now));
            }
        }
    }

    private void cells(Placement placement, int now) {
        if (placement.writesLastValue()) {
            boolean isLabel = placement.isDateTime();
            cell(now, isLabel ? Cells.ofText(Appender.LAST_VALUE) : Cells.ofFormula(LastValue.formula(now)));
            cell(placement.column(), original(placement.column()));
        }
    }

    private void cell(int column, CellData cell) {
        requests.add(Requests.cell(after.id(), 1, column, cell, "userEnteredValue"));
    }

    /** What the column that is at a place now held before; blank where it is a new one. */
    private CellData original(int index) {
        return moved.entrySet().stream()
                .filter(entry -> entry.getValue() == index)
                .findFirst()
                .flatMap(entry -> before.column(entry.getKey()))
                .flatMap(column -> column.second().entered())
                .map(value -> new CellData().setUserEnteredValue(value))
                .orElseGet(CellData::new);
    }

    /**
     * Where each column that was read is now: by its tag; those without one by a header that only one of them has; the
     * others in their order if as many are left.
     */
    private static Map<Integer, Integer> moved(TabState before, TabState after) {
        Map<Integer, Integer> moved = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        Map<Integer, ColumnState> marked = after.columns().stream()
                .flatMap(column -> column.tagMark().stream().map(mark -> Map.entry(mark.id(), column)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        for (ColumnState column : before.columns()) {
            column.tagMark().map(mark -> marked.get(mark.id())).ifPresent(now -> {
                moved.put(column.index(), now.index());
                taken.add(now.index());
            });
        }
        List<ColumnState> left = new ArrayList<>(before.columns().stream()
                .filter(column -> column.tagMark().isEmpty())
                .toList());
        List<ColumnState> free = new ArrayList<>(after.columns().stream()
                .filter(column -> !taken.contains(column.index()))
                .toList());
        for (ColumnState column : List.copyOf(left)) {
            List<ColumnState> same =
                    free.stream().filter(other -> isSame(column, other)).toList();
            boolean isOnly =
                    left.stream().filter(other -> isSame(column, other)).count() == 1;
            if (same.size() == 1 && isOnly) {
                moved.put(column.index(), same.get(0).index());
                left.remove(column);
                free.remove(same.get(0));
            }
        }
        for (int i = 0; i < left.size(); i++) {
            ColumnState column = left.get(i);
            Optional<ColumnState> now = left.size() == free.size()
                    ? Optional.of(free.get(i))
                    : free.stream().filter(other -> isSame(column, other)).findFirst();
            now.ifPresent(other -> moved.put(column.index(), other.index()));
        }
        return moved;
    }

    private static boolean isSame(ColumnState one, ColumnState other) {
        return !one.header().isBlank()
                && Header.normal(one.header().text())
                        .equals(Header.normal(other.header().text()));
    }
}
