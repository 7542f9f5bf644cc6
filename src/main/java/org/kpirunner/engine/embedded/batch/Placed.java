package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** The aggregates of several shapes over one relation, and the columns that they need, each in one place. */
final class Placed {
    private final RexBuilder rex;
    private final int keys;
    private final List<RexNode> columns = new ArrayList<>();
    private final Map<String, Integer> columnPlaces = new HashMap<>();
    private final List<AggregateCall> calls = new ArrayList<>();
    private final Map<String, Integer> callPlaces = new HashMap<>();

    /** Aggregates by columns of the relation; over all of its rows if there are none. */
    Placed(RelNode relation, List<Integer> keys) {
        this.rex = relation.getCluster().getRexBuilder();
        this.keys = keys.size();
        keys.forEach(key -> column(RexInputRef.of(key, relation.getRowType())));
    }

    /** The place of an aggregate over those of its shape's rows that meet further conditions. */
    int call(Shape shape, AggregateCall call, List<RexNode> conditions) {
        List<RexNode> filter = new ArrayList<>(conditions);
        shape.filter(call).ifPresent(filter::add);
        List<Integer> arguments =
                shape.arguments(call).stream().map(this::column).toList();
        int where = filter.isEmpty()
                ? -1
                : column(rex.makeCall(SqlStdOperatorTable.IS_TRUE, RexUtil.composeConjunction(rex, filter)));
        AggregateCall placed = AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                call.isDistinct(),
                false,
                false,
                List.of(),
                arguments,
                where,
                null,
                call.getCollation(),
                type(call, arguments, where),
                null);
        return callPlaces.computeIfAbsent(placed + " " + placed.getType().getFullTypeString(), key -> {
            calls.add(placed);
            return calls.size() - 1;
        });
    }

    /** Of a group, which has a row, an aggregate of what is never NULL is not NULL either. */
    private RelDataType type(AggregateCall call, List<Integer> arguments, int where) {
        boolean nullable = call.getType().isNullable()
                && (keys == 0
                        || where >= 0
                        || arguments.stream()
                                .anyMatch(argument ->
                                        columns.get(argument).getType().isNullable()));
        return rex.getTypeFactory().createTypeWithNullability(call.getType(), nullable);
    }

    private int column(RexNode expression) {
        return columnPlaces.computeIfAbsent(Digest.of(expression), key -> {
            columns.add(expression);
            return columns.size() - 1;
        });
    }

    /** The keys and then the aggregates, over rows of the relation. */
    RelNode over(RelNode rows) {
        RelNode input = columns.isEmpty() ? rows : projected(rows, columns);
        return LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(keys), null, calls);
    }

    static RelNode projected(RelNode rows, List<RexNode> expressions) {
        List<String> names = new ArrayList<>();
        expressions.forEach(expression -> names.add("c" + names.size()));
        return LogicalProject.create(rows, List.of(), expressions, names, Set.of());
    }
}
