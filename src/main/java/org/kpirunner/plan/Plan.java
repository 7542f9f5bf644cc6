package org.kpirunner.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

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
}
