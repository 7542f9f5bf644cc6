package org.kpirunner.plan;

import org.kpirunner.problem.Place;
import org.kpirunner.spec.Kpi;

/** One KPI of a run; the SQL is bound to the run's as-of time. */
public record Step(Kpi kpi, BoundSql bound) {
    /** A step whose query has nothing to bind. */
    public Step(Kpi kpi, String sql) {
        this(kpi, BoundSql.asWritten(sql));
    }

    public String sql() {
        return bound.text();
    }

    /** Where a line and column of {@link #sql}, counted from 1, stand in kpis.yaml. */
    public Place place(int line, int column) {
        Position written = bound.origin(kpi.sql(), new Position(line, column));
        return kpi.sqlPlaces().at(written.line(), written.column());
    }
}
