package org.kpirunner.spec;

import java.util.List;
import org.kpirunner.problem.Mistake;

/** A kpis.yaml without mistakes: its KPIs in file order, and what its author may want to look at. */
public record KpiFile(String file, List<Kpi> kpis, List<Mistake> warnings) {
    public KpiFile {
        kpis = List.copyOf(kpis);
        warnings = List.copyOf(warnings);
    }
}
