package org.kpirunner.dialect;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** A query that only reads: one statement, parsed. */
public final class Query {
    private final String sql;
    private final SqlNode node;

    private Query(String sql, SqlNode node) {
        this.sql = sql;
        this.node = node;
    }

    /**
     * Reads one SELECT, WITH, VALUES or TABLE statement.
     *
     * @throws SqlProblem that says what is wrong and where, if it is anything else
     */
    public static Query parse(String sql) {
        return new Query(sql, Parser.parse(sql));
    }

    public String sql() {
        return sql;
    }

    /** Its syntax tree, which the caller may change. */
    public SqlNode node() {
        return node;
    }

    /** The names after FROM and JOIN, as written and each once, without those that the query itself defines. */
    public List<List<String>> tables() {
        return TableNames.of(node);
    }
}
