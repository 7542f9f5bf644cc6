package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * A stack of filters and projections over a relation, flattened.
 *
 * @param relation what is below them; conditions with sub-queries stay within it
 * @param conditions what holds of each row, in terms of the relation
 * @param values what each row has, in terms of the relation
 */
record Flat(RelNode relation, List<RexNode> conditions, List<RexNode> values) {
    Flat {
        conditions = List.copyOf(conditions);
        values = List.copyOf(values);
    }

    static Flat of(RelNode node) {
        if (node instanceof Filter filter) {
            return of(filter);
        }
        if (node instanceof Project project && project.getProjects().stream().allMatch(Flat::isPlain)) {
            Flat input = of(project.getInput());
            List<RexNode> values =
                    project.getProjects().stream().map(input::inRelation).toList();
            return new Flat(input.relation, input.conditions, values);
        }
        return all(node);
    }

    private static Flat all(RelNode node) {
        List<RexNode> values = new ArrayList<>();
        node.getRowType()
                .getFieldList()
                .forEach(field -> values.add(RexInputRef.of(field.getIndex(), node.getRowType())));
        return new Flat(node, List.of(), values);
    }

    private static Flat of(Filter filter) {
        Flat input = of(filter.getInput());
        List<RexNode> plain = new ArrayList<>(input.conditions);
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            if (isPlain(condition)) {
                plain.add(input.inRelation(condition));
            } else {
                kept.add(condition);
            }
        }
        if (kept.isEmpty()) {
            return new Flat(input.relation, plain, input.values);
        }
        if (!RexUtil.isIdentity(input.values, input.relation.getRowType())) {
            return all(filter);
        }
        RelNode relation = LogicalFilter.create(
                input.relation,
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), kept),
                com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
        return new Flat(relation, plain, input.values);
    }

    /** Whether an expression looks at its row alone. */
    private static boolean isPlain(RexNode expression) {
        return !RexOver.containsOver(List.of(expression), null)
                && RexUtil.SubQueryFinder.find(expression) == null
                && !RexUtil.containsCorrelation(expression);
    }

    private RexNode inRelation(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
    }
}
