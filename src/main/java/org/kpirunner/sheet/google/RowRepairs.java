package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.table.Plain;

/**
 * Sees to it that rows which landed stand as they should. All that do not are marked in one write before the first of
 * them is put right: a mark outlives this process, and its row stays known by it whatever people delete of it meanwhile.
 */
final class RowRepairs {
    private final Landing.Tools tools;

    RowRepairs(Landing.Tools tools) {
        this.tools = tools;
    }

    /** What people should know of rows that could not be seen to stand as they should, by their runs. */
    Map<String, String> repair(List<Row> rows) {
        Map<String, String> doubts = new LinkedHashMap<>();
        List<Row> open = new ArrayList<>();
        for (Row row : rows.isEmpty() ? rows : marked(rows)) {
            RowRepair repair = new RowRepair(tools, row);
            switch (repair.repair()) {
                case RIGHT -> {}
                case MISSING -> doubts.put(row.run(), doubt(row, repair.traces()));
                case OPEN -> open.add(row);
            }
        }
        if (!open.isEmpty()) {
            throw new KpiException(
                    Reason.SHEET_UNWRITABLE,
                    tools.address() + ": " + name(open.get(0))
                            + " has landed under wrong headers, as people moved columns while it was written, and they"
                            + " move more while it is put right; that goes on at the next run");
        }
        return doubts;
    }

    private static String name(Row row) {
        return "the row of " + Plain.of(row.dateTime());
    }

    private static String doubt(Row row, List<Integer> traces) {
        String where = traces.stream()
                .map(trace -> String.valueOf(trace + 1))
                .collect(Collectors.joining(" or ", "; what is left of it may be row ", ""));
        return name(row) + " was written, but could not be found again: people or another runner changed the sheet"
                + " meanwhile" + (traces.isEmpty() ? "" : where)
                + "; see whether its values stand under the right headers";
    }

    /** Those of the rows that are not seen to be right at once; they bear a mark by then, where nobody was in between. */
    private List<Row> marked(List<Row> rows) {
        TabState state = tools.reading().read();
        if (state.isMissing()) {
            return rows;
        }
        Map<Integer, Landed> landed = new LinkedHashMap<>();
        rows.forEach(row -> landed.put(Ids.ofRow(row.run()), Landed.of(state, row, tools.appender())));
        List<Mark> held = tools.insistence().on(() -> tools.api().withIds(landed.keySet()), Doing.READING);
        Set<Integer> marked = held.stream().map(Mark::id).collect(Collectors.toSet());
        Map<String, Wanted> unmarked = new LinkedHashMap<>();
        landed.forEach((id, row) -> {
            if (!marked.contains(id)) {
                unmarked.put(row.row().run(), row.wanted());
            }
        });
        Map<String, RowState> found =
                unmarked.isEmpty() ? Map.of() : new RowSearch(tools.api(), tools.insistence()).find(state, unmarked);
        List<Row> left = new ArrayList<>();
        List<Request> marks = new ArrayList<>();
        for (Landed row : landed.values()) {
            Optional<RowState> place = Optional.ofNullable(found.get(row.row().run()));
            if (place.filter(row::isRight).isEmpty()) {
                left.add(row.row());
                place.ifPresent(
                        at -> marks.add(Marks.createOnLine(state.id(), "ROWS", at.row(), RowMark.fresh(row.row()))));
            }
        }
        boolean isMarked = !marks.isEmpty() && write(marks);
        if (left.size() > 1 && (isMarked || !held.stream().allMatch(RowMark::isVerified))) {
            verify(landed);
        }
        return left;
    }

    /** People may have been faster than the marks: those that are on their rows are told apart by a value of their own. */
    private void verify(Map<Integer, Landed> landed) {
        List<Request> changes = new ArrayList<>();
        List<RowState> there = tools
                .insistence()
                .on(() -> tools.api().marked(landed.keySet(), RowState.FIELDS_OF_MARKED), Doing.READING)
                .stream()
                .flatMap(sheet -> RowState.all(sheet).stream())
                .toList();
        for (RowState state : there) {
            for (Mark mark : state.marks()) {
                Optional.ofNullable(landed.get(mark.id()))
                        .filter(row -> !RowMark.isVerified(mark) && row.wanted().isIn(state, false))
                        .ifPresent(row -> changes.add(
                                Marks.revalue(mark, RowMark.verified(mark).value())));
            }
        }
        if (!changes.isEmpty()) {
            write(changes);
        }
    }

    private boolean write(List<Request> requests) {
        return tools.insistence().isDone(() -> tools.api().write(requests, Optional.empty()), Doing.WRITING);
    }

    /** A row that landed, and how it should stand among the columns that there are now. */
    private record Landed(TabState state, Row row, Wanted wanted, boolean isComplete) {
        static Landed of(TabState state, Row row, Appender appender) {
            Alignment alignment = appender.align(state.header(), List.of(row));
            return new Landed(
                    state,
                    row,
                    Wanted.of(alignment.lines().get(0), Wanted.tags(state, alignment)),
                    Write.ofMissingColumns(state, alignment).isEmpty());
        }

        boolean isRight(RowState found) {
            return isComplete
                    && wanted.hasColumns(found, state)
                    && Correction.ofValues(found, wanted, false).isEmpty()
                    && Correction.ofNotes(found, wanted, false).isEmpty();
        }
    }
}
