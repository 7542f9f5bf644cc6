package org.kpirunner.engine.embedded.batch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A condition that chooses rows by the values of one column.
 *
 * @param values each of the values that it wants, with the condition for that value alone
 */
record Choice(int column, Map<Object, RexNode> values) {
    Choice {
        values = new LinkedHashMap<>(values);
    }

    static Choice none(int column) {
        return new Choice(column, Map.of());
    }

    /** Empty for a condition of another kind. */
    static Optional<Choice> of(RexNode condition, RexBuilder rex) {
        RexNode expanded = RexUtil.expandSearch(rex, null, condition);
        Map<Object, RexNode> values = new LinkedHashMap<>();
        int column = -1;
        for (RexNode part : RelOptUtil.disjunctions(expanded)) {
            Optional<Equality> equality = equality(part);
            if (equality.isEmpty() || (column >= 0 && column != equality.get().column())) {
                return Optional.empty();
            }
            column = equality.get().column();
            values.put(equality.get().value(), part);
        }
        return column < 0 ? Optional.empty() : Optional.of(new Choice(column, values));
    }

    /** The rows that both choose. */
    Choice and(Choice other) {
        Map<Object, RexNode> both = new HashMap<>(values);
        both.keySet().retainAll(other.values.keySet());
        return new Choice(column, both);
    }

    private record Equality(int column, Object value) {}

    private static Optional<Equality> equality(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return Optional.of(new Equality(ref.getIndex(), true));
        }
        if (!(node instanceof RexCall call)) {
            return Optional.empty();
        }
        List<RexNode> operands = call.getOperands();
        if (call.getKind() == SqlKind.NOT && operands.get(0) instanceof RexInputRef ref) {
            return Optional.of(new Equality(ref.getIndex(), false));
        }
        if (call.getKind() != SqlKind.EQUALS) {
            return Optional.empty();
        }
        RexNode left = operands.get(0);
        RexNode right = operands.get(1);
        return left instanceof RexLiteral literal ? equality(right, literal) : equality(left, right);
    }

    private static Optional<Equality> equality(RexNode left, RexNode right) {
        if (!(left instanceof RexInputRef ref) || !(right instanceof RexLiteral literal) || literal.isNull()) {
            return Optional.empty();
        }
        return value(ref.getType(), literal).map(value -> new Equality(ref.getIndex(), value));
    }

    /** The value as a row of the source has it; only of types whose values are equal in just one form. */
    private static Optional<Object> value(RelDataType type, RexLiteral literal) {
        SqlTypeName name = type.getSqlTypeName();
        SqlTypeName given = literal.getType().getSqlTypeName();
        if (name == SqlTypeName.VARCHAR && SqlTypeName.CHAR_TYPES.contains(given)) {
            return Optional.ofNullable(literal.getValueAs(String.class));
        }
        if (SqlTypeName.INT_TYPES.contains(name) && SqlTypeName.INT_TYPES.contains(given)) {
            return Optional.ofNullable(literal.getValueAs(Long.class));
        }
        if (name == SqlTypeName.BOOLEAN && given == SqlTypeName.BOOLEAN) {
            return Optional.ofNullable(literal.getValueAs(Boolean.class));
        }
        return Optional.empty();
    }
}
