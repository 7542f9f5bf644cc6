package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.embedded.operator.FragmentScan;

/** Tells what is sent to which source, and what is computed here, as an indented list from the result down. */
final class Explanation {
    private static final String INDENT = "  ";

    private final List<String> lines = new ArrayList<>();

    private Explanation() {}

    static List<String> of(RelNode root) {
        Explanation explanation = new Explanation();
        explanation.add(root, "");
        return explanation.lines;
    }

    private void add(RelNode node, String indent) {
        if (node instanceof FragmentScan scan) {
            lines.add(indent + "sent to " + scan.fragment().catalog() + ":");
            scan.fragment().describe().forEach(line -> lines.add(indent + INDENT + line));
            return;
        }
        lines.add(indent + "computed here: " + node.getRelTypeName());
        node.getInputs().forEach(input -> add(input, indent + INDENT));
    }
}
