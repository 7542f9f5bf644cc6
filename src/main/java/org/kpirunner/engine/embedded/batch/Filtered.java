package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.embedded.operator.Rows;

/** Aggregates over one relation in one row, each over its own part of the rows. */
final class Filtered implements Shared {
    private final List<Shape> shapes;
    private final RelNode plan;

    private Filtered(List<Shape> shapes, RelNode plan) {
        this.shapes = shapes;
        this.plan = plan;
    }

    /** Shapes over one relation as one question. */
    static Shared of(List<Shape> shapes) {
        return new Filtered(List.copyOf(shapes), plan(shapes));
    }

    @Override
    public RelNode plan() {
        return plan;
    }

    @Override
    public List<Question> questions() {
        return shapes.stream().map(Shape::question).toList();
    }

    @Override
    public List<List<@Nullable Object[]>> divide(Rows rows, Consumer<@Nullable Object[]> held) {
        @Nullable Object[] all = rows.next();
        if (all == null || rows.next() != null) {
            throw new IllegalStateException("aggregates without keys have one row");
        }
        List<List<@Nullable Object[]>> divided = new ArrayList<>();
        int from = 0;
        for (Shape shape : shapes) {
            int until = from + shape.outputs().size();
            @Nullable Object[] row = Arrays.copyOfRange(all, from, until);
            held.accept(row);
            divided.add(List.<@Nullable Object[]>of(row));
            from = until;
        }
        return divided;
    }

    @Override
    public List<Shared> halves() {
        return HeadStart.Joint.halves(shapes).map(Filtered::of).toList();
    }

    /** The plan of the one row. */
    private static RelNode plan(List<Shape> shapes) {
        RelNode relation = shapes.get(0).rows().relation();
        Map<String, RexNode> common = common(shapes);
        Placed placed = new Placed(relation, List.of());
        List<List<Integer>> places = new ArrayList<>();
        for (Shape shape : shapes) {
            List<RexNode> own = shape.rows().conditions().stream()
                    .filter(condition -> !common.containsKey(Digest.of(condition)))
                    .toList();
            places.add(shape.calls().stream()
                    .map(call -> placed.call(shape, call, own))
                    .toList());
        }
        RelNode rows = common.isEmpty()
                ? relation
                : LogicalFilter.create(
                        relation,
                        RexUtil.composeConjunction(relation.getCluster().getRexBuilder(), common.values()));
        RelNode aggregate = placed.over(rows);
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            List<Integer> own = places.get(i);
            RexShuttle toPlaces = new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef call) {
                    return RexInputRef.of(own.get(call.getIndex()), aggregate.getRowType());
                }
            };
            shapes.get(i).outputs().forEach(output -> outputs.add(output.accept(toPlaces)));
        }
        return Placed.projected(aggregate, outputs);
    }

    /** What holds of every row that counts for any of the shapes. */
    private static Map<String, RexNode> common(List<Shape> shapes) {
        Map<String, RexNode> common = new LinkedHashMap<>();
        shapes.get(0).rows().conditions().forEach(condition -> common.put(Digest.of(condition), condition));
        for (Shape shape : shapes) {
            common.keySet()
                    .retainAll(
                            shape.rows().conditions().stream().map(Digest::of).collect(Collectors.toSet()));
        }
        return common;
    }
}
