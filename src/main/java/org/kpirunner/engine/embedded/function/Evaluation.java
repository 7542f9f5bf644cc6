package org.kpirunner.engine.embedded.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Makes an expression of a call whose operands are expressions already. */
@FunctionalInterface
public interface Evaluation {
    Expression compile(RexCall call, List<Expression> operands);

    /** A function of one value; NULL for NULL. */
    static Evaluation one(Function<Object, @Nullable Object> function) {
        return (call, operands) -> {
            check(call, operands, 1);
            Expression operand = operands.get(0);
            return row -> {
                Object value = operand.eval(row);
                return value == null ? null : function.apply(value);
            };
        };
    }

    /** A function of two values; NULL if one is. */
    static Evaluation two(BiFunction<Object, Object, @Nullable Object> function) {
        return (call, operands) -> {
            check(call, operands, 2);
            Expression first = operands.get(0);
            Expression second = operands.get(1);
            return row -> {
                Object a = first.eval(row);
                if (a == null) {
                    return null;
                }
                Object b = second.eval(row);
                return b == null ? null : function.apply(a, b);
            };
        };
    }

    /** A function of any number of values; NULL if one is. */
    static Evaluation all(Function<Object[], @Nullable Object> function) {
        return (call, list) -> {
            Expression[] operands = list.toArray(new Expression[0]);
            return row -> {
                Object[] values = new Object[operands.length];
                for (int i = 0; i < values.length; i++) {
                    Object value = operands[i].eval(row);
                    if (value == null) {
                        return null;
                    }
                    values[i] = value;
                }
                return function.apply(values);
            };
        };
    }

    /**
     * A function whose operand at an index is prepared: once where it is a constant, as a pattern mostly is. The
     * function gets the other values with the prepared one in place.
     */
    static <P> Evaluation prepared(
            int index, Function<Object, P> prepare, Function<Object[], @Nullable Object> function) {
        return (call, operands) -> {
            Expression operand = operands.get(index);
            List<Expression> list = new ArrayList<>(operands);
            if (operand instanceof Expression.Constant constant && constant.value() != null) {
                list.set(index, new Expression.Constant(prepare.apply(constant.value())));
            } else {
                list.set(index, row -> {
                    Object value = operand.eval(row);
                    return value == null ? null : prepare.apply(value);
                });
            }
            return all(function).compile(call, list);
        };
    }

    private static void check(RexCall call, List<Expression> operands, int wanted) {
        if (operands.size() != wanted) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED,
                    call.getOperator().getName() + " with " + operands.size() + " operands is not supported");
        }
    }
}
