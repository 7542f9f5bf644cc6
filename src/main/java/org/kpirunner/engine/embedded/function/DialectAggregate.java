package org.kpirunner.engine.embedded.function;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate function as Trino has it; a class of its own, so that Calcite does not rewrite it by the rules of the
 * one of that name which it has itself.
 */
public final class DialectAggregate extends SqlAggFunction {
    private final boolean mayIgnoreNulls;

    DialectAggregate(
            String name,
            SqlKind kind,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            Optionality order) {
        super(
                name,
                null,
                kind,
                returns,
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                order);
        this.mayIgnoreNulls = kind == SqlKind.ARRAY_AGG;
    }

    @Override
    public boolean allowsNullTreatment() {
        return mayIgnoreNulls;
    }
}
