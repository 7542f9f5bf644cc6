package org.kpirunner.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one KPI of a run ended.
 *
 * @param kpi the stable identity of its column
 * @param name its name at the time
 * @param unit empty where it has none
 * @param status {@code ok}, {@code failed} or {@code timeout}
 * @param value the typed value as JSON; empty when it failed
 * @param reason the short code
 * @param error the sentence for people
 * @param crossed the threshold of kpis.yaml that the value has crossed: {@code warn > 100} or {@code fail > 500}
 * @param queries ids under which the sources know its queries
 */
public record KpiOutcome(
        String kpi,
        String name,
        String unit,
        String status,
        Optional<String> value,
        Optional<String> reason,
        Optional<String> error,
        Optional<String> crossed,
        Duration took,
        int attempts,
        List<String> sources,
        List<String> queries) {
    public KpiOutcome {
        sources = List.copyOf(sources);
        queries = List.copyOf(queries);
    }
}
