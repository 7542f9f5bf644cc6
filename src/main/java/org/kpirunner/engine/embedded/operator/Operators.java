package org.kpirunner.engine.embedded.operator;

import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Computes a logical plan whose leaves are fragments, in this process. */
public final class Operators {
    private Operators() {}

    /**
     * Starts the plan. The plan may hold any logical node of Calcite and {@link FragmentScan}; what is not supported
     * fails with {@link Reason#NOT_SUPPORTED} before any source is asked. Closing the rows closes everything below.
     */
    public static Rows open(RelNode root, Cancellation cancellation) {
        if (root instanceof FragmentScan scan) {
            return scan.fragment().open(cancellation);
        }
        throw new KpiException(
                Reason.NOT_SUPPORTED, root.getRelTypeName() + " over more than one source is not supported");
    }
}
