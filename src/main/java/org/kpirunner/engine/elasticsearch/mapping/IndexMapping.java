package org.kpirunner.engine.elasticsearch.mapping;

import java.util.List;

/**
 * What a table is on the server.
 *
 * @param target the name to search: an index, an alias, a data stream or a pattern
 * @param fields the columns, the hidden ones last
 */
public record IndexMapping(String target, List<Field> fields) {
    public IndexMapping {
        fields = List.copyOf(fields);
    }

    /** Whether searches that were made for this mapping mean the same with a later one, which may have more fields. */
    public boolean stillHolds(IndexMapping later) {
        return target.equals(later.target) && Field.allStillHold(fields, later.fields);
    }
}
