package org.kpirunner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.engine.Engine;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Place;

/** Which queries every engine answers alike as they are, and what the others have to be. */
public final class Portability {
    private Portability() {}

    /**
     * What was found out about one query.
     *
     * @param lines the changes that it needs, and its portable form
     * @param problem why nothing could be found out
     */
    public record Finding(Place place, String kpi, List<String> lines, Optional<KpiException> problem) {}

    /** The queries that are not portable as they are, and those of which nobody can tell. */
    public static List<Finding> of(Plan plan, EngineChoice choice, Parts parts) {
        List<Finding> findings = new ArrayList<>();
        try (Engine engine = parts.engine(choice)) {
            for (Step step : plan.steps()) {
                try {
                    List<String> lines = engine.portable(step);
                    if (!lines.isEmpty()) {
                        findings.add(finding(step, lines, Optional.empty()));
                    }
                } catch (KpiException problem) {
                    findings.add(finding(step, List.of(), Optional.of(problem)));
                }
            }
        }
        return findings;
    }

    private static Finding finding(Step step, List<String> lines, Optional<KpiException> problem) {
        return new Finding(step.kpi().place(), step.kpi().name(), lines, problem);
    }
}
