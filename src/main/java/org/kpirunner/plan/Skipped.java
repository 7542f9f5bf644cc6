package org.kpirunner.plan;

import org.kpirunner.problem.Reason;
import org.kpirunner.spec.Kpi;

/** A KPI of the file that this run leaves alone: disabled, not selected, or of another environment. */
public record Skipped(Kpi kpi, Reason reason) {}
