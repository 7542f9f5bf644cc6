package org.kpirunner.engine.embedded.function;

import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The single list of the operators and functions that the dialect has. */
public final class Functions {
    private Functions() {}

    /** What the validator resolves names against. */
    public static SqlOperatorTable operatorTable() {
        return SqlStdOperatorTable.instance();
    }
}
