package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.ChaosRun.Origin;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Tab;

/** What became of the rows: every value tells by itself where it belongs. */
final class ChaosVerdict {
    private static final Pattern NAME = Pattern.compile("KPI (\\d+)(?: .*)?");
    private static final double FIRST = Cells.serial(java.time.LocalDateTime.of(2026, 11, 1, 0, 0));
    private static final double MINUTES_A_RUN = 10;

    final Set<Integer> lost = new HashSet<>();
    final List<String> doubled = new ArrayList<>();
    final List<String> shifted = new ArrayList<>();
    final List<String> holes = new ArrayList<>();

    private final Tab tab;
    private final Map<String, Integer> aliases;
    private final Map<Origin, Integer> seen = new HashMap<>();
    private final Map<Origin, Integer> notes = new HashMap<>();
    private final Map<Integer, Integer> rows = new HashMap<>();

    ChaosVerdict(Tab tab, Map<String, Integer> aliases) {
        this.tab = tab;
        this.aliases = aliases;
    }

    /** The KPI whose column has this header. */
    static Optional<Integer> kpi(String header, Map<String, Integer> aliases) {
        Matcher name = NAME.matcher(header);
        return name.matches() ? Optional.of(Integer.parseInt(name.group(1))) : Optional.ofNullable(aliases.get(header));
    }

    /** The run whose time stands in the column of the dates. */
    static Optional<Integer> run(Tab tab, int row) {
        for (int column = 0; column < tab.grid().columnCount(); column++) {
            if (ChaosPeople.header(tab, column).equals("Date time")
                    && tab.grid().at(row, column).content() instanceof Content.Numeric time
                    && isTime(time)) {
                return Optional.of((int) Math.round((time.number() - FIRST) * 1440 / MINUTES_A_RUN));
            }
        }
        return Optional.empty();
    }

    /** Goes through the whole tab. */
    ChaosVerdict look() {
        Grid grid = tab.grid();
        for (int row = 0; row < grid.height(); row++) {
            int here = row;
            Optional<Integer> run = run(tab, row);
            run.ifPresent(number -> {
                if (rows.put(number, here) != null) {
                    doubled.add("run " + number);
                }
            });
            for (int column = 0; column < grid.width(row); column++) {
                look(row, column, run);
            }
        }
        return this;
    }

    /** A text, or a whole number as one. */
    static String text(Content content) {
        if (content instanceof Content.Text plain) {
            return plain.text();
        }
        boolean isWhole = content instanceof Content.Numeric number && number.number() == Math.rint(number.number());
        return isWhole ? Long.toString((long) ((Content.Numeric) content).number()) : "";
    }

    private void look(int row, int column, Optional<Integer> run) {
        Content content = tab.grid().at(row, column).content();
        String note = tab.grid().at(row, column).more().path("note").asText();
        ChaosRun.origin(text(content)).ifPresent(origin -> place(origin, "", row, column, run, seen));
        ChaosRun.originOfNote(note).ifPresent(origin -> place(origin, "note of ", row, column, run, notes));
        boolean isTime = content instanceof Content.Numeric time
                && row > 1
                && isTime(time)
                && !ChaosPeople.header(tab, column).equals("Date time");
        if (isTime) {
            shifted.add("a time in row " + (row + 1) + ", column " + column);
        }
    }

    private static boolean isTime(Content.Numeric number) {
        return number.number() > FIRST - 1 && number.number() < FIRST + 3650;
    }

    private void place(
            Origin origin, String what, int row, int column, Optional<Integer> run, Map<Origin, Integer> places) {
        boolean isUnderItsHeader = kpi(ChaosPeople.header(tab, column), aliases)
                .filter(kpi -> kpi == origin.kpi())
                .isPresent();
        boolean isInItsRow = run.filter(number -> number == origin.run()).isPresent();
        if (!isUnderItsHeader || !isInItsRow) {
            shifted.add(what + origin + " in row " + (row + 1) + " of run " + run.orElse(-1) + ", column " + column
                    + " \"" + ChaosPeople.header(tab, column) + "\"");
        }
        if (places.put(origin, row) != null) {
            doubled.add(what + origin);
        }
    }

    /** What a run should have left, apart from what people took away. */
    void expect(ChaosRun run, ChaosPeople.Gone gone) {
        if (gone.runs().contains(run.number())) {
            return;
        }
        if (!rows.containsKey(run.number())
                && seen.keySet().stream().noneMatch(origin -> origin.run() == run.number())) {
            lost.add(run.number());
            return;
        }
        for (ChaosRun.Answer answer : run.answers()) {
            Origin origin = new Origin(run.number(), answer.kpi());
            Map<Origin, Integer> there = answer.value().isPresent() ? seen : notes;
            if (!gone.cells().contains(origin) && !there.containsKey(origin)) {
                holes.add((answer.value().isPresent() ? "" : "note of ") + origin);
            }
        }
    }
}
