package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.pushdown.NotPushable;

/** Gives every source the largest parts of a plan that it can compute; what is left is computed here. */
public final class Splitter {
    private final Pushdown pushdown;

    public Splitter(Pushdown pushdown) {
        this.pushdown = pushdown;
    }

    /** The plan with the sources' parts as its leaves. */
    public RelNode split(RelNode node) {
        Optional<RelNode> whole = pushed(node);
        if (whole.isPresent()) {
            return whole.get();
        }
        if (isOverSubQueries(node)) {
            return split(Rules.narrowed(Rules.withoutSubQueries(node)));
        }
        if (node instanceof Filter filter) {
            return splitFilter(filter);
        }
        if (node instanceof Project project && isNarrow(project)) {
            return splitProject(project);
        }
        List<RelNode> inputs = new ArrayList<>();
        node.getInputs().forEach(input -> inputs.add(split(input)));
        return node.copy(node.getTraitSet(), inputs);
    }

    /** Whether sub-queries that become joins are in it or right below, from where its columns can be told. */
    private boolean isOverSubQueries(RelNode node) {
        RelNode below = node;
        while (Plans.subQueries(below).isEmpty()) {
            if (below.getInputs().size() != 1 || pushed(below).isPresent()) {
                return false;
            }
            below = below.getInput(0);
        }
        return pushed(below).isEmpty();
    }

    /** The leaf that stands for all of the part, if one source can compute it. */
    public Optional<RelNode> pushed(RelNode node) {
        Set<String> catalogs = Plans.catalogs(node);
        if (catalogs.size() != 1 || Plans.hasFragments(node)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    FragmentScan.of(node, pushdown.push(catalogs.iterator().next(), node)));
        } catch (NotPushable e) {
            return Optional.empty();
        }
    }

    /** Some of the conditions may be computable where all together are not. */
    private RelNode splitFilter(Filter filter) {
        List<RexNode> there = new ArrayList<>();
        List<RexNode> here = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean possible =
                    pushed(LogicalFilter.create(filter.getInput(), condition)).isPresent();
            (possible ? there : here).add(condition);
        }
        if (there.isEmpty() || here.isEmpty()) {
            return filter.copy(filter.getTraitSet(), List.of(split(filter.getInput())));
        }
        RelNode input = LogicalFilter.create(
                filter.getInput(),
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), there));
        return LogicalFilter.create(
                split(input), RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), here));
    }

    private static boolean isNarrow(Project project) {
        return used(project).cardinality() < project.getInput().getRowType().getFieldCount();
    }

    private static ImmutableBitSet used(Project project) {
        return RelOptUtil.InputFinder.bits(project.getProjects(), null);
    }

    /** Asks only for the columns that are needed. */
    private RelNode splitProject(Project project) {
        RelBuilder builder = Rules.builder(project);
        List<Integer> used = used(project).asList();
        RelNode columns = builder.push(project.getInput())
                .project(builder.fields(used), List.of(), true)
                .build();
        Mappings.TargetMapping mapping =
                Mappings.target(used, project.getInput().getRowType().getFieldCount());
        RelNode input = columns instanceof Project narrow ? splitColumns(narrow) : split(columns);
        return builder.push(input)
                .project(
                        RexUtil.apply(mapping, project.getProjects()),
                        project.getRowType().getFieldNames(),
                        true)
                .build();
    }

    private RelNode splitColumns(Project columns) {
        Optional<RelNode> whole = pushed(columns);
        return whole.orElseGet(() -> columns.copy(columns.getTraitSet(), List.of(split(columns.getInput()))));
    }
}
