package org.kpirunner.engine.embedded.operator;

/** A step of a plan, ready to be started, and more than once where the plan asks it again for another row. */
@FunctionalInterface
public interface Operator {
    Rows open();
}
