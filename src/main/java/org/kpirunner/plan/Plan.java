package org.kpirunner.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What one run does, all of it bound to one as-of time.
 *
 * @param run the run's id, 12 characters
 * @param steps the KPIs to run, in file order
 * @param skipped the KPIs left alone, in file order
 */
public record Plan(String run, Instant asOf, ZoneId zone, String environment, List<Step> steps, List<Skipped> skipped) {
    public Plan {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
    }

    /** The same plan, whose engine knows how long its KPIs took the last time, by their ids. */
    public Plan expecting(Map<String, Duration> took) {
        List<Step> known = steps.stream()
                .map(step -> new Step(
                        step.kpi(), step.bound(), took.getOrDefault(step.kpi().id(), Duration.ZERO)))
                .toList();
        return new Plan(run, asOf, zone, environment, known, skipped);
    }
}
