package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.pushdown.NotPushable;

/** Aggregates over one relation in one row, each over its own part of the rows. */
final class Filtered implements Shared {
    private final List<Shape> shapes;
    private final Pushdown pushdown;
    private final Fragment fragment;

    private Filtered(List<Shape> shapes, Pushdown pushdown, Fragment fragment) {
        this.shapes = shapes;
        this.pushdown = pushdown;
        this.fragment = fragment;
    }

    /** Shapes over one relation as one question; empty if their source can't be asked so. */
    static Optional<Shared> of(List<Shape> shapes, Pushdown pushdown) {
        try {
            RelNode plan = new Building(shapes).plan();
            String catalog = shapes.get(0).question().catalog();
            return Optional.of(new Filtered(List.copyOf(shapes), pushdown, pushdown.push(catalog, plan)));
        } catch (NotPushable e) {
            return Optional.empty();
        }
    }

    @Override
    public Fragment fragment() {
        return fragment;
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
        int middle = shapes.size() / 2;
        List<Shared> halves = new ArrayList<>();
        for (List<Shape> half : List.of(shapes.subList(0, middle), shapes.subList(middle, shapes.size()))) {
            if (half.size() > 1) {
                of(half, pushdown).ifPresent(halves::add);
            }
        }
        return halves;
    }

    /** The plan of the one row. */
    private static final class Building {
        private final List<Shape> shapes;
        private final RelNode relation;
        private final RexBuilder rex;
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final List<RexNode> columns = new ArrayList<>();
        private final Map<String, Integer> callPlaces = new LinkedHashMap<>();
        private final List<AggregateCall> calls = new ArrayList<>();

        Building(List<Shape> shapes) {
            this.shapes = shapes;
            this.relation = shapes.get(0).rows().relation();
            this.rex = relation.getCluster().getRexBuilder();
        }

        RelNode plan() {
            Map<String, RexNode> common = common();
            List<List<Integer>> callsOf = new ArrayList<>();
            for (Shape shape : shapes) {
                List<RexNode> own = shape.rows().conditions().stream()
                        .filter(condition -> !common.containsKey(Digest.of(condition)))
                        .toList();
                callsOf.add(shape.calls().stream()
                        .map(call -> call(shape, call, own))
                        .toList());
            }
            RelNode rows = common.isEmpty()
                    ? relation
                    : LogicalFilter.create(relation, RexUtil.composeConjunction(rex, common.values()));
            RelNode input = columns.isEmpty()
                    ? rows
                    : LogicalProject.create(rows, List.of(), columns, names(columns), Set.of());
            RelNode aggregate = LogicalAggregate.create(input, List.of(), ImmutableBitSet.of(), null, calls);
            List<RexNode> outputs = new ArrayList<>();
            for (int i = 0; i < shapes.size(); i++) {
                List<Integer> placed = callsOf.get(i);
                RexShuttle toPlaces = new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef call) {
                        return RexInputRef.of(placed.get(call.getIndex()), aggregate.getRowType());
                    }
                };
                shapes.get(i).outputs().forEach(output -> outputs.add(output.accept(toPlaces)));
            }
            return LogicalProject.create(aggregate, List.of(), outputs, names(outputs), Set.of());
        }

        /** What holds of every row that counts for any of the shapes. */
        private Map<String, RexNode> common() {
            Map<String, RexNode> common = new LinkedHashMap<>();
            shapes.get(0).rows().conditions().forEach(condition -> common.put(Digest.of(condition), condition));
            for (Shape shape : shapes) {
                common.keySet()
                        .retainAll(shape.rows().conditions().stream()
                                .map(Digest::of)
                                .collect(Collectors.toSet()));
            }
            return common;
        }

        private int call(Shape shape, AggregateCall call, List<RexNode> conditions) {
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
                    call.getType(),
                    null);
            return callPlaces.computeIfAbsent(placed + " " + placed.getType().getFullTypeString(), key -> {
                calls.add(placed);
                return calls.size() - 1;
            });
        }

        private int column(RexNode expression) {
            return places.computeIfAbsent(Digest.of(expression), key -> {
                columns.add(expression);
                return columns.size() - 1;
            });
        }

        private static List<String> names(List<RexNode> expressions) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < expressions.size(); i++) {
                names.add("c" + i);
            }
            return names;
        }
    }
}
