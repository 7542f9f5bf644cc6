package org.kpirunner.engine.pushdown;

/** The name of a table within its catalog, as its source has it or as a query wrote it. */
public record TableName(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
