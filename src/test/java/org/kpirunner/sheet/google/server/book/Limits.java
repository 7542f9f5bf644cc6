package org.kpirunner.sheet.google.server.book;

import org.kpirunner.sheet.google.server.wire.ApiError;

/** What a spreadsheet has room for. */
public final class Limits {
    private static final long CELLS = 10_000_000;
    private static final int COLUMNS = 18_278;
    private static final int CHARACTERS = 50_000;
    private static final int METADATA = 30_000;

    private Limits() {}

    /** Refuses a new size of a tab that the spreadsheet has no room for. */
    public static void checkResize(Book book, Tab tab, int rows, int columns) {
        if (columns > COLUMNS) {
            throw ApiError.invalid("This action would increase the number of columns in the sheet above the limit of "
                    + COLUMNS + " columns.");
        }
        long old = (long) tab.grid().rowCount() * tab.grid().columnCount();
        checkCells(book.cells() - old + (long) rows * columns, book.cells());
    }

    /** Refuses a tab that the spreadsheet has no room for. */
    public static void checkNew(Book book, int rows, int columns) {
        if (columns > COLUMNS) {
            throw ApiError.invalid("This action would increase the number of columns in the sheet above the limit of "
                    + COLUMNS + " columns.");
        }
        checkCells(book.cells() + (long) rows * columns, book.cells());
    }

    private static void checkCells(long cells, long before) {
        if (cells > CELLS && cells > before) {
            throw ApiError.invalid("This action would increase the number of cells in the workbook above the limit of "
                    + CELLS + " cells.");
        }
    }

    public static void checkText(String text) {
        if (text.length() > CHARACTERS) {
            throw ApiError.invalid("Your input contains more than the maximum of 50000 characters in a single cell.");
        }
    }

    /** Refuses metadata beyond the room of its tab or of the spreadsheet itself; nobody published the text. */
    public static void checkMetadata(Book book, Metadata added) {
        int used = book.metadata().values().stream()
                .filter(entry -> sheet(entry.spot()) == sheet(added.spot()))
                .mapToInt(Metadata::length)
                .sum();
        if (used + added.length() > METADATA) {
            throw ApiError.invalid("Exceeded the limit of " + METADATA + " characters of developer metadata.");
        }
    }

    private static long sheet(Metadata.Spot spot) {
        if (spot instanceof Metadata.Spot.OfTab tab) {
            return tab.sheetId();
        }
        return spot instanceof Metadata.Spot.OfLine line ? line.sheetId() : -1;
    }
}
