package org.kpirunner.engine.embedded;

import java.util.List;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;

/** A table, view, materialized view, partitioned or foreign table of Postgres. */
record PostgresTable(TableName name, List<ColumnMetadata> columns) implements TableMetadata {
    PostgresTable {
        columns = List.copyOf(columns);
    }
}
