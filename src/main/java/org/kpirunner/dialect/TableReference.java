package org.kpirunner.dialect;

import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A table as a query names it, and where it does so first; to be placed with {@link Query#problem}. */
public record TableReference(List<String> names, SqlParserPos at) {
    public TableReference {
        names = List.copyOf(names);
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
