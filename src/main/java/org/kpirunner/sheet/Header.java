package org.kpirunner.sheet;

import java.util.List;
import java.util.Optional;

/**
 * The header of a sheet as it was read.
 *
 * @param columns the columns that have a header text, a tag or anything in row 2, from left to right
 * @param width how many columns are in use, counting those that have only data: the next one is made there
 */
public record Header(List<Column> columns, int width) {
    public static final Header EMPTY = new Header(List.of(), 0);

    public Header {
        columns = List.copyOf(columns);
        for (Column column : columns) {
            if (column.index() >= width) {
                throw new IllegalArgumentException("column " + column.index() + " of " + width);
            }
        }
    }

    /**
     * One column.
     *
     * @param index its place, from 0
     * @param text what its header shows; empty when blank
     * @param tag the mark that we left, where the sheet has such marks and we did
     * @param second what stands in row 2, where the {@code Last value} formulas are
     * @param isFixed whether its text must stay as it is whatever kpis.yaml says, as others refer to it
     */
    public record Column(int index, String text, Optional<Tag> tag, Second second, boolean isFixed) {
        public Column(int index, String text, Optional<Tag> tag, Second second) {
            this(index, text, tag, second, false);
        }
    }

    /** What a cell of row 2 holds. */
    public enum Second {
        BLANK,
        /** The text {@code Last value}. */
        LABEL,
        /** The {@code Last value} formula as we write it, for the column in which it stands now. */
        OURS,
        /** Any other formula. */
        FOREIGN,
        /** A value: row 2 may be data. */
        VALUE
    }

    /** A header text as it is compared: trimmed, runs of white space as one blank. */
    public static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                gap = !normal.isEmpty();
            } else {
                normal.append(gap ? " " : "").append(letter);
                gap = false;
            }
        }
        return normal.toString();
    }

    /** The letters by which people know a column: A for 0, Z for 25, AA for 26. */
    public static String letters(int index) {
        StringBuilder letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    /** The place of a column that people know by these letters. */
    public static int index(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            index = index * 26 + letters.charAt(i) - 'A' + 1;
        }
        return index - 1;
    }
}
