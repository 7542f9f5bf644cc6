package org.kpirunner.plan;

/** A place in a text of lines, counted from 1. */
record Position(int line, int column) {
    static Position of(String text, int offset) {
        String before = text.substring(0, offset);
        int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
        return new Position(line, offset - before.lastIndexOf('\n'));
    }

    /** The offset of this place in a text, or the text's end if it does not reach that far. */
    int offset(String text) {
        int start = 0;
        for (int before = 1; before < line; before++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return text.length();
            }
        }
        return Math.min(start + column - 1, text.length());
    }
}
