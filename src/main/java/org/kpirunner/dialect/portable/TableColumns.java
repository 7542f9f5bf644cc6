package org.kpirunner.dialect.portable;

import java.util.List;
import java.util.Map;

/** Tells the columns of tables. */
@FunctionalInterface
public interface TableColumns {
    /** The columns of a table by their names in lower case; empty for a table that is not known. */
    Map<String, ColumnKind> of(List<String> table);
}
