package org.kpirunner.sheet;

import java.util.List;
import java.util.Optional;
import org.kpirunner.table.Json;
import org.kpirunner.table.Value;

/**
 * One KPI's part of a row.
 *
 * @param id the stable identity of its column
 * @param name the header that its column should have
 * @param renamedFrom earlier names whose column it takes over
 * @param headerNote description and unit, for a header that is created, where the sheet has notes
 * @param value what the cell gets; arrays and objects become JSON text; never NaN or infinite; {@link Value#NOTHING} leaves it blank
 * @param note why there is no value, for the cell, where the sheet has notes
 */
public record Entry(
        String id,
        String name,
        List<String> renamedFrom,
        Optional<String> headerNote,
        Value value,
        Optional<String> note) {
    public Entry {
        renamedFrom = List.copyOf(renamedFrom);
        if (value instanceof Value.Real real && !Double.isFinite(real.number())) {
            throw new IllegalArgumentException("no cell can hold " + real.number());
        }
        if (value instanceof Value.Items || value instanceof Value.Fields) {
            value = new Value.Text(Json.of(value));
        }
    }
}
