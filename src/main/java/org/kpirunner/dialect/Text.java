package org.kpirunner.dialect;

import org.kpirunner.problem.Reason;

/** The text of a query, where offsets become lines and columns that count from 1. */
record Text(String characters) {
    SqlProblem problem(Reason reason, int offset, String what) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(offset, characters.length()); i++) {
            if (endsLine(i)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new SqlProblem(reason, line, offset - lineStart + 1, what);
    }

    /** The offset of a place, or the end of the text if there is no such place. */
    int offset(int line, int column) {
        int lineStart = 0;
        for (int rest = line - 1, i = 0; rest > 0 && i < characters.length(); i++) {
            if (endsLine(i)) {
                rest--;
                lineStart = i + 1;
            }
        }
        return Math.min(lineStart + column - 1, characters.length());
    }

    /** Windows' pair of carriage return and line feed ends a line once. */
    private boolean endsLine(int i) {
        char c = characters.charAt(i);
        boolean pair = c == '\r' && i + 1 < characters.length() && characters.charAt(i + 1) == '\n';
        return c == '\n' || (c == '\r' && !pair);
    }
}
