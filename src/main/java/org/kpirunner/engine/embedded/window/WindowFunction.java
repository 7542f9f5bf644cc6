package org.kpirunner.engine.embedded.window;

import org.jspecify.annotations.Nullable;

/** What a window function computes for all rows of a partition. */
@FunctionalInterface
public interface WindowFunction {
    /** One value for each row, in the order of the partition. */
    @Nullable
    Object[] compute(Partition partition);
}
