package org.kpirunner.sheet.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kpirunner.sheet.Sheet;

/** A real sheet in a file, and what people can do to it with their own programs. */
interface World {
    Sheet sheet() throws IOException;

    Path file() throws IOException;

    /** The tab of the sheet; empty where files have none. */
    String tab();

    /** Whether columns carry tags, so that people may rename headers. */
    boolean hasTags();

    /** Whether cells have notes. */
    boolean hasNotes();

    /**
     * Moves, deletes and inserts columns.
     *
     * @param order the present place of each column to be; -1 is a new one without anything in it
     */
    void arrange(List<Integer> order) throws IOException;

    void header(int column, String text) throws IOException;

    /**
     * Writes a cell.
     *
     * @param row among the data, from 0
     */
    void cell(int column, int row, String text) throws IOException;

    void note(int column, int row, String text) throws IOException;

    /** Sorts the rows by a column, the greatest first; false where this world's people do not do that. */
    default boolean sort(int column, int width, int rows) throws IOException {
        return false;
    }

    /** What the sheet shows. */
    Shown read() throws IOException;

    /**
     * What a sheet shows; all lines may have blank texts at their ends.
     *
     * @param lastValues what the formulas of row 2 gave; empty where there are none
     * @param notes as "column,row: text"
     */
    record Shown(List<String> header, List<String> lastValues, List<List<String>> rows, List<String> notes) {
        static String at(List<String> line, int column) {
            return column < line.size() ? line.get(column) : "";
        }
    }
}
