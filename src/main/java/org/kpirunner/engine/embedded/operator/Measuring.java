package org.kpirunner.engine.embedded.operator;

import org.apache.calcite.rel.RelNode;

/** Watches the operators of a plan at work. */
@FunctionalInterface
public interface Measuring {
    Measuring NONE = (node, operator) -> operator;

    /** The operator of a node, watched. */
    Operator of(RelNode node, Operator operator);
}
