package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * Joins as tables of one FROM.
 *
 * @param outer the columns of the queries around it
 */
record Joins(Statement statement, Map<CorrelationId, List<Sql>> outer) {
    /** A column, or one that is cast; both are NULL where the table has no row. */
    private static final String COLUMN = "(CAST\\()?\"[^()]*\"\\.\"[^()]*\"( AS \\w+\\))?";

    Block of(Join join) {
        JoinRelType type = join.getJoinType();
        return switch (type) {
            case SEMI, ANTI -> semiJoin(join);
            case INNER, LEFT, RIGHT, FULL -> join(join, type);
            default -> throw new NotPushable("Postgres has no join of the kind " + type);
        };
    }

    private Block join(Join join, JoinRelType type) {
        boolean nullable = type.isOuterJoin();
        Block left = side(join.getLeft(), type.generatesNullsOnLeft());
        Block leftTable = nullable ? unfiltered(left, join.getLeft()) : left;
        Block right = side(join.getRight(), nullable);
        Block rightTable = nullable ? unfiltered(right, join.getRight()) : right;
        List<Sql> fields = fields(leftTable, rightTable);
        List<String> conditions = conditions(join, fields);
        String condition = conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
        boolean cross = condition.equals("TRUE") && type == JoinRelType.INNER;
        if (type == JoinRelType.FULL && !condition.equals("TRUE") && !FullJoin.hasKeys(join)) {
            throw new NotPushable("Postgres has no full join without keys");
        }
        Block block = new Block(
                leftTable.from
                        + (cross ? " CROSS JOIN " : " " + type.name() + " JOIN ")
                        + (rightTable.isJoin ? "(" + rightTable.from + ")" : rightTable.from)
                        + (cross ? "" : " ON " + condition),
                fields);
        block.isJoin = true;
        block.where.addAll(leftTable.where);
        block.where.addAll(rightTable.where);
        return block;
    }

    /** Conditions above an outer join would be asked of the rows that it adds, too. */
    private Block unfiltered(Block side, RelNode node) {
        return side.where.isEmpty() ? side : statement.wrapped(side, node.getRowType());
    }

    private Block semiJoin(Join join) {
        Block left = side(join.getLeft(), false);
        Block right = side(join.getRight(), false);
        Block exists = new Block(right.from, List.of(Sql.atom("1")));
        exists.where.addAll(right.where);
        exists.where.addAll(conditions(join, fields(left, right)));
        String word = join.getJoinType() == JoinRelType.ANTI ? "NOT EXISTS (" : "EXISTS (";
        left.filter(word + exists.select(List.of()) + ")");
        return left;
    }

    private List<String> conditions(Join join, List<Sql> fields) {
        Expressions expressions = new Expressions(statement, new Scope(fields, outer), join.getVariablesSet());
        return RelOptUtil.conjunctions(join.getCondition()).stream()
                .map(part -> expressions.plain(part).operand())
                .toList();
    }

    Block of(Correlate correlate) {
        JoinRelType type = correlate.getJoinType();
        if (type != JoinRelType.INNER && type != JoinRelType.LEFT) {
            throw new NotPushable("Postgres has no lateral join of the kind " + type);
        }
        Block left = side(correlate.getLeft(), false);
        Map<CorrelationId, List<Sql>> within = new HashMap<>(outer);
        within.put(correlate.getCorrelationId(), left.fields);
        Block right = statement.wrapped(
                statement.block(correlate.getRight(), within),
                correlate.getRight().getRowType());
        String how = type == JoinRelType.INNER ? " CROSS JOIN LATERAL " : " LEFT JOIN LATERAL ";
        Block block = new Block(
                left.from + how + right.from + (type == JoinRelType.INNER ? "" : " ON TRUE"), fields(left, right));
        block.isJoin = true;
        block.where.addAll(left.where);
        return block;
    }

    /** One side of a join as a table; expressions would not become NULL with the side that an outer join lacks. */
    private Block side(RelNode node, boolean canBeNull) {
        Block block = statement.block(node, outer);
        boolean columnsOnly =
                block.fields.stream().allMatch(field -> field.text().matches(COLUMN));
        boolean joinable = !block.from.isEmpty()
                && !block.isGrouped
                && block.orderBy.isEmpty()
                && block.limit.isEmpty()
                && !block.hasWindows
                && (!canBeNull || columnsOnly);
        return joinable ? block : statement.wrapped(block, node.getRowType());
    }

    private static List<Sql> fields(Block left, Block right) {
        List<Sql> fields = new ArrayList<>(left.fields);
        fields.addAll(right.fields);
        return fields;
    }
}
