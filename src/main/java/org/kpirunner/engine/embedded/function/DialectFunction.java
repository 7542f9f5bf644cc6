package org.kpirunner.engine.embedded.function;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/**
 * A function with the name and the signature that Trino gives it; a class of its own, so that Calcite does not take it
 * for the function of another dialect that has the same name.
 */
public final class DialectFunction extends SqlFunction {
    public DialectFunction(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        super(name, SqlKind.OTHER_FUNCTION, returns, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
