package org.kpirunner.engine.trino;

import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A problem with a part of a query, which another step with the same query has at a place of its own. */
final class PlacedProblem extends KpiException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String what;

    /** A problem at a line and column of a step's query, counted from 1. */
    PlacedProblem(Step step, int line, int column, Reason reason, String what, Throwable cause) {
        super(reason, step.place(line, column) + ": " + what, cause);
        this.line = line;
        this.column = column;
        this.what = what;
    }

    PlacedProblem of(Step other) {
        return new PlacedProblem(other, line, column, reason(), what, this);
    }
}
