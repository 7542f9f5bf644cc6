package org.kpirunner.engine.elasticsearch.group;

import java.math.BigDecimal;
import java.util.List;

/** A value that is computed from the metrics of a group; these are named by their place in the list of metrics. */
public sealed interface Output {
    /** The types that a number can have. */
    enum Kind {
        WHOLE,
        DECIMAL,
        REAL,
        DOUBLE
    }

    record CountOf(int metric) implements Output {}

    /**
     * The sum of values.
     *
     * @param emptyIsZero whether the sum of no values is zero; else it is missing
     */
    record SumOf(int metric, Kind kind, boolean emptyIsZero) implements Output {}

    record AverageOf(int metric, Kind kind) implements Output {}

    record SmallestOf(int metric) implements Output {}

    record LargestOf(int metric) implements Output {}

    /** The value of a {@link Metric.Extreme}. */
    record ExtremeOf(int metric) implements Output {}

    /** Constants, each as often as the count of its metric says; of none at all the sum is missing. */
    record SumOfCounts(List<BigDecimal> constants, List<Integer> metrics, Kind kind, boolean emptyIsZero)
            implements Output {
        public SumOfCounts {
            constants = List.copyOf(constants);
            metrics = List.copyOf(metrics);
        }
    }
}
