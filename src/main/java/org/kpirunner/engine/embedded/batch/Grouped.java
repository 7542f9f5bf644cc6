package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.pushdown.NotPushable;

/** Aggregates over rows that are chosen by the values of the same columns: asked once by these values, added up here. */
final class Grouped implements Shared {
    private final List<Chosen> members;
    private final List<Integer> columns;
    private final Pushdown pushdown;
    private final Fragment fragment;

    /** For each of the member's aggregates, its place among those that are asked. */
    private final List<List<Integer>> places;

    private Grouped(
            List<Chosen> members,
            List<Integer> columns,
            Pushdown pushdown,
            Fragment fragment,
            List<List<Integer>> places) {
        this.members = members;
        this.columns = columns;
        this.pushdown = pushdown;
        this.fragment = fragment;
        this.places = places;
    }

    /** Members of one family as one question; empty if their source can't be asked so. */
    static Optional<Shared> of(List<Chosen> members, Pushdown pushdown) {
        try {
            Building building = new Building(members);
            RelNode plan = building.plan();
            Fragment fragment = pushdown.push(members.get(0).shape().question().catalog(), plan);
            if (!fragment.isWhole()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Grouped(List.copyOf(members), building.columns, pushdown, fragment, building.places));
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
        return members.stream().map(member -> member.shape().question()).toList();
    }

    @Override
    public List<List<@Nullable Object[]>> divide(Rows rows, Consumer<@Nullable Object[]> held) {
        List<Map<Object, BitSet>> wanted =
                columns.stream().map(this::membersByValue).toList();
        List<Sums> sums = new ArrayList<>();
        members.forEach(member -> sums.add(new Sums(member.shape().calls())));
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            BitSet counts = new BitSet();
            counts.set(0, members.size());
            for (int i = 0; i < columns.size(); i++) {
                Object value = row[i];
                counts.and(value == null ? new BitSet() : wanted.get(i).getOrDefault(value, new BitSet()));
            }
            for (int i = counts.nextSetBit(0); i >= 0; i = counts.nextSetBit(i + 1)) {
                sums.get(i).add(row, columns.size(), places.get(i));
            }
        }
        List<List<@Nullable Object[]>> divided = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            List<@Nullable Object> values = sums.get(i).values();
            @Nullable
            Object[] row = members.get(i).shape().outputs().stream()
                    .map(output -> values.get(((RexInputRef) output).getIndex()))
                    .toArray();
            held.accept(row);
            divided.add(List.<@Nullable Object[]>of(row));
        }
        return divided;
    }

    private Map<Object, BitSet> membersByValue(int column) {
        Map<Object, BitSet> byValue = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            for (Object value : members.get(i)
                    .choices()
                    .getOrDefault(column, Choice.none(column))
                    .values()
                    .keySet()) {
                byValue.computeIfAbsent(value, key -> new BitSet()).set(i);
            }
        }
        return byValue;
    }

    @Override
    public List<Shared> halves() {
        int middle = members.size() / 2;
        List<Shared> halves = new ArrayList<>();
        for (List<Chosen> half : List.of(members.subList(0, middle), members.subList(middle, members.size()))) {
            if (half.size() > 1) {
                of(half, pushdown).ifPresent(halves::add);
            }
        }
        return halves;
    }

    /** The plan of the groups. */
    private static final class Building {
        private final List<Chosen> members;
        private final List<Integer> columns;
        private final RelNode relation;
        private final RexBuilder rex;
        private final List<RexNode> projected = new ArrayList<>();
        private final Map<String, Integer> projectedPlaces = new HashMap<>();
        private final List<AggregateCall> calls = new ArrayList<>();
        private final Map<String, Integer> callPlaces = new HashMap<>();
        private final List<List<Integer>> places = new ArrayList<>();

        Building(List<Chosen> members) {
            this.members = members;
            this.columns = List.copyOf(members.get(0).choices().keySet());
            this.relation = members.get(0).shape().rows().relation();
            this.rex = relation.getCluster().getRexBuilder();
        }

        RelNode plan() {
            columns.forEach(column -> projected.add(RexInputRef.of(column, relation.getRowType())));
            for (Chosen member : members) {
                places.add(member.shape().calls().stream()
                        .map(call -> call(member.shape(), call))
                        .toList());
            }
            List<RexNode> conditions = new ArrayList<>(members.get(0).others());
            columns.forEach(column -> conditions.add(wanted(column)));
            RelNode rows = LogicalFilter.create(relation, RexUtil.composeConjunction(rex, conditions));
            List<String> names = new ArrayList<>();
            projected.forEach(column -> names.add("c" + names.size()));
            RelNode input = LogicalProject.create(rows, List.of(), projected, names, Set.of());
            return LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(columns.size()), null, calls);
        }

        private RexNode wanted(int column) {
            Map<Object, RexNode> values = new LinkedHashMap<>();
            for (Chosen member : members) {
                Choice choice = member.choices().get(column);
                if (choice != null) {
                    values.putAll(choice.values());
                }
            }
            return RexUtil.composeDisjunction(rex, values.values());
        }

        private int call(Shape shape, AggregateCall call) {
            List<Integer> arguments =
                    shape.arguments(call).stream().map(this::column).toList();
            int where = shape.filter(call)
                    .map(filter -> column(rex.makeCall(SqlStdOperatorTable.IS_TRUE, filter)))
                    .orElse(-1);
            AggregateCall placed = AggregateCall.create(
                    call.getParserPosition(),
                    call.getAggregation(),
                    false,
                    false,
                    false,
                    List.of(),
                    arguments,
                    where,
                    null,
                    call.getCollation(),
                    type(call, arguments, where),
                    null);
            return callPlaces.computeIfAbsent(placed.toString(), key -> {
                calls.add(placed);
                return calls.size() - 1;
            });
        }

        /** Of a group, which has a row, an aggregate of what is never NULL is not NULL either. */
        private RelDataType type(AggregateCall call, List<Integer> arguments, int where) {
            boolean nullable = call.getType().isNullable()
                    && (where >= 0
                            || arguments.stream()
                                    .anyMatch(argument ->
                                            projected.get(argument).getType().isNullable()));
            return rex.getTypeFactory().createTypeWithNullability(call.getType(), nullable);
        }

        private int column(RexNode expression) {
            return projectedPlaces.computeIfAbsent(Digest.of(expression), key -> {
                projected.add(expression);
                return projected.size() - 1;
            });
        }
    }
}
