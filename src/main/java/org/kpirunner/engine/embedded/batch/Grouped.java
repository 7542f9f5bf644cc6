package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.embedded.operator.Rows;

/** Aggregates over rows that are chosen by the values of the same columns: asked once by these values, added up here. */
final class Grouped implements Shared {
    private final List<Chosen> members;
    private final List<Integer> columns;
    private final RelNode plan;

    /** For each of the member's aggregates, its place among those that are asked. */
    private final List<List<Integer>> places;

    private Grouped(List<Chosen> members, List<Integer> columns, RelNode plan, List<List<Integer>> places) {
        this.members = members;
        this.columns = columns;
        this.plan = plan;
        this.places = places;
    }

    /** Members of one family as one question. */
    static Shared of(List<Chosen> members) {
        List<Integer> columns = List.copyOf(members.get(0).choices().keySet());
        RelNode relation = members.get(0).shape().rows().relation();
        RexBuilder rex = relation.getCluster().getRexBuilder();
        Placed placed = new Placed(relation, columns);
        List<List<Integer>> places = new ArrayList<>();
        for (Chosen member : members) {
            places.add(member.shape().calls().stream()
                    .map(call -> placed.call(member.shape(), call, List.of()))
                    .toList());
        }
        List<RexNode> conditions = new ArrayList<>(members.get(0).others());
        columns.forEach(column -> conditions.add(wanted(members, column, rex)));
        RelNode rows = LogicalFilter.create(relation, RexUtil.composeConjunction(rex, conditions));
        return new Grouped(List.copyOf(members), columns, placed.over(rows), places);
    }

    private static RexNode wanted(List<Chosen> members, int column, RexBuilder rex) {
        Map<Object, RexNode> values = new LinkedHashMap<>();
        for (Chosen member : members) {
            Choice choice = member.choices().get(column);
            if (choice != null) {
                values.putAll(choice.values());
            }
        }
        return RexUtil.composeDisjunction(rex, values.values());
    }

    @Override
    public RelNode plan() {
        return plan;
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
        return HeadStart.Joint.halves(members).map(Grouped::of).toList();
    }
}
