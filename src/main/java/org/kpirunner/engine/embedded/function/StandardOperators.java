package org.kpirunner.engine.embedded.function;

import static org.kpirunner.engine.embedded.function.Evaluation.one;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.kpirunner.engine.embedded.expression.Arithmetic;
import org.kpirunner.engine.embedded.expression.Casting;
import org.kpirunner.engine.embedded.expression.Comparison;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.Logic;
import org.kpirunner.engine.embedded.value.Ordering;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Logic, comparisons, arithmetic, casts and choices: what SQL has signs and key words for. */
final class StandardOperators {
    /** The one of the standard takes no dates beside times, and no uuids beside texts. */
    private static final SqlFunction COALESCE = new SqlFunction(
            "COALESCE",
            SqlKind.COALESCE,
            Signatures.COMMON_OR_TEXT.andThen(SqlTypeTransforms.LEAST_NULLABLE),
            null,
            Signatures.SEVERAL,
            SqlFunctionCategory.SYSTEM);

    private StandardOperators() {}

    static List<Scalar> list() {
        List<Scalar> list = new ArrayList<>(List.of(
                new Scalar(SqlStdOperatorTable.AND, (call, operands) -> Logic.and(operands)),
                new Scalar(SqlStdOperatorTable.OR, (call, operands) -> Logic.or(operands)),
                new Scalar(SqlStdOperatorTable.NOT, (call, operands) -> Logic.not(operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_NULL, (call, operands) -> Logic.isNull(operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_UNKNOWN, (call, operands) -> Logic.isNull(operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_NOT_NULL, (call, operands) -> Logic.isNotNull(operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_NOT_UNKNOWN, (call, operands) -> Logic.isNotNull(operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_TRUE, (call, operands) -> Logic.is(true, operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_FALSE, (call, operands) -> Logic.is(false, operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_NOT_TRUE, (call, operands) -> Logic.isNot(true, operands.get(0))),
                new Scalar(SqlStdOperatorTable.IS_NOT_FALSE, (call, operands) -> Logic.isNot(false, operands.get(0))),
                new Scalar(
                        SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                        (call, operands) -> Comparison.identity(true, pair(call, operands))),
                new Scalar(
                        SqlStdOperatorTable.IS_DISTINCT_FROM,
                        (call, operands) -> Comparison.identity(false, pair(call, operands))),
                new Scalar(SqlStdOperatorTable.CASE, (call, operands) -> Logic.choose(results(call, operands))),
                new Scalar(COALESCE, (call, operands) -> Logic.coalesce(conformed(call, operands))),
                new Scalar(SqlStdOperatorTable.NULLIF, StandardOperators::nullIf),
                new Scalar(SqlStdOperatorTable.CAST, StandardOperators::cast),
                new Scalar(SqlLibraryOperators.TRY_CAST, StandardOperators::tryCast),
                new Scalar(SqlLibraryOperators.SAFE_CAST, StandardOperators::tryCast),
                new Scalar(SqlStdOperatorTable.UNARY_MINUS, StandardOperators::negate),
                new Scalar(SqlStdOperatorTable.UNARY_PLUS, one(x -> x)),
                Scalar.of(
                        "TRY",
                        ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                        Signatures.of(SqlTypeFamily.ANY),
                        (call, operands) -> attempt(operands.get(0))),
                Scalar.of(
                        "GREATEST",
                        Signatures.COMMON,
                        Signatures.SEVERAL,
                        (call, operands) -> extreme(1, conformed(call, operands))),
                Scalar.of(
                        "LEAST",
                        Signatures.COMMON,
                        Signatures.SEVERAL,
                        (call, operands) -> extreme(-1, conformed(call, operands)))));
        for (SqlBinaryOperator operator : List.of(
                SqlStdOperatorTable.EQUALS,
                SqlStdOperatorTable.NOT_EQUALS,
                SqlStdOperatorTable.LESS_THAN,
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                SqlStdOperatorTable.GREATER_THAN,
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL)) {
            list.add(new Scalar(operator, (call, operands) -> Comparison.of(operator.getKind(), pair(call, operands))));
        }
        for (SqlBinaryOperator operator : List.of(
                SqlStdOperatorTable.PLUS,
                SqlStdOperatorTable.MINUS,
                SqlStdOperatorTable.MULTIPLY,
                SqlStdOperatorTable.DIVIDE,
                SqlStdOperatorTable.PERCENT_REMAINDER)) {
            list.add(new Scalar(operator, StandardOperators::arithmetic));
        }
        list.add(new Scalar(SqlStdOperatorTable.MOD, StandardOperators::arithmetic));
        list.add(new Scalar(
                BinaryOverload.REMAINDER_OF_REALS,
                (call, operands) -> Arithmetic.of(SqlKind.MOD, call.getType(), operands.get(0), operands.get(1))));
        list.add(new Scalar(BinaryOverload.TIME_BETWEEN, TimeFunctions::between));
        return list;
    }

    private static Comparison.Operands pair(RexCall call, List<Expression> operands) {
        List<RexNode> nodes = call.getOperands();
        return new Comparison.Operands(
                operands.get(0),
                nodes.get(0).getType(),
                operands.get(1),
                nodes.get(1).getType());
    }

    private static Expression arithmetic(RexCall call, List<Expression> operands) {
        if (SqlTypeName.DATETIME_TYPES.contains(call.getType().getSqlTypeName())) {
            return TimeFunctions.shifted(call, operands);
        }
        return Arithmetic.of(call.getKind(), call.getType(), operands.get(0), operands.get(1));
    }

    private static Expression cast(RexCall call, List<Expression> operands) {
        return Casting.of(operands.get(0), call.getOperands().get(0).getType(), call.getType());
    }

    /** NULL where the cast fails; a failure of what is cast stays one. */
    private static Expression tryCast(RexCall call, List<Expression> operands) {
        Expression operand = operands.get(0);
        Expression cast =
                attempt(Casting.of(row -> row[0], call.getOperands().get(0).getType(), call.getType()));
        return row -> {
            Object value = operand.eval(row);
            return value == null ? null : cast.eval(new Object[] {value});
        };
    }

    private static Expression negate(RexCall call, List<Expression> operands) {
        return one(x -> Arithmetic.negate(x, call.getType().getSqlTypeName())).compile(call, operands);
    }

    private static Expression nullIf(RexCall call, List<Expression> operands) {
        Expression value = operands.get(0);
        Expression isEqual = Comparison.of(SqlKind.EQUALS, pair(call, operands));
        return row -> Logic.isTrue(isEqual.eval(row)) ? null : value.eval(row);
    }

    /** NULL where the expression fails because of the values that it meets. */
    private static Expression attempt(Expression expression) {
        return row -> {
            try {
                return expression.eval(row);
            } catch (KpiException e) {
                if (e.reason() == Reason.DIVISION_BY_ZERO
                        || e.reason() == Reason.NUMERIC_OVERFLOW
                        || e.reason() == Reason.INVALID_VALUE) {
                    return null;
                }
                throw e;
            }
        };
    }

    /** The operands of CASE with the results, but not the conditions, in the type of the whole. */
    private static List<Expression> results(RexCall call, List<Expression> operands) {
        List<Expression> results = new ArrayList<>(operands);
        for (int i = 0; i < results.size(); i++) {
            if (i % 2 == 1 || i == results.size() - 1) {
                results.set(
                        i, conformed(operands.get(i), call.getOperands().get(i).getType(), call.getType()));
            }
        }
        return results;
    }

    private static List<Expression> conformed(RexCall call, List<Expression> operands) {
        List<Expression> conformed = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            conformed.add(conformed(operands.get(i), call.getOperands().get(i).getType(), call.getType()));
        }
        return conformed;
    }

    private static Expression conformed(Expression operand, RelDataType from, RelDataType to) {
        return Casting.isSameForm(from, to) ? operand : Casting.of(operand, from, to);
    }

    /** NULL if one is NULL; NaN only if all are. */
    private static Expression extreme(int sign, List<Expression> operands) {
        return row -> {
            Object extreme = null;
            for (Expression operand : operands) {
                Object value = operand.eval(row);
                if (value == null) {
                    return null;
                }
                if (extreme == null || Ordering.isMore(value, extreme, sign)) {
                    extreme = value;
                }
            }
            return extreme;
        };
    }
}
