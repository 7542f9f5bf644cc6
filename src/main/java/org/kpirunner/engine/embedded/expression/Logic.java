package org.kpirunner.engine.embedded.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** AND, OR, NOT, CASE and the tests for truth, with SQL's three values; operands are evaluated from left to right. */
public final class Logic {
    private Logic() {}

    /** FALSE if one operand is, otherwise NULL if one is, otherwise TRUE. */
    public static Expression and(List<Expression> operands) {
        return decidedBy(false, operands);
    }

    /** TRUE if one operand is, otherwise NULL if one is, otherwise FALSE. */
    public static Expression or(List<Expression> operands) {
        return decidedBy(true, operands);
    }

    private static Expression decidedBy(boolean deciding, List<Expression> list) {
        Expression[] operands = list.toArray(new Expression[0]);
        return row -> {
            boolean isOpen = false;
            for (Expression operand : operands) {
                Object value = operand.eval(row);
                if (value == null) {
                    isOpen = true;
                } else if ((Boolean) value == deciding) {
                    return deciding;
                }
            }
            return isOpen ? null : !deciding;
        };
    }

    public static Expression not(Expression operand) {
        return row -> {
            Object value = operand.eval(row);
            return value == null ? null : !(Boolean) value;
        };
    }

    public static Expression isNull(Expression operand) {
        return row -> operand.eval(row) == null;
    }

    public static Expression isNotNull(Expression operand) {
        return row -> operand.eval(row) != null;
    }

    /** IS TRUE and IS FALSE. */
    public static Expression is(boolean wanted, Expression operand) {
        return row -> operand.eval(row) instanceof Boolean value && value == wanted;
    }

    /** IS NOT TRUE and IS NOT FALSE. */
    public static Expression isNot(boolean wanted, Expression operand) {
        return not(is(wanted, operand));
    }

    /** CASE: conditions and their results in turn, then what holds otherwise. */
    public static Expression choose(List<Expression> list) {
        Expression[] operands = list.toArray(new Expression[0]);
        int last = operands.length - 1;
        return row -> {
            for (int i = 0; i < last; i += 2) {
                if (isTrue(operands[i].eval(row))) {
                    return operands[i + 1].eval(row);
                }
            }
            return operands[last].eval(row);
        };
    }

    /** The first operand that is not NULL. */
    public static Expression coalesce(List<Expression> list) {
        Expression[] operands = list.toArray(new Expression[0]);
        return row -> {
            for (Expression operand : operands) {
                Object value = operand.eval(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    public static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean flag && flag;
    }
}
