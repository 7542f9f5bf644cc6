package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.kpirunner.sheet.google.server.Person;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Tab;

/** People at work in the tab, and what they may expect to find again. */
final class ChaosPeople {
    static final String TAB = "kpis";

    private static final String OTHER_TITLE = "Our numbers";

    private final Random random;
    /** Each text that a person typed, and the run in whose row; -1 above the rows. */
    private final Map<String, Integer> texts = new HashMap<>();

    private final Map<String, Integer> aliases = new HashMap<>();
    private final Set<Integer> deleted = new HashSet<>();
    private int typed;
    private boolean isTabDeleted;

    ChaosPeople(Random random) {
        this.random = random;
    }

    Map<String, Integer> texts() {
        return texts;
    }

    /** The KPI of each header that a person wrote over ours. */
    Map<String, Integer> aliases() {
        return aliases;
    }

    /** The KPIs whose columns were deleted since this was last asked. */
    Set<Integer> deletedKpis() {
        Set<Integer> since = new HashSet<>(deleted);
        deleted.clear();
        return since;
    }

    /** Whether the tab was deleted since this was last asked. */
    boolean isTabDeleted() {
        boolean since = isTabDeleted;
        isTabDeleted = false;
        return since;
    }

    /** One thing that a person does. */
    void act(Person person) {
        Optional<Tab> found = tab(person.book());
        if (found.isEmpty()) {
            return;
        }
        Tab tab = found.get();
        switch (random.nextInt(14)) {
            case 0, 1 -> insertColumn(person, tab);
            case 2, 3 -> moveColumn(person, tab);
            case 4 -> deleteColumn(person, tab);
            case 5, 6 -> renameHeader(person, tab);
            case 7, 8 -> type(person, tab);
            case 9 -> sort(person, tab);
            case 10 ->
                person.insertRows(
                        tab.title(), 2 + random.nextInt(Math.max(1, tab.grid().height())), 1);
            case 11 -> renameTab(person, tab);
            case 12 -> paint(person, tab);
            default -> deleteTab(person, tab);
        }
    }

    /** The tab of the rows, whatever it is called. */
    static Optional<Tab> tab(Book book) {
        return book.titled(TAB).or(() -> book.titled(OTHER_TITLE));
    }

    private void insertColumn(Person person, Tab tab) {
        int at = random.nextInt(width(tab) + 1);
        person.insertColumns(tab.title(), at, 1);
        write(person, tab.title(), 0, at, -1);
        if (random.nextBoolean()) {
            write(person, tab.title(), 1, at, -1);
        }
    }

    private void moveColumn(Person person, Tab tab) {
        int width = width(tab);
        int from = random.nextInt(Math.max(1, width));
        int to = random.nextInt(width + 1);
        if (to < from || to > from + 1) {
            person.moveColumns(tab.title(), from, 1, to);
        }
    }

    /** Not the dates: without them nobody could tell the rows apart. */
    private void deleteColumn(Person person, Tab tab) {
        int column = random.nextInt(Math.max(1, width(tab)));
        if (header(tab, column).equals("Date time") || tab.grid().columnCount() < 2) {
            return;
        }
        Grid grid = tab.grid();
        for (int row = 0; row < grid.height(); row++) {
            Content content = grid.at(row, column).content();
            if (content instanceof Content.Text text) {
                texts.remove(text.text());
            }
        }
        ChaosVerdict.kpi(header(tab, column), aliases).ifPresent(deleted::add);
        person.deleteColumns(tab.title(), column, 1);
    }

    private void renameHeader(Person person, Tab tab) {
        int column = random.nextInt(Math.max(1, width(tab)));
        Optional<Integer> kpi = ChaosVerdict.kpi(header(tab, column), aliases);
        if (kpi.isPresent()) {
            texts.remove(header(tab, column));
            write(person, tab.title(), 0, column, -1);
            aliases.put("text " + typed, kpi.get());
        }
    }

    /** Only into columns of their own. */
    private void type(Person person, Tab tab) {
        int column = random.nextInt(Math.max(1, width(tab)));
        int row = 2 + random.nextInt(Math.max(1, tab.grid().height() - 2));
        boolean isTheirs = texts.containsKey(header(tab, column)) && !aliases.containsKey(header(tab, column));
        if (isTheirs
                && row < tab.grid().rowCount()
                && tab.grid().at(row, column).isBlank()) {
            ChaosVerdict.run(tab, row).ifPresent(run -> write(person, tab.title(), row, column, run));
        }
    }

    private void sort(Person person, Tab tab) {
        person.sort(tab.title(), 2, random.nextInt(Math.max(1, width(tab))), random.nextBoolean());
    }

    private static void renameTab(Person person, Tab tab) {
        String title = tab.title().equals(TAB) ? OTHER_TITLE : TAB;
        if (person.book().titled(title).isEmpty()) {
            person.renameTab(tab.title(), title);
        }
    }

    /** Colours some cells below the rows. */
    private void paint(Person person, Tab tab) {
        int row = Math.min(tab.grid().rowCount() - 1, tab.grid().height() + random.nextInt(3));
        Area area = new Area(tab.id(), row, row + 1, 0, 1);
        person.change("repeatCell", request -> {
            request.set("range", area.json());
            request.putObject("cell")
                    .putObject("userEnteredFormat")
                    .putObject("backgroundColor")
                    .put("green", 1);
            request.put("fields", "userEnteredFormat.backgroundColor");
        });
    }

    private void deleteTab(Person person, Tab tab) {
        if (random.nextInt(4) > 0) {
            return;
        }
        texts.clear();
        aliases.clear();
        isTabDeleted = true;
        person.addTab("spare " + ++typed);
        person.deleteTab(tab.title());
    }

    private void write(Person person, String tab, int row, int column, int run) {
        String text = "text " + ++typed;
        person.type(tab, row, column, text);
        texts.put(text, run);
    }

    private static int width(Tab tab) {
        int width = 0;
        for (int column = 0; column < tab.grid().columnCount(); column++) {
            if (!header(tab, column).isEmpty()) {
                width = column + 1;
            }
        }
        return width;
    }

    static String header(Tab tab, int column) {
        Cell cell = tab.grid().at(0, column);
        return cell.content() instanceof Content.Text text ? text.text() : "";
    }

    /** Everything that people typed and that is not where it was. */
    List<String> missing(Tab tab) {
        Map<String, Integer> found = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        Grid grid = tab.grid();
        for (int row = 0; row < grid.height(); row++) {
            int run = row < 2 ? -1 : ChaosVerdict.run(tab, row).orElse(-1);
            for (int column = 0; column < grid.width(row); column++) {
                if (grid.at(row, column).content() instanceof Content.Text text && texts.containsKey(text.text())) {
                    if (found.put(text.text(), run) != null) {
                        wrong.add(text.text() + " is there twice");
                    }
                }
            }
        }
        texts.forEach((text, run) -> {
            if (!found.containsKey(text)) {
                wrong.add(text + " is gone");
            } else if (!found.get(text).equals(run)) {
                wrong.add(text + " was typed beside run " + run + " and is beside " + found.get(text));
            }
        });
        return wrong;
    }
}
