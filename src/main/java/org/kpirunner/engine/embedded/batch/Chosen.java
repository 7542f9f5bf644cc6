package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.SourceTable;

/**
 * A shape whose conditions choose rows by the values of few columns.
 *
 * @param choices the values that are wanted, by column
 * @param others what else holds of each row
 */
record Chosen(Shape shape, Map<Integer, Choice> choices, List<RexNode> others) {
    /** With more columns there are too many combinations of values. */
    static final int MOST_COLUMNS = 3;

    private static final Set<String> ADDS_UP = Set.of("COUNT", "SUM", "$SUM0", "MIN", "MAX");
    private static final Set<SqlTypeName> ORDERED = Set.of(
            SqlTypeName.TINYINT,
            SqlTypeName.SMALLINT,
            SqlTypeName.INTEGER,
            SqlTypeName.BIGINT,
            SqlTypeName.DECIMAL,
            SqlTypeName.DATE,
            SqlTypeName.TIMESTAMP);

    /** Empty if it chooses by none or too many columns, or if its aggregates do not follow from those of parts. */
    static Optional<Chosen> of(Shape shape) {
        RexBuilder rex = shape.rows().relation().getCluster().getRexBuilder();
        Map<Integer, Choice> choices = new TreeMap<>();
        List<RexNode> others = new ArrayList<>();
        for (RexNode condition : shape.rows().conditions()) {
            Optional<Choice> choice =
                    Choice.of(condition, rex).filter(found -> isEqualInOneForm(shape, found.column()));
            choice.ifPresentOrElse(
                    found -> choices.merge(found.column(), found, Choice::and), () -> others.add(condition));
        }
        boolean divides = !choices.isEmpty()
                && choices.size() <= MOST_COLUMNS
                && shape.isPlain()
                && shape.calls().stream().allMatch(call -> addsUp(call));
        return divides ? Optional.of(new Chosen(shape, choices, others)) : Optional.empty();
    }

    /** Whether values of the column that are equal to the source are the same here. */
    private static boolean isEqualInOneForm(Shape shape, int column) {
        return origin(shape.rows().relation(), column)
                .filter(origin -> !origin.nativeType().endsWith(" collated"))
                .isPresent();
    }

    private static Optional<ColumnMetadata> origin(RelNode relation, int column) {
        if (relation instanceof TableScan scan) {
            return Optional.of(SourceTable.of(scan).column(column));
        }
        if (relation instanceof Filter filter) {
            return origin(filter.getInput(), column);
        }
        if (relation instanceof Join join && !join.getJoinType().projectsRight()) {
            return origin(join.getLeft(), column);
        }
        if (relation instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left ? origin(join.getLeft(), column) : origin(join.getRight(), column - left);
        }
        return Optional.empty();
    }

    private static boolean addsUp(AggregateCall call) {
        return !call.isDistinct()
                && ADDS_UP.contains(call.getAggregation().getName().toUpperCase(Locale.ROOT))
                && ORDERED.contains(call.getType().getSqlTypeName());
    }

    /** Equal for those that can be answered from the same groups. */
    String family() {
        return choices.keySet() + " " + others.stream().map(Digest::of).sorted().toList();
    }
}
