package org.kpirunner.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.problem.Reason;

/** Reads {@code TABLE(…)}, which is there to pass a question through to a source. */
final class TableFunction {
    private static final int PARTS = 3;

    private final Query query;
    private final SqlNode called;

    private TableFunction(Query query, SqlNode called) {
        this.query = query;
        this.called = called;
    }

    /** The table that stands for it. */
    static SqlIdentifier table(SqlCall table, Query query) {
        return new TableFunction(query, table.operand(0)).read(table);
    }

    private SqlIdentifier read(SqlCall table) {
        List<String> names = called instanceof SqlCall call && call.getOperator() instanceof SqlUnresolvedFunction
                ? Objects.requireNonNull(((SqlUnresolvedFunction) call.getOperator()).getSqlIdentifier()).names
                : List.of(called.toString());
        PassThrough.Function function = Arrays.stream(PassThrough.Function.values())
                .filter(one -> names.size() == PARTS
                        && names.get(1).equalsIgnoreCase(PassThrough.SCHEMA)
                        && names.get(2).equalsIgnoreCase(one.text()))
                .findFirst()
                .orElseThrow(() -> problem(Reason.NOT_SUPPORTED, unknown(String.join(".", names))));
        PassThrough passThrough = new PassThrough(function, arguments(function, names.get(0)));
        if (function == PassThrough.Function.QUERY) {
            PassedSql.whyNotReading(passThrough.text()).ifPresent(why -> {
                throw problem(Reason.NOT_READ_ONLY, "in the query that is passed through: " + why);
            });
        }
        return new SqlIdentifier(
                List.of(names.get(0), PassThrough.SCHEMA, passThrough.name()), table.getParserPosition());
    }

    private static String unknown(String name) {
        return "the table function " + name + " is not supported; there are "
                + Arrays.stream(PassThrough.Function.values())
                        .map(function -> function.example("catalog"))
                        .collect(Collectors.joining(" of Postgres, and "))
                + " of Elasticsearch";
    }

    private List<String> arguments(PassThrough.Function function, String catalog) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<SqlNode> operands = ((SqlCall) called).getOperandList();
        for (int i = 0; i < operands.size(); i++) {
            SqlNode operand = operands.get(i);
            boolean isNamed = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            SqlNode value = isNamed ? ((SqlCall) operand).operand(0) : operand;
            String name = isNamed
                    ? ((SqlCall) operand).operand(1).toString()
                    : function.parameters()
                            .get(Math.min(i, function.parameters().size() - 1));
            boolean isText = value instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR;
            if (!isText || given.put(name, ((SqlLiteral) value).getValueAs(String.class)) != null) {
                throw misused(function, catalog);
            }
        }
        if (given.size() != function.parameters().size() || !given.keySet().containsAll(function.parameters())) {
            throw misused(function, catalog);
        }
        return function.parameters().stream().map(given::get).toList();
    }

    private SqlProblem misused(PassThrough.Function function, String catalog) {
        return problem(
                Reason.SYNTAX_ERROR,
                "the table function " + function.text() + " takes texts, as in " + function.example(catalog));
    }

    private SqlProblem problem(Reason reason, String what) {
        return query.problem(reason, called.getParserPosition(), what);
    }
}
