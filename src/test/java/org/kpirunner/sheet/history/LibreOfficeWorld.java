package org.kpirunner.sheet.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.sheet.Sheet;

/** A workbook, and people who change it with LibreOffice. */
final class LibreOfficeWorld implements World {
    private static final int FIRST_DATA = 2;

    private final World workbook;
    private final LibreOffice office;

    /** What people did since they opened it; all is saved at once. */
    private final List<String> steps = new ArrayList<>();

    LibreOfficeWorld(Path folder, LibreOffice office) {
        this.workbook = new XlsxWorld(folder);
        this.office = office;
    }

    @Override
    public Sheet sheet() throws IOException {
        save();
        return workbook.sheet();
    }

    @Override
    public Path file() throws IOException {
        save();
        return workbook.file();
    }

    @Override
    public String tab() {
        return workbook.tab();
    }

    @Override
    public boolean hasTags() {
        return true;
    }

    @Override
    public boolean hasNotes() {
        return true;
    }

    @Override
    public void arrange(List<Integer> order) {
        int fresh = order.indexOf(-1);
        if (fresh >= 0) {
            steps.add("insert|" + fresh);
            return;
        }
        for (int place = 0; place < order.size(); place++) {
            int from = order.get(place);
            if (from != place) {
                steps.add(step(order, place, from));
                return;
            }
        }
        // All that is left stands where it stood: one behind it was deleted, if any; a blank one makes no difference.
        steps.add("delete|" + order.size());
    }

    /** The first column that is not where it was: its neighbour was deleted, or moved behind, or it came from behind. */
    private static String step(List<Integer> order, int place, int from) {
        if (!order.contains(place)) {
            return "delete|" + place;
        }
        boolean cameFromBehind = from > place + 1 || order.indexOf(place) == place + 1;
        return cameFromBehind ? "move|" + from + "|" + place : "move|" + place + "|" + order.indexOf(place);
    }

    @Override
    public void header(int column, String text) {
        steps.add("text|" + column + "|0|" + text);
    }

    @Override
    public void cell(int column, int row, String text) {
        steps.add("text|" + column + "|" + (FIRST_DATA + row) + "|" + text);
    }

    @Override
    public void note(int column, int row, String text) {
        steps.add("note|" + column + "|" + (FIRST_DATA + row) + "|" + text);
    }

    @Override
    public boolean sort(int column, int width, int rows) {
        steps.add("sort|" + column + "|" + width + "|" + rows);
        return true;
    }

    @Override
    public Shown read() throws IOException {
        save();
        return workbook.read();
    }

    private void save() throws IOException {
        if (!steps.isEmpty()) {
            office.edit(workbook.file(), steps);
            steps.clear();
        }
    }
}
