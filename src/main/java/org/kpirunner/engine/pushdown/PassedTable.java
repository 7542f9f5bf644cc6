package org.kpirunner.engine.pushdown;

import java.util.List;
import org.kpirunner.dialect.PassThrough;

/** The answer to a question that a source gets as it is written, as a table. */
public record PassedTable(TableName name, List<ColumnMetadata> columns, PassThrough asked) implements TableMetadata {
    public PassedTable {
        columns = List.copyOf(columns);
    }
}
