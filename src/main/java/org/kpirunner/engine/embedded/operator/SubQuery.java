package org.kpirunner.engine.embedded.operator;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Comparison;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A query inside an expression, answered anew for each row that it refers to. */
record SubQuery(SqlKind kind, Operator operator) {
    Expression expression(List<Expression> operands) {
        if (kind == SqlKind.EXISTS) {
            return row -> exists();
        }
        if (kind == SqlKind.SCALAR_QUERY) {
            return row -> value();
        }
        if (kind == SqlKind.IN) {
            return row ->
                    contains(operands.stream().map(operand -> operand.eval(row)).toArray());
        }
        throw new KpiException(Reason.NOT_SUPPORTED, "a sub-query with " + kind + " is not supported");
    }

    private boolean exists() {
        try (Rows rows = operator.open()) {
            return rows.next() != null;
        }
    }

    private @Nullable Object value() {
        try (Rows rows = operator.open()) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                return null;
            }
            if (rows.next() != null) {
                throw new KpiException(
                        Reason.QUERY_FAILED,
                        "a sub-query that stands for one value has more than one row; aggregate it or limit it to one");
            }
            return row[0];
        }
    }

    /** Whether a row is equal; NULL if none is but one might be. */
    private @Nullable Boolean contains(@Nullable Object[] wanted) {
        try (Rows rows = operator.open()) {
            Boolean found = false;
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                Boolean isEqual = Comparison.equal(wanted, row);
                if (isEqual == null) {
                    found = null;
                } else if (isEqual) {
                    return true;
                }
            }
            return found;
        }
    }
}
