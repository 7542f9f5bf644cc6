package org.kpirunner.engine.embedded.function;

import java.util.function.BiPredicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A sign of the standard that the dialect has for more types, and that becomes the one that is meant. */
final class BinaryOverload extends SqlBinaryOperator {
    /** The standard wants to be told in which unit, and has no such sign. */
    static final SqlFunction TIME_BETWEEN = function("-", Signatures.TIME_BETWEEN, SqlTypeFamily.DATETIME);

    /** The standard has remainders of whole numbers and decimals only. */
    static final SqlFunction REMAINDER_OF_REALS = function("%", ReturnTypes.LEAST_RESTRICTIVE, SqlTypeFamily.NUMERIC);

    static final SqlBinaryOperator MINUS = new BinaryOverload(
            SqlStdOperatorTable.MINUS,
            TIME_BETWEEN,
            (left, right) -> SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isDatetime(right));
    static final SqlBinaryOperator REMAINDER = new BinaryOverload(
            SqlStdOperatorTable.PERCENT_REMAINDER,
            REMAINDER_OF_REALS,
            (left, right) -> SqlTypeUtil.isNumeric(left)
                    && SqlTypeUtil.isNumeric(right)
                    && (SqlTypeUtil.isApproximateNumeric(left) || SqlTypeUtil.isApproximateNumeric(right)));

    private final SqlBinaryOperator standard;
    private final SqlOperator other;
    private final BiPredicate<RelDataType, RelDataType> isOther;

    private BinaryOverload(
            SqlBinaryOperator standard, SqlOperator other, BiPredicate<RelDataType, RelDataType> isOther) {
        super(
                standard.getName(),
                standard.getKind(),
                standard.getLeftPrec(),
                true,
                standard.getReturnTypeInference(),
                standard.getOperandTypeInference(),
                standard.getOperandTypeChecker());
        this.standard = standard;
        this.other = other;
        this.isOther = isOther;
    }

    private static SqlFunction function(String name, SqlReturnTypeInference returns, SqlTypeFamily operands) {
        return new SqlFunction(
                name,
                SqlKind.OTHER_FUNCTION,
                returns,
                null,
                OperandTypes.family(operands, operands),
                SqlFunctionCategory.SYSTEM);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        RelDataType left = validator.deriveType(scope, call.operand(0));
        RelDataType right = validator.deriveType(scope, call.operand(1));
        SqlOperator meant = isOther.test(left, right) ? other : standard;
        ((SqlBasicCall) call).setOperator(meant);
        return meant.deriveType(validator, scope, call);
    }
}
