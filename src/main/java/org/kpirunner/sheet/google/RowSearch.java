package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/** Looks for rows from the end of the tab, in ever larger steps: those that have just landed are near. */
final class RowSearch {
    private static final int FIRST_WINDOW = 100;

    private final Api api;
    private final Insistence insistence;
    private final Map<String, RowState> found = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    /** Rows that hold something of what is looked for, and are of no other run. */
    private final Map<Integer, RowState> traces = new HashMap<>();

    RowSearch(Api api, Insistence insistence) {
        this.api = api;
        this.insistence = insistence;
    }

    /**
     * The rows that are found, by their runs.
     *
     * @param wanted what the row of each run should hold, in the order of the runs
     */
    Map<String, RowState> find(TabState tab, Map<String, Wanted> wanted) {
        // Two rows may hold the same: then the lower one is of the later run.
        List<String> runs = new ArrayList<>(wanted.keySet());
        Collections.reverse(runs);
        int end = tab.rowCount();
        int window = FIRST_WINDOW;
        while (end > 0 && found.size() < runs.size()) {
            int start = Math.max(0, end - window);
            String range = Api.range(tab.title(), (start + 1) + ":" + end);
            List<RowState> rows = insistence.on(() -> api.get(List.of(range), RowState.FIELDS), Doing.READING).stream()
                    .flatMap(sheet -> RowState.all(sheet).stream())
                    .toList();
            for (String run : runs) {
                Wanted row = wanted.get(run);
                if (row != null && !found.containsKey(run)) {
                    best(rows, row).ifPresent(best -> take(run, best));
                    rows.stream()
                            .filter(candidate -> row.traces(candidate) > 0)
                            .forEach(candidate -> traces.put(candidate.row(), candidate));
                }
            }
            end = start;
            window *= 2;
        }
        wanted.forEach((run, row) -> {
            if (!found.containsKey(run)) {
                left(row).ifPresent(left -> take(run, left));
            }
        });
        return Map.copyOf(found);
    }

    /** Where something stands that may be left of a row that is not found, from the top; not more than anybody reads. */
    List<Integer> traces(Wanted wanted) {
        return free(traces.values(), candidate -> wanted.traces(candidate) > 0).stream()
                .map(RowState::row)
                .sorted()
                .limit(3)
                .toList();
    }

    private void take(String run, RowState row) {
        found.put(run, row);
        taken.add(row.row());
    }

    private Optional<RowState> best(List<RowState> rows, Wanted wanted) {
        return free(rows, candidate -> wanted.isIn(candidate, false)).stream()
                .max(Comparator.<RowState, Boolean>comparing(candidate -> wanted.hasTime(candidate))
                        .thenComparingInt(candidate -> wanted.matches(candidate))
                        .thenComparingInt(RowState::row));
    }

    /** What people left of the row, where nothing else in the tab is as much like it. */
    private Optional<RowState> left(Wanted wanted) {
        List<RowState> left = free(traces.values(), candidate -> wanted.isLeftIn(candidate)).stream()
                .sorted(Comparator.comparingInt((RowState candidate) -> wanted.matches(candidate))
                        .reversed())
                .toList();
        boolean isOnly =
                left.size() == 1 || (left.size() > 1 && wanted.matches(left.get(0)) > wanted.matches(left.get(1)));
        return isOnly ? Optional.of(left.get(0)) : Optional.empty();
    }

    private List<RowState> free(Collection<RowState> rows, Predicate<RowState> which) {
        return rows.stream()
                .filter(row -> !taken.contains(row.row()))
                .filter(which)
                .toList();
    }
}
