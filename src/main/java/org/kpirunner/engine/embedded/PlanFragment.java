package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.execution.Operators;
import org.kpirunner.engine.embedded.explanation.StepText;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;

/** A fragment of which the upper part is computed here. */
final class PlanFragment implements Fragment {
    private final String catalog;
    private final RelNode plan;

    private PlanFragment(String catalog, RelNode plan) {
        this.catalog = catalog;
        this.plan = plan;
    }

    static Fragment of(String catalog, RelNode plan) {
        return plan instanceof FragmentScan scan ? scan.fragment() : new PlanFragment(catalog, plan);
    }

    @Override
    public String catalog() {
        return catalog;
    }

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        describe(plan, lines);
        return lines;
    }

    private static void describe(RelNode node, List<String> lines) {
        node.getInputs().forEach(input -> describe(input, lines));
        if (node instanceof FragmentScan scan) {
            lines.addAll(scan.fragment().describe());
        } else if (node instanceof Project project && project.isMapping()) {
            return;
        } else {
            lines.add("computed here: " + StepText.of(node));
        }
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return estimate(plan, cancellation);
    }

    @Override
    public boolean isScan() {
        return isScan(plan);
    }

    private static boolean isScan(RelNode node) {
        return node instanceof FragmentScan scan
                ? scan.fragment().isScan()
                : node.getInputs().stream().anyMatch(PlanFragment::isScan);
    }

    private static long estimate(RelNode node, Cancellation cancellation) {
        return node instanceof FragmentScan scan
                ? scan.fragment().estimate(cancellation)
                : node.getInputs().stream()
                        .mapToLong(input -> estimate(input, cancellation))
                        .max()
                        .orElse(1);
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public Rows open(Cancellation cancellation) {
        return Operators.open(plan, cancellation);
    }
}
