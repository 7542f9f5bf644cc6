package org.kpirunner.dialect.portable;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Tells aggregates from other calls, before anybody has looked functions up. */
final class Aggregates {
    private static final Set<String> NAMES =
            Set.of("count", "count_if", "sum", "avg", "min", "max", "approx_distinct", "array_agg", "max_by", "min_by");

    private Aggregates() {}

    /** Whether a SELECT list has one. */
    static boolean in(SqlSelect select) {
        boolean[] found = {false};
        select.getSelectList().accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                found[0] |= is(call);
                return Edits.isQuery(call) ? null : super.visit(call);
            }
        });
        return found[0];
    }

    private static boolean is(SqlCall call) {
        return NAMES.contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
    }

    /** Whether it is {@code count(*)}, whose star stands for no columns. */
    static boolean isCountOfRows(SqlCall call) {
        return isCount(call)
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlIdentifier star
                && star.names.size() == 1
                && star.isStar();
    }

    /** Whether it is a count of rows or values, each of them and not only different ones, with or without FILTER. */
    static boolean isCount(SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        if (call.getKind() == SqlKind.FILTER) {
            return isCount(call.operand(0));
        }
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        return (name.equals("count") || name.equals("count_if")) && call.getFunctionQuantifier() == null;
    }
}
