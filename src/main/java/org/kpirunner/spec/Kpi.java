package org.kpirunner.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kpirunner.problem.Place;

/**
 * One KPI of kpis.yaml, its defaults filled in.
 *
 * @param name the header of its column: trimmed, on one line
 * @param sql the query as written, with its {@code ${…}}
 * @param place where its name stands in the file
 * @param sqlPlaces where each letter of the query stands in the file, so that an error in it can be placed
 * @param id the stable identity of its column; the name where none was given
 * @param warn what its value must not be, lest people be told
 * @param fail what it must not be at all
 */
public record Kpi(
        String name,
        String sql,
        Place place,
        SqlPlaces sqlPlaces,
        boolean extractCount,
        String id,
        List<String> renamedFrom,
        Optional<String> description,
        Optional<String> unit,
        Optional<String> owner,
        List<String> tags,
        Duration timeout,
        int retries,
        List<String> environments,
        boolean enabled,
        int maxRows,
        Optional<Threshold> warn,
        Optional<Threshold> fail) {
    public Kpi {
        renamedFrom = List.copyOf(renamedFrom);
        tags = List.copyOf(tags);
        environments = List.copyOf(environments);
    }

    /** The threshold that a value has crossed, the worse one of two: {@code fail > 100}; empty where it has not. */
    public Optional<String> crossedBy(BigDecimal value) {
        return fail.filter(threshold -> threshold.isCrossedBy(value))
                .map(threshold -> "fail " + threshold)
                .or(() -> warn.filter(threshold -> threshold.isCrossedBy(value)).map(threshold -> "warn " + threshold));
    }

    /** Whether an id of its own was given, so that its name may change freely. */
    public boolean hasOwnId() {
        return !id.equals(name);
    }
}
