package org.kpirunner.engine.pushdown.postgres;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;

/** What expressions can refer to: the fields of their input, and those of the queries around a sub-query. */
record Scope(List<Sql> fields, Map<CorrelationId, List<Sql>> outer) {
    Scope {
        fields = List.copyOf(fields);
        outer = Map.copyOf(outer);
    }

    /** What a sub-query can refer to when it calls the fields here by these variables. */
    Map<CorrelationId, List<Sql>> within(Iterable<CorrelationId> variables) {
        Map<CorrelationId, List<Sql>> all = new HashMap<>(outer);
        variables.forEach(variable -> all.put(variable, fields));
        return all;
    }
}
