package org.kpirunner.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Row;

/**
 * How one run went.
 *
 * @param dateTime the as-of time as wall time in the run's zone
 * @param results every KPI of the file in its order, those that were left alone too
 */
public record Report(
        String run,
        Instant asOf,
        LocalDateTime dateTime,
        String environment,
        String engine,
        List<Result> results,
        Duration took) {
    public Report {
        results = List.copyOf(results);
    }

    public boolean hasFailures() {
        return results.stream().anyMatch(result -> result.status().isFailure());
    }

    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** The header line and the row, as they would land in a CSV sheet that is empty. */
    public String csv(Parts parts) {
        return parts.csv(row());
    }

    /** The row as it should land; a KPI that was left alone has no part in it. */
    Row row() {
        return new Row(
                run,
                dateTime,
                results.stream().map(Result::entry).flatMap(Optional::stream).toList());
    }
}
