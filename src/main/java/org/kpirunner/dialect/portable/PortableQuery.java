package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import org.kpirunner.dialect.Query;

/**
 * A query as Trino has to be asked, so that it answers as the embedded engine does.
 *
 * @param origins for each character of the text, and for its end, the offset in the query as it was
 * @param changes what was changed, as lines for people; empty if the query is portable as it is
 */
public record PortableQuery(String sql, List<Integer> origins, List<String> changes) {
    public PortableQuery {
        origins = List.copyOf(origins);
        changes = List.copyOf(changes);
    }

    /** The changes and the changed query, for people; empty if there are none. */
    public List<String> asLines() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(changes);
        sql.strip().lines().forEach(line -> lines.add("    " + line));
        return lines;
    }

    /** The portable form of a query over tables whose columns are known. */
    public static PortableQuery of(Query query, TableColumns tables) {
        Edits edits = new Edits(query);
        Spelling.correct(edits);
        new Statements(edits, tables).visit(query.node());
        return edits.result();
    }
}
