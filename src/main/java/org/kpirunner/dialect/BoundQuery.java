package org.kpirunner.dialect;

import java.time.Instant;
import java.util.List;

/**
 * The text of a query with the current time replaced by literals of a given one.
 *
 * @param origins for each of its characters, and for its end, the offset in the text as it was before
 */
public record BoundQuery(String sql, List<Integer> origins) {
    public BoundQuery {
        origins = List.copyOf(origins);
    }

    /**
     * Binds {@code CURRENT_DATE}, {@code CURRENT_TIMESTAMP}, {@code now()} and so on.
     *
     * @throws SqlProblem if a text, name or comment has no end
     */
    public static BoundQuery of(String sql, Instant asOf) {
        Rewriting.Result result = AsOf.bind(new Text(sql), asOf);
        return new BoundQuery(result.text().characters(), result.origins());
    }
}
