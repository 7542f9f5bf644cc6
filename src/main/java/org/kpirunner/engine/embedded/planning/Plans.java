package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.pushdown.SourceTable;

/** Looks through plans, their sub-queries included. */
public final class Plans {
    private Plans() {}

    /** Changes expressions, also those of the plans in sub-queries. */
    abstract static class Rewriting extends RexShuttle {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
            RelNode inside = rewritten(visited.rel, this);
            return inside == visited.rel ? visited : visited.clone(inside);
        }
    }

    /** The plan with all of its expressions changed. */
    static RelNode rewritten(RelNode plan, Rewriting expressions) {
        List<RelNode> inputs = new ArrayList<>();
        plan.getInputs().forEach(input -> inputs.add(rewritten(input, expressions)));
        RelNode copy = inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
        return copy.accept(expressions);
    }

    /** The catalogs whose tables a plan reads. */
    public static Set<String> catalogs(RelNode plan) {
        Set<String> catalogs = new LinkedHashSet<>();
        visit(plan, node -> {
            if (node instanceof TableScan scan) {
                catalogs.add(SourceTable.of(scan).catalog());
            }
        });
        return catalogs;
    }

    /** Shows every node, from the root down. */
    static void visit(RelNode plan, Consumer<RelNode> visitor) {
        visitor.accept(plan);
        subQueries(plan).forEach(query -> visit(query.rel, visitor));
        plan.getInputs().forEach(input -> visit(input, visitor));
    }

    /** Whether a part of a plan is one that a source has computed or will compute. */
    static boolean hasFragments(RelNode plan) {
        boolean[] found = {false};
        visit(plan, node -> found[0] |= node instanceof FragmentScan);
        return found[0];
    }

    /** The parts of a plan that sources compute. */
    public static List<FragmentScan> fragments(RelNode plan) {
        List<FragmentScan> found = new ArrayList<>();
        visit(plan, node -> {
            if (node instanceof FragmentScan leaf) {
                found.add(leaf);
            }
        });
        return found;
    }

    /** Whether a plan brings rows of several inputs together. */
    public static boolean hasJoins(RelNode plan) {
        boolean[] found = {false};
        visit(plan, node -> found[0] |= node.getInputs().size() > 1);
        return found[0];
    }

    /** Whether any expression of a plan holds a sub-query. */
    public static boolean hasSubQueries(RelNode plan) {
        boolean[] found = {false};
        visit(plan, node -> found[0] |= !subQueries(node).isEmpty());
        return found[0];
    }

    /** The sub-queries in expressions of the node itself, without those within them. */
    public static List<RexSubQuery> subQueries(RelNode node) {
        List<RexSubQuery> found = new ArrayList<>();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                found.add(query);
                return query;
            }
        });
        return found;
    }
}
