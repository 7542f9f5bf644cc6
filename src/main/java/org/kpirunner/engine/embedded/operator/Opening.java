package org.kpirunner.engine.embedded.operator;

import org.kpirunner.engine.Cancellation;

/** How a plan comes by the rows of its fragments. */
@FunctionalInterface
public interface Opening {
    /** Each fragment asks its source, for itself alone. */
    Opening ALONE = (leaf, cancellation) -> leaf.fragment().open(cancellation);

    Rows open(FragmentScan leaf, Cancellation cancellation);
}
