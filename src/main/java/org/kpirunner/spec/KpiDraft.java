package org.kpirunner.spec;

import java.util.List;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;

/**
 * A kpis.yaml as far as it can be read.
 *
 * @param kpis those that have a name and a query, whatever else is wrong with them, in file order
 * @param mistakes every mistake and warning, in the order of their places
 */
public record KpiDraft(String file, List<Kpi> kpis, List<Mistake> mistakes) {
    public KpiDraft {
        kpis = List.copyOf(kpis);
        mistakes = List.copyOf(mistakes);
    }

    /** @throws MistakesException if there is a mistake */
    KpiFile finished() {
        if (!mistakes.stream().allMatch(Mistake::isWarning)) {
            throw new MistakesException(mistakes);
        }
        return new KpiFile(file, kpis, mistakes);
    }
}
