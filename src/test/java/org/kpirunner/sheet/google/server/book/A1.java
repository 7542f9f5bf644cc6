package org.kpirunner.sheet.google.server.book;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** Ranges as text: what requests may send, and how answers show them. */
public final class A1 {
    private static final Pattern CELLS =
            Pattern.compile("([A-Za-z]{1,3})?([1-9][0-9]{0,8})?(?::([A-Za-z]{1,3})?([1-9][0-9]{0,8})?)?");
    private static final Pattern R1C1 =
            Pattern.compile("(?i)R([1-9][0-9]*)C([1-9][0-9]*)(?::R([1-9][0-9]*)C([1-9][0-9]*))?");
    private static final Pattern LIKE_A_CELL = Pattern.compile("(?i)[A-Z]{1,3}[0-9]+|R[0-9]*C[0-9]*|R[0-9]+|C[0-9]+");
    private static final Pattern PLAIN_TITLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private A1() {}

    /** The area that a range names, cut to the grid; a start outside of the grid is an error. */
    public static Area parse(Book book, String asSent) {
        Area area = find(book, asSent);
        Grid grid = book.tab(area.sheetId()).grid();
        if (area.startRow() >= grid.rowCount() || area.startColumn() >= grid.columnCount()) {
            throw ApiError.invalid("Range (" + exact(book, area) + ") exceeds grid limits. Max rows: " + grid.rowCount()
                    + ", max columns: " + grid.columnCount());
        }
        return area.within(grid);
    }

    /** Whether a range is a single cell, so that what is written there may be larger. */
    public static boolean isOpenForWriting(String asSent) {
        String cells = asSent.substring(asSent.lastIndexOf('!') + 1);
        return cells.indexOf(':') < 0;
    }

    /** The area that a range names, open where the range is. */
    public static Area find(Book book, String asSent) {
        int separator = asSent.lastIndexOf('!');
        if (separator < 0) {
            return withoutTitle(book, asSent);
        }
        Tab tab = book.titled(unquote(asSent.substring(0, separator)))
                .orElseThrow(() -> ApiError.unparseableRange(asSent));
        String rest = asSent.substring(separator + 1);
        return cells(tab, rest)
                .or(() -> named(book, rest).filter(area -> area.sheetId() == tab.id()))
                .orElseThrow(() -> ApiError.unparseableRange(asSent));
    }

    private static Area withoutTitle(Book book, String asSent) {
        if (book.tabs().isEmpty() || asSent.isEmpty()) {
            throw ApiError.unparseableRange(asSent);
        }
        boolean isQuoted = asSent.startsWith("'");
        Optional<Area> plain =
                isQuoted ? Optional.empty() : cells(book.tabs().get(0), asSent).or(() -> named(book, asSent));
        return plain.or(() -> book.titled(unquote(asSent)).map(Area::whole))
                .orElseThrow(() -> ApiError.unparseableRange(asSent));
    }

    private static Optional<Area> named(Book book, String name) {
        return book.names().stream()
                .filter(range -> range.name().equalsIgnoreCase(name))
                .map(Book.NamedRange::area)
                .findFirst();
    }

    private static Optional<Area> cells(Tab tab, String text) {
        Matcher absolute = R1C1.matcher(text);
        if (absolute.matches()) {
            int row = Integer.parseInt(absolute.group(1));
            int column = Integer.parseInt(absolute.group(2));
            return Optional.of(area(
                    tab,
                    row,
                    column,
                    absolute.group(3) == null ? row : Integer.parseInt(absolute.group(3)),
                    absolute.group(4) == null ? column : Integer.parseInt(absolute.group(4))));
        }
        Matcher matcher = CELLS.matcher(text.replace("$", ""));
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        boolean isOneCell = text.indexOf(':') < 0;
        int firstColumn = column(matcher.group(1));
        int firstRow = row(matcher.group(2));
        if (isOneCell) {
            boolean isWhole = firstColumn > 0 && firstRow > 0;
            return isWhole ? Optional.of(area(tab, firstRow, firstColumn, firstRow, firstColumn)) : Optional.empty();
        }
        int lastColumn = column(matcher.group(3));
        int lastRow = row(matcher.group(4));
        boolean isNothing = (firstColumn == 0 && firstRow == 0) || (lastColumn == 0 && lastRow == 0);
        return isNothing ? Optional.empty() : Optional.of(area(tab, firstRow, firstColumn, lastRow, lastColumn));
    }

    /** Numbers count from 1; 0 is open. */
    private static Area area(Tab tab, int firstRow, int firstColumn, int lastRow, int lastColumn) {
        int top = lastRow == 0 ? firstRow : Math.min(firstRow == 0 ? 1 : firstRow, lastRow);
        int left = lastColumn == 0 ? firstColumn : Math.min(firstColumn == 0 ? 1 : firstColumn, lastColumn);
        return new Area(
                tab.id(),
                Math.max(0, top - 1),
                lastRow == 0 ? Integer.MAX_VALUE : Math.max(firstRow, lastRow),
                Math.max(0, left - 1),
                lastColumn == 0 ? Integer.MAX_VALUE : Math.max(firstColumn, lastColumn));
    }

    private static int row(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** A column's number from 1; 0 for none. */
    public static int column(String letters) {
        if (letters == null) {
            return 0;
        }
        int number = 0;
        for (char letter : letters.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            number = number * 26 + letter - 'A' + 1;
        }
        return number;
    }

    /** A column's letters from its index. */
    public static String letters(int index) {
        StringBuilder letters = new StringBuilder();
        for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /** An area as answers show it: one cell alone, the title quoted where it must be. */
    public static String show(Book book, Area area) {
        return quote(book.tab(area.sheetId()).title()) + "!" + cells(area);
    }

    /** The cells of an area without the tab. */
    public static String cells(Area area) {
        String first = letters(area.startColumn()) + (area.startRow() + 1);
        String last = letters(area.endColumn() - 1) + area.endRow();
        return first.equals(last) ? first : first + ":" + last;
    }

    private static String exact(Book book, Area area) {
        Grid grid = book.tab(area.sheetId()).grid();
        return show(
                book,
                new Area(
                        area.sheetId(),
                        area.startRow(),
                        area.endRow() == Integer.MAX_VALUE ? grid.rowCount() : area.endRow(),
                        area.startColumn(),
                        area.endColumn() == Integer.MAX_VALUE ? grid.columnCount() : area.endColumn()));
    }

    /** A title as it stands before the exclamation mark. */
    public static String quote(String title) {
        boolean isPlain = PLAIN_TITLE.matcher(title).matches()
                && !LIKE_A_CELL.matcher(title).matches();
        return isPlain ? title : "'" + title.replace("'", "''") + "'";
    }

    private static String unquote(String title) {
        boolean isQuoted = title.length() >= 2 && title.startsWith("'") && title.endsWith("'");
        return isQuoted ? title.substring(1, title.length() - 1).replace("''", "'") : title;
    }
}
