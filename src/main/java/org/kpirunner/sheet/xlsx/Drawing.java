package org.kpirunner.sheet.xlsx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What must be known of a drawing of notes to lengthen it.
 *
 * @param end how many bytes come before its closing tag
 * @param lastShape the highest number among its shapes, else what Excel begins with
 * @param hasShapeType whether it says how a note is shaped
 */
record Drawing(long end, int lastShape, boolean hasShapeType) {
    static final String SHAPE_ID = "_x0000_s";

    private static final int FIRST_SHAPE = 1024;
    private static final String END = "</xml>";
    private static final String SHAPE_TYPE = "id=\"_x0000_t202\"";

    static Drawing of(Parts parts, String part) throws IOException {
        long end = -1;
        int lastShape = FIRST_SHAPE;
        boolean hasShapeType = false;
        StringBuilder window = new StringBuilder();
        try (InputStream in = new BufferedInputStream(parts.open(part))) {
            long place = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                place++;
                boolean isDigit = read >= '0' && read <= '9';
                window.append((char) read);
                if (read == '>' && endsWith(window, END)) {
                    end = place - END.length();
                } else if (read == '"' && endsWith(window, SHAPE_TYPE)) {
                    hasShapeType = true;
                } else if (isDigit) {
                    lastShape = Math.max(lastShape, shape(window));
                }
                if (window.length() > 64) {
                    window.delete(0, window.length() - 32);
                }
            }
        }
        if (end < 0) {
            throw new IOException("its drawing of notes, " + part + ", has no end");
        }
        return new Drawing(end, lastShape, hasShapeType);
    }

    private static boolean endsWith(StringBuilder window, String text) {
        int start = window.length() - text.length();
        return start >= 0 && window.indexOf(text, start) == start;
    }

    /** The number of the shape at whose id the window ends; 0 where it does not. */
    private static int shape(StringBuilder window) {
        int digits = window.length();
        while (digits > 0 && Character.isDigit(window.charAt(digits - 1))) {
            digits--;
        }
        int start = digits - SHAPE_ID.length();
        boolean isId = start >= 0 && window.indexOf(SHAPE_ID, start) == start && window.length() - digits < 9;
        return isId ? Integer.parseInt(window.substring(digits)) : 0;
    }
}
