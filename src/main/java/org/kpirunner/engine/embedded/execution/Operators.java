package org.kpirunner.engine.embedded.execution;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Opening;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.problem.Reason;

/** Computes a logical plan whose leaves are fragments, in this process. */
public final class Operators {
    private Operators() {}

    /**
     * Starts the plan. The plan may hold any logical node of Calcite and {@link FragmentScan}; what is not supported
     * fails with {@link Reason#NOT_SUPPORTED} before any source is asked. Closing the rows closes everything below.
     */
    public static Rows open(RelNode root, Cancellation cancellation) {
        return open(root, cancellation, Memory.ofDefaultSize());
    }

    /** Starts the plan with so much memory for what its operators have to hold. */
    public static Rows open(RelNode root, Cancellation cancellation, Memory memory) {
        return open(root, new Work(cancellation, memory, Measuring.NONE, Opening.ALONE));
    }

    /** Starts the plan, watched and its fragments asked as the work says. */
    public static Rows open(RelNode root, Work work) {
        return new OperatorFactory(work, countFragments(root) <= 1)
                .operator(root, false)
                .open();
    }

    private static int countFragments(RelNode root) {
        int[] count = new int[1];
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
                count[0] += node instanceof FragmentScan ? 1 : 0;
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        return count[0];
    }
}
