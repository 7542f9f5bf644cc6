package org.kpirunner.dialect;

import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Something in the text of a query that its author should change, and where it stands in it, counted from 1. */
public final class SqlProblem extends KpiException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String what;

    public SqlProblem(Reason reason, int line, int column, String what) {
        super(reason, "line " + line + ", column " + column + ": " + what);
        this.line = line;
        this.column = column;
        this.what = what;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The message without the place, for those who place it in a file. */
    public String what() {
        return what;
    }
}
