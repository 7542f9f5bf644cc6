package org.kpirunner.plan;

import java.util.List;
import org.kpirunner.problem.Place;
import org.kpirunner.spec.Kpi;

/** One KPI of a run; the SQL is bound to the run's as-of time. */
public record Step(Kpi kpi, BoundSql bound) {
    /** A step whose query has nothing to bind. */
    public Step(Kpi kpi, String sql) {
        this(kpi, new BoundSql(sql, List.of()));
    }

    public String sql() {
        return bound.text();
    }

    /** Where a line and column of {@link #sql} stand in kpis.yaml. */
    public Place place(int line, int column) {
        return kpi.sqlPlaces().at(line, bound.writtenColumn(line, column));
    }
}
