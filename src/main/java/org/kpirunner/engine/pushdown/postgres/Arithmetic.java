package org.kpirunner.engine.pushdown.postgres;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes arithmetic on numbers, and on dates and intervals. */
final class Arithmetic {
    private Arithmetic() {}

    static Sql of(RexCall call, Expressions expressions) {
        List<RexNode> operands = call.getOperands();
        if (operands.stream().allMatch(operand -> SqlTypeUtil.isNumeric(operand.getType()))) {
            return operands.size() == 1 ? sign(call, expressions) : onNumbers(call, expressions);
        }
        return onDates(call, expressions);
    }

    private static Sql sign(RexCall call, Expressions expressions) {
        Sql operand = expressions.plain(call.getOperands().get(0));
        return call.getKind() == SqlKind.PLUS_PREFIX ? operand : Sql.compound("- " + operand.operand());
    }

    private static Sql onNumbers(RexCall call, Expressions expressions) {
        Sql left = expressions.plain(call.getOperands().get(0));
        Sql right = expressions.plain(call.getOperands().get(1));
        boolean real = Casts.isReal(call.getType());
        Sql result = switch (call.getKind()) {
            case PLUS -> Sql.infix(left, "+", right);
            case MINUS -> Sql.infix(left, "-", right);
            case TIMES -> Sql.infix(left, "*", right);
            case DIVIDE -> real ? realQuotient(left, right, call.getOperands().get(1)) : Sql.infix(left, "/", right);
            case MOD -> {
                if (real) {
                    throw new NotPushable("Postgres has no remainder of doubles");
                }
                yield Sql.infix(left, "%", right);
            }
            default -> throw new IllegalArgumentException(call.toString());
        };
        return call.getType().getSqlTypeName() == SqlTypeName.REAL ? Sql.cast(result, "real") : result;
    }

    /** A double divided by zero is infinite; Postgres would fail. */
    private static Sql realQuotient(Sql left, Sql right, RexNode divisor) {
        Sql quotient = Sql.infix(left, "/", right);
        if (divisor instanceof RexLiteral) {
            return quotient;
        }
        return Sql.atom("CASE WHEN " + right.operand() + " = 0 THEN " + left.operand()
                + " * CAST('Infinity' AS double precision) ELSE " + quotient.text() + " END");
    }

    /** A date with days or months added stays one; Postgres makes a timestamp of it. */
    private static Sql onDates(RexCall call, Expressions expressions) {
        List<RexNode> operands = call.getOperands();
        boolean shifts = operands.size() == 2
                && isMoment(operands.get(0).getType())
                && SqlTypeUtil.isInterval(operands.get(1).getType());
        if (!shifts) {
            throw new NotPushable("Postgres computes with intervals in its own way");
        }
        boolean date = operands.get(0).getType().getSqlTypeName() == SqlTypeName.DATE;
        if (date && !isWholeDays(operands.get(1))) {
            throw new NotPushable("hours are added to a date");
        }
        Sql moment = expressions.of(operands.get(0));
        if (moment.hasZone()) {
            throw new NotPushable("Postgres adds to a point in time in UTC");
        }
        Sql shifted =
                Sql.infix(moment, call.getKind() == SqlKind.MINUS ? "-" : "+", expressions.plain(operands.get(1)));
        return date ? Sql.cast(shifted, "date") : shifted;
    }

    private static boolean isMoment(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
            default -> false;
        };
    }

    private static boolean isWholeDays(RexNode interval) {
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName())) {
            return true;
        }
        Long millis = interval instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
        return millis != null && millis % 86_400_000 == 0;
    }
}
