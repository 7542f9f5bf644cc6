package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.kpirunner.engine.pushdown.SourceTable;

/** Of which columns no two rows of a plan have the same values, as the keys of its tables tell. */
final class UniqueRows {
    /** Types whose equal values look the same, so that whoever groups them finds the same groups. */
    private static final Set<SqlTypeName> ONE_FORM = Set.of(
            SqlTypeName.SMALLINT,
            SqlTypeName.INTEGER,
            SqlTypeName.BIGINT,
            SqlTypeName.DATE,
            SqlTypeName.UUID,
            SqlTypeName.VARCHAR);

    private UniqueRows() {}

    static boolean by(RelNode node, Set<Integer> columns) {
        return by(node, columns, List.of());
    }

    /** The same of those rows that meet conditions. */
    private static boolean by(RelNode node, Set<Integer> columns, List<RexNode> conditions) {
        if (node instanceof TableScan scan) {
            return SourceTable.of(scan).metadata().keys().stream().anyMatch(columns::containsAll);
        }
        if (node instanceof Filter filter) {
            return by(filter.getInput(), columns, and(conditions, filter.getCondition()));
        }
        if (node instanceof Project project) {
            Set<Integer> below = new HashSet<>();
            columns.forEach(column -> column(project.getProjects().get(column)).ifPresent(below::add));
            return by(project.getInput(), below);
        }
        if (node instanceof Join join) {
            return by(join, columns, and(conditions, join.getCondition()));
        }
        return node instanceof Aggregate aggregate
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && columns.containsAll(places(0, aggregate.getGroupCount()))
                && aggregate.getRowType().getFieldList().subList(0, aggregate.getGroupCount()).stream()
                        .allMatch(group -> ONE_FORM.contains(group.getType().getSqlTypeName()));
    }

    private static boolean by(Join join, Set<Integer> columns, List<RexNode> conditions) {
        int left = join.getLeft().getRowType().getFieldCount();
        boolean isLeft = by(join.getLeft(), of(columns, 0, left));
        boolean isRight =
                by(join.getRight(), of(columns, left, join.getRowType().getFieldCount()));
        return switch (join.getJoinType()) {
            case INNER ->
                (isLeft && (isRight || matchesOnce(join, conditions))) || (isRight && isMatchedOnce(join, conditions));
            case LEFT -> isLeft && (isRight || matchesOnce(join, conditions));
            case RIGHT, FULL, SEMI, ANTI, ASOF, LEFT_ASOF, LEFT_MARK -> false;
        };
    }

    /** Whether no row has more than one partner, so that an outer join has just the rows of its left side. */
    static boolean matchesOnce(Join join) {
        return join.getJoinType() == JoinRelType.LEFT && matchesOnce(join, and(List.of(), join.getCondition()));
    }

    private static boolean matchesOnce(Join join, List<RexNode> conditions) {
        int left = join.getLeft().getRowType().getFieldCount();
        return by(
                join.getRight(),
                of(
                        compared(left, conditions),
                        left,
                        join.getLeft().getRowType().getFieldCount()
                                + join.getRight().getRowType().getFieldCount()));
    }

    private static boolean isMatchedOnce(Join join, List<RexNode> conditions) {
        int left = join.getLeft().getRowType().getFieldCount();
        return by(join.getLeft(), of(compared(left, conditions), 0, left));
    }

    /** The columns of either side that equal one of the other; numbers that are rounded may equal several. */
    private static Set<Integer> compared(int left, List<RexNode> conditions) {
        Set<Integer> compared = new HashSet<>();
        for (RexNode condition : conditions) {
            if (condition instanceof RexCall call
                    && call.getKind() == SqlKind.EQUALS
                    && call.getOperands().stream()
                            .noneMatch(operand -> SqlTypeUtil.isApproximateNumeric(operand.getType()))) {
                OptionalInt one = column(call.getOperands().get(0));
                OptionalInt other = column(call.getOperands().get(1));
                if (one.isPresent() && other.isPresent() && one.getAsInt() < left != other.getAsInt() < left) {
                    compared.add(one.getAsInt());
                    compared.add(other.getAsInt());
                }
            }
        }
        return compared;
    }

    /** The column whose values are the same where those of the expression are. */
    static OptionalInt column(RexNode expression) {
        if (expression instanceof RexInputRef column) {
            return OptionalInt.of(column.getIndex());
        }
        return expression instanceof RexCall call && call.getKind() == SqlKind.CAST && isExact(call)
                ? column(call.getOperands().get(0))
                : OptionalInt.empty();
    }

    /** Whether a cast never fails, and has a value of its own for each value. */
    private static boolean isExact(RexCall cast) {
        RelDataType from = cast.getOperands().get(0).getType();
        RelDataType to = cast.getType();
        boolean isWider = SqlTypeName.INT_TYPES.contains(from.getSqlTypeName())
                && SqlTypeName.INT_TYPES.contains(to.getSqlTypeName())
                && from.getPrecision() <= to.getPrecision();
        boolean isTextOfUuid = from.getSqlTypeName() == SqlTypeName.UUID
                && to.getSqlTypeName() == SqlTypeName.VARCHAR
                && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
        return isWider || isTextOfUuid;
    }

    private static List<RexNode> and(List<RexNode> conditions, RexNode condition) {
        List<RexNode> all = new ArrayList<>(conditions);
        all.addAll(RelOptUtil.conjunctions(condition));
        return all;
    }

    private static Set<Integer> places(int from, int until) {
        return IntStream.range(from, until).boxed().collect(Collectors.toSet());
    }

    /** Those within bounds, counted from the first. */
    private static Set<Integer> of(Set<Integer> columns, int from, int until) {
        return columns.stream()
                .filter(column -> column >= from && column < until)
                .map(column -> column - from)
                .collect(Collectors.toSet());
    }
}
