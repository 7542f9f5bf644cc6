package org.kpirunner.engine.embedded.execution;

import java.util.List;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Comparison;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.operator.Operator;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A query inside an expression, answered anew for each row that it refers to. */
record SubQuery(RexSubQuery query, Operator operator) {
    Expression expression(List<Expression> operands) {
        SqlKind kind = query.getKind();
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
        if (kind == SqlKind.SOME && operands.size() == 1) {
            return row -> some(operands.get(0).eval(row));
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

    /** Whether the comparison holds for a row; NULL if for none but it might for one. */
    private @Nullable Boolean some(@Nullable Object wanted) {
        @Nullable Object[] pair = new Object[] {wanted, null};
        SqlKind comparison = ((SqlQuantifyOperator) query.getOperator()).comparisonKind;
        Expression holds = Comparison.of(
                comparison,
                new Comparison.Operands(
                        row -> row[0],
                        query.getOperands().get(0).getType(),
                        row -> row[1],
                        query.rel.getRowType().getFieldList().get(0).getType()));
        try (Rows rows = operator.open()) {
            Boolean found = false;
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                pair[1] = row[0];
                Boolean isTrue = (Boolean) holds.eval(pair);
                if (isTrue == null) {
                    found = null;
                } else if (isTrue) {
                    return true;
                }
            }
            return found;
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
