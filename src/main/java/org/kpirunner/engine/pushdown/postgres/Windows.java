package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes window functions. */
final class Windows {
    private Windows() {}

    static Sql of(RexOver over, Expressions expressions) {
        RexWindow window = over.getWindow();
        if (over.isDistinct() || over.ignoreNulls() || window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw new NotPushable("Postgres has no such form of " + over);
        }
        return Sql.cast(
                Sql.atom(function(over, expressions) + " OVER (" + window(window, expressions, hasFrame(over)) + ")"),
                TypeText.of(over.getType()));
    }

    /** The functions that look at the whole partition have none. */
    private static boolean hasFrame(RexOver over) {
        return switch (over.getAggOperator().getKind()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> false;
            default -> true;
        };
    }

    private static String function(RexOver over, Expressions expressions) {
        String name = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        List<Sql> operands = new ArrayList<>(expressions.plain(over.getOperands()));
        return switch (name) {
            case "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "first_value", "last_value" ->
                name + "(" + Sql.list(operands) + ")";
            case "ntile", "nth_value", "lag", "lead" -> name + "(" + Sql.list(withIntegers(operands, name)) + ")";
            case "count" -> operands.isEmpty() ? "count(*)" : "count(" + Sql.list(operands) + ")";
            case "sum", "avg" -> name + "(" + Sql.list(operands) + ")";
            case "min", "max" -> extreme(name, over.getOperands().get(0), operands.get(0));
            default -> throw new NotPushable("Postgres does not compute " + name + " over windows as Trino does");
        };
    }

    /** Counts are bigint in plans, which Postgres does not take. */
    private static List<Sql> withIntegers(List<Sql> operands, String name) {
        List<Sql> written = new ArrayList<>(operands);
        int index = name.equals("ntile") ? 0 : 1;
        if (index < written.size()) {
            written.set(index, Sql.cast(written.get(index), "integer"));
        }
        return written;
    }

    private static String extreme(String name, RexNode operand, Sql sql) {
        switch (operand.getType().getSqlTypeName()) {
            case TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    CHAR,
                    VARCHAR,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {}
            default ->
                throw new NotPushable(
                        "Postgres has no least " + operand.getType().getSqlTypeName() + " as Trino has it");
        }
        return name + "(" + sql.operand() + (Casts.isText(operand.getType()) ? Comparisons.BY_CODE_POINT : "") + ")";
    }

    private static String window(RexWindow window, Expressions expressions, boolean hasFrame) {
        List<String> parts = new ArrayList<>();
        if (!window.partitionKeys.isEmpty()) {
            parts.add("PARTITION BY " + Sql.list(expressions.plain(window.partitionKeys)));
        }
        if (!window.orderKeys.isEmpty()) {
            parts.add("ORDER BY "
                    + window.orderKeys.stream()
                            .map(key -> order(key, expressions))
                            .collect(Collectors.joining(", ")));
        }
        if (hasFrame && !isDefaultFrame(window)) {
            parts.add((window.isRows() ? "ROWS" : "RANGE") + " BETWEEN " + bound(window.getLowerBound(), expressions)
                    + " AND " + bound(window.getUpperBound(), expressions));
        }
        return String.join(" ", parts);
    }

    private static String order(RexFieldCollation key, Expressions expressions) {
        return Ordering.of(
                expressions.plain(key.left),
                key.left.getType(),
                key.right.contains(SqlKind.DESCENDING),
                key.right.contains(SqlKind.NULLS_FIRST));
    }

    private static boolean isDefaultFrame(RexWindow window) {
        return !window.isRows()
                && window.getLowerBound().isUnbounded()
                && (window.getUpperBound().isCurrentRow()
                        || (window.orderKeys.isEmpty() && window.getUpperBound().isUnbounded()));
    }

    private static String bound(RexWindowBound bound, Expressions expressions) {
        String side = bound.isPreceding() ? " PRECEDING" : " FOLLOWING";
        if (bound.isCurrentRow()) {
            return "CURRENT ROW";
        }
        if (bound.isUnbounded()) {
            return "UNBOUNDED" + side;
        }
        RexNode offset = bound.getOffset();
        if (offset == null) {
            throw new NotPushable("Postgres has no such frame: " + bound);
        }
        return expressions.plain(offset).operand() + side;
    }
}
