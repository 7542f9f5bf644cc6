package org.kpirunner.plan;

import java.time.Duration;
import org.kpirunner.problem.Place;
import org.kpirunner.spec.Kpi;

/**
 * One KPI of a run; the SQL is bound to the run's as-of time.
 *
 * @param usual how long it took the last time; zero if that is not known
 */
public record Step(Kpi kpi, BoundSql bound, Duration usual) {
    public Step(Kpi kpi, BoundSql bound) {
        this(kpi, bound, Duration.ZERO);
    }

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
