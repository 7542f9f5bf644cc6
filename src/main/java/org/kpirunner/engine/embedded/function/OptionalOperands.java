package org.kpirunner.engine.embedded.function;

import java.util.List;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * Operands of these families, of which the last ones may be missing; Calcite's own way does not look at those that are
 * there if one is missing.
 */
record OptionalOperands(int required, List<SqlTypeFamily> families) implements SqlOperandTypeChecker {
    OptionalOperands {
        families = List.copyOf(families);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean isThrowing) {
        int count = Math.max(required, Math.min(call.getOperandCount(), families.size()));
        return OperandTypes.family(families.subList(0, count)).checkOperandTypes(call, isThrowing);
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.between(required, families.size());
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
        return OperandTypes.family(families).getAllowedSignatures(operator, name);
    }
}
