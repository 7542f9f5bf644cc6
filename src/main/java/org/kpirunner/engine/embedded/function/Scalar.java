package org.kpirunner.engine.embedded.function;

import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** An operator or function that makes one value of some: how the validator knows it, and what it computes. */
record Scalar(SqlOperator operator, Evaluation evaluation) {
    /** A function of our own. */
    static Scalar of(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, Evaluation evaluation) {
        return new Scalar(new DialectFunction(name, returns, operands), evaluation);
    }
}
