package org.kpirunner.engine.elasticsearch.group;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.search.DateText;
import org.kpirunner.engine.elasticsearch.search.Unproven;

/** The outputs of one group, computed from what was measured of it. */
record Computed(GroupSearch search, List<Measure.Sum> sums) {
    @Nullable
    Object value(Output output) {
        if (output instanceof Output.CountOf count) {
            return sums.get(count.metric()).count;
        }
        if (output instanceof Output.SumOf sum) {
            return sum(sum);
        }
        if (output instanceof Output.AverageOf average) {
            return average(average);
        }
        if (output instanceof Output.SmallestOf smallest) {
            Measure.Sum sum = sums.get(smallest.metric());
            return sum.count == 0 ? null : extreme(sum.smallest, field(smallest.metric()));
        }
        if (output instanceof Output.LargestOf largest) {
            Measure.Sum sum = sums.get(largest.metric());
            return sum.count == 0 ? null : extreme(sum.largest, field(largest.metric()));
        }
        if (output instanceof Output.ExtremeOf extreme) {
            return sums.get(extreme.metric()).extreme;
        }
        return sumOfCounts((Output.SumOfCounts) output);
    }

    private Field field(int metric) {
        return ((Metric.Stats) search.metrics().get(metric)).field();
    }

    private @Nullable Object sum(Output.SumOf output) {
        Measure.Sum sum = sums.get(output.metric());
        checkExact(sum, output.kind(), output.metric());
        return sum.count == 0 && !output.emptyIsZero() ? null : number(output.kind(), sum.sum);
    }

    private @Nullable Object average(Output.AverageOf output) {
        Measure.Sum sum = sums.get(output.metric());
        if (sum.count == 0) {
            return null;
        }
        if (field(output.metric()).type().isWhole()) {
            checkExact(sum, Output.Kind.WHOLE, output.metric());
        }
        return number(output.kind(), sum.sum / sum.count);
    }

    private void checkExact(Measure.Sum sum, Output.Kind kind, int metric) {
        boolean mustBeExact = kind == Output.Kind.WHOLE || kind == Output.Kind.DECIMAL;
        if (mustBeExact && !sum.isExact()) {
            throw new Unproven(Set.of(Unproven.precision(field(metric).path())));
        }
    }

    private @Nullable Object extreme(double value, Field field) {
        return switch (field.type()) {
            case DATE -> DateText.ofMillis((long) value);
            case LONG, INTEGER, SHORT, BYTE -> {
                if (!Measure.Sum.isExact(value)) {
                    throw new Unproven(Set.of(Unproven.precision(field.path())));
                }
                yield (long) value;
            }
            // One of the two zeros.
            default -> value + 0.0;
        };
    }

    private @Nullable Object sumOfCounts(Output.SumOfCounts output) {
        BigDecimal sum = BigDecimal.ZERO;
        long count = 0;
        for (int i = 0; i < output.metrics().size(); i++) {
            long times = sums.get(output.metrics().get(i)).count;
            count += times;
            sum = sum.add(output.constants().get(i).multiply(BigDecimal.valueOf(times)));
        }
        if (count == 0 && !output.emptyIsZero()) {
            return null;
        }
        return switch (output.kind()) {
            case WHOLE -> sum.longValueExact();
            case DECIMAL -> sum;
            case REAL, DOUBLE -> sum.doubleValue();
        };
    }

    private static Object number(Output.Kind kind, double value) {
        return switch (kind) {
            case WHOLE -> (long) value;
            case DECIMAL -> new BigDecimal(value);
            case REAL -> (double) (float) value;
            case DOUBLE -> value;
        };
    }
}
