package org.kpirunner.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.kpirunner.dialect.BoundQuery;

/**
 * A query bound to a time.
 *
 * @param origins for each character of the text, and for its end, the offset in the query as written
 */
public record BoundSql(String text, List<Integer> origins) {
    public BoundSql {
        if (origins.size() != text.length() + 1) {
            throw new IllegalArgumentException("every character has one origin");
        }
        origins = List.copyOf(origins);
    }

    /** A query with nothing to bind. */
    static BoundSql asWritten(String text) {
        return new BoundSql(
                text, IntStream.rangeClosed(0, text.length()).boxed().toList());
    }

    /** This text bound once more. */
    BoundSql then(BoundQuery bound) {
        return new BoundSql(
                bound.sql(), bound.origins().stream().map(origins::get).toList());
    }

    /** Where a place of the text was in the query as written. */
    Position origin(String written, Position position) {
        return Position.of(written, origins.get(position.offset(text)));
    }
}
