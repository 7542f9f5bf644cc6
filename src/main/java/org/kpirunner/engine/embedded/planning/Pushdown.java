package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.pushdown.NotPushable;

/** Gives a part of a plan to the source whose tables it reads. */
@FunctionalInterface
public interface Pushdown {
    /**
     * The part as the source computes it.
     *
     * @throws NotPushable if the source can't compute all of it
     */
    Fragment push(String catalog, RelNode part);
}
