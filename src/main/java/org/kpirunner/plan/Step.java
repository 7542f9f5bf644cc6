package org.kpirunner.plan;

import org.kpirunner.spec.Kpi;

/** One KPI of a run; the SQL is bound to the run's as-of time. */
public record Step(Kpi kpi, String sql) {}
