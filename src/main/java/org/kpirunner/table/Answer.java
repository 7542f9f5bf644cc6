package org.kpirunner.table;

import java.util.List;

/** What a query answered: its columns, and its rows with one value a column. */
public record Answer(List<Column> columns, List<List<Value>> rows) {
    public Answer {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Value> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " values for " + columns.size() + " columns");
            }
        }
    }
}
