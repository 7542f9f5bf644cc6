package org.kpirunner.dialect.portable;

import java.util.List;
import java.util.Optional;

/**
 * What a query has to know of one table, as a query over this table alone.
 *
 * @param table the names of the table
 * @param sql asks for groups and counts
 * @param columns the names that its columns have in the query around it, in their order
 * @param isRepeated whether its last column, which has no such name, says how often each row is there
 */
public record TableQuestion(List<String> table, String sql, List<String> columns, boolean isRepeated) {
    public TableQuestion {
        table = List.copyOf(table);
        columns = List.copyOf(columns);
    }

    /** Finds another relation that answers questions. */
    @FunctionalInterface
    public interface Answers {
        /** A query in parentheses with the named columns; empty if there is none that is sure to answer the same. */
        Optional<String> to(TableQuestion question);
    }
}
