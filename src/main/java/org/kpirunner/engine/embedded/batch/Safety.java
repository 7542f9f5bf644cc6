package org.kpirunner.engine.embedded.batch;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What can be merged without a change of any answer or failure.
 *
 * <p>A condition is asked of rows in an order that the source chooses, so one that may fail is not merged. What is
 * computed of the rows that count fails merged or not; it is not merged where that is likely.
 */
final class Safety {
    private static final Set<SqlKind> NEVER_FAIL = Set.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.SEARCH,
            SqlKind.CASE,
            SqlKind.COALESCE);

    private static final Set<String> NEVER_FAIL_BY_NAME = Set.of("LOWER", "UPPER", "TRIM", "CHAR_LENGTH", "LENGTH");
    private static final Set<SqlKind> DIVIDING = Set.of(SqlKind.DIVIDE, SqlKind.MOD);
    private static final Set<String> EXACT = Set.of("COUNT", "MIN", "MAX", "BOOL_AND", "BOOL_OR");
    private static final Set<String> EXACT_OF_EXACT =
            Set.of("SUM", "$SUM0", "AVG", "STDDEV", "STDDEV_SAMP", "STDDEV_POP", "VARIANCE", "VAR_SAMP", "VAR_POP");

    private Safety() {}

    /** Whether the expression has a value for every row that there could be. */
    static boolean cannotFail(RexNode node) {
        if (node instanceof RexInputRef || node instanceof RexLiteral) {
            return true;
        }
        if (!(node instanceof RexCall call)) {
            return false;
        }
        if (RelOptUtil.InputFinder.bits(call).isEmpty()) {
            return true; // it fails for every row or for none
        }
        boolean safe = NEVER_FAIL.contains(call.getKind())
                || NEVER_FAIL_BY_NAME.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
                || (call.getKind() == SqlKind.LIKE && call.getOperands().get(1) instanceof RexLiteral)
                || (call.getKind() == SqlKind.CAST
                        && isWidening(call.getOperands().get(0).getType(), call.getType()));
        return safe && call.getOperands().stream().allMatch(Safety::cannotFail);
    }

    private static boolean isWidening(RelDataType from, RelDataType to) {
        if (to.getSqlTypeName() == SqlTypeName.VARCHAR && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED) {
            return from.getComponentType() == null && !from.isStruct();
        }
        if (isWhole(from) && (to.getSqlTypeName() == SqlTypeName.BIGINT || to.getSqlTypeName() == SqlTypeName.DOUBLE)) {
            return true;
        }
        return from.getSqlTypeName() == to.getSqlTypeName() && from.getPrecision() <= to.getPrecision();
    }

    private static boolean isWhole(RelDataType type) {
        return SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    }

    /** Whether the expression is not likely to fail; if it does, it does for its own rows. */
    static boolean failsAlike(RexNode node) {
        boolean[] found = {false};
        node.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                found[0] |= isRisky(call);
                return super.visitCall(call);
            }
        });
        return !found[0];
    }

    private static boolean isRisky(RexCall call) {
        if (DIVIDING.contains(call.getKind())) {
            RexNode by = call.getOperands().get(1);
            return !(by instanceof RexLiteral) && by.getKind() != SqlKind.CASE;
        }
        if (call.getKind() == SqlKind.CAST) {
            RelDataType from = call.getOperands().get(0).getType();
            boolean isText = SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName());
            return isText && !SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName());
        }
        return false;
    }

    /** Whether the aggregate is the same whatever the order of its rows. */
    static boolean isExact(AggregateCall call, Flat rows) {
        if (call.isApproximate()
                || call.ignoreNulls()
                || call.distinctKeys != null
                || !call.rexList.isEmpty()
                || !call.getCollation().getFieldCollations().isEmpty()
                || call.getArgList().size() > 1) {
            return false;
        }
        if (call.hasFilter() && !cannotFail(rows.values().get(call.filterArg))) {
            return false;
        }
        String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
        if (call.getArgList().isEmpty()) {
            return name.equals("COUNT");
        }
        RexNode argument = rows.values().get(call.getArgList().get(0));
        return failsAlike(argument)
                && (EXACT.contains(name) || (EXACT_OF_EXACT.contains(name) && isExact(argument.getType())));
    }

    private static boolean isExact(RelDataType type) {
        return isWhole(type) || type.getSqlTypeName() == SqlTypeName.DECIMAL;
    }
}
