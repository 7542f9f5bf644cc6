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
    private final boolean isTabMadeAgain;
    /** Each text that a person typed, and the run in whose row; -1 above the rows. */
    private final Map<String, Integer> texts = new HashMap<>();

    private final Map<String, Integer> aliases = new HashMap<>();
    private final Gone gone = new Gone(new HashSet<>(), new HashSet<>());
    private int typed;

    /** @param isTabMadeAgain whether they put a blank tab in the place of one that they delete */
    ChaosPeople(Random random, boolean isTabMadeAgain) {
        this.random = random;
        this.isTabMadeAgain = isTabMadeAgain;
    }

    Map<String, Integer> texts() {
        return texts;
    }

    /** The KPI of each header that a person wrote over ours. */
    Map<String, Integer> aliases() {
        return aliases;
    }

    /** What they deleted: whole rows by their runs, and cells. */
    record Gone(Set<Integer> runs, Set<ChaosRun.Origin> cells) {}

    Gone gone() {
        return gone;
    }

    /** One thing that a person does. */
    void act(Person person) {
        Optional<Tab> found = tab(person.book());
        if (found.isEmpty()) {
            return;
        }
        Tab tab = found.get();
        switch (random.nextInt(16)) {
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
            case 13 -> deleteRow(person, tab);
            case 14 -> tick(person, tab);
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
        for (int row = 0; row < tab.grid().height(); row++) {
            takeAway(tab.grid().at(row, column));
        }
        person.deleteColumns(tab.title(), column, 1);
    }

    private void deleteRow(Person person, Tab tab) {
        int row = 2 + random.nextInt(Math.max(1, tab.grid().height() - 2));
        if (row < tab.grid().rowCount()) {
            takeAway(tab, row);
            person.deleteRows(tab.title(), row, 1);
        }
    }

    private void takeAway(Tab tab, int row) {
        ChaosVerdict.run(tab, row).ifPresent(gone.runs()::add);
        for (int column = 0; column < tab.grid().width(row); column++) {
            Cell cell = tab.grid().at(row, column);
            // While it is not put right yet, its time may stand elsewhere.
            ChaosRun.origin(ChaosVerdict.text(cell.content()))
                    .ifPresent(origin -> gone.runs().add(origin.run()));
            takeAway(cell);
        }
    }

    private void takeAway(Cell cell) {
        String text = ChaosVerdict.text(cell.content());
        said(cell).forEach(texts::remove);
        ChaosRun.origin(text).ifPresent(gone.cells()::add);
        ChaosRun.originOfNote(cell.more().path("note").asText()).ifPresent(gone.cells()::add);
    }

    /** A checkbox of theirs, or an empty text, somewhere below the rows. */
    private void tick(Person person, Tab tab) {
        int column = random.nextInt(Math.max(1, width(tab)));
        int row = tab.grid().height() + random.nextInt(3);
        if (isTheirs(tab, column) && row < tab.grid().rowCount()) {
            boolean isCheckbox = random.nextBoolean();
            person.enter(tab.title(), row, column, isCheckbox ? new Content.Flag(false) : new Content.Text(""));
            if (isCheckbox) {
                Area area = new Area(tab.id(), row, row + 1, column, column + 1);
                person.change("setDataValidation", request -> {
                    request.set("range", area.json());
                    request.putObject("rule").putObject("condition").put("type", "BOOLEAN");
                });
            }
        }
    }

    private boolean isTheirs(Tab tab, int column) {
        String header = header(tab, column);
        return texts.containsKey(header) && !aliases.containsKey(header);
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
        if (isTheirs(tab, column)
                && row < tab.grid().rowCount()
                && tab.grid().at(row, column).isEmpty()) {
            ChaosVerdict.run(tab, row).ifPresent(run -> {
                String text = "text " + ++typed;
                texts.put(text, run);
                switch (random.nextInt(3)) {
                    case 0 -> person.type(tab.title(), row, column, text);
                    case 1 -> person.type(tab.title(), row, column, "=\"" + text + "\"");
                    default -> person.note(tab.title(), row, column, text);
                }
            });
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
        for (int row = 0; row < tab.grid().height(); row++) {
            takeAway(tab, row);
        }
        texts.clear();
        person.addTab("spare " + ++typed);
        person.deleteTab(tab.title());
        if (isTabMadeAgain && person.book().titled(TAB).isEmpty()) {
            person.addTab(TAB);
        }
    }

    private void write(Person person, String tab, int row, int column, int run) {
        String text = "text " + ++typed;
        person.type(tab, row, column, text);
        texts.put(text, run);
    }

    static int width(Tab tab) {
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

    /** What people typed into a cell: as a text, as a formula, as a note. */
    private static List<String> said(Cell cell) {
        List<String> said = new ArrayList<>();
        if (cell.content() instanceof Content.Text text) {
            said.add(text.text());
        } else if (cell.content() instanceof Content.Formula formula) {
            said.add(formula.text().replaceAll("[=\"]", ""));
        }
        said.add(cell.more().path("note").asText());
        return said;
    }

    /** Everything that people typed and that is not where it was. */
    List<String> missing(Book book) {
        Map<String, Integer> found = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        book.tabs().forEach(tab -> find(tab, found, wrong));
        texts.forEach((text, run) -> {
            if (!found.containsKey(text)) {
                wrong.add(text + " is gone");
            } else if (!found.get(text).equals(run)) {
                wrong.add(text + " was typed beside run " + run + " and is beside " + found.get(text));
            }
        });
        return wrong;
    }

    private void find(Tab tab, Map<String, Integer> found, List<String> wrong) {
        Grid grid = tab.grid();
        for (int row = 0; row < grid.height(); row++) {
            int run = row < 2 ? -1 : ChaosVerdict.run(tab, row).orElse(-1);
            for (int column = 0; column < grid.width(row); column++) {
                for (String text : said(grid.at(row, column))) {
                    if (texts.containsKey(text) && found.put(text, run) != null) {
                        wrong.add(text + " is there twice");
                    }
                }
            }
        }
    }
}
