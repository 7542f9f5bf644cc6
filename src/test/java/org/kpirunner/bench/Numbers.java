package org.kpirunner.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Numbers as the benchmark compares and shows them. */
final class Numbers {
    private static final MathContext TWELVE_DIGITS = new MathContext(12);

    private Numbers() {}

    static String text(BigDecimal number) {
        return number.round(TWELVE_DIGITS).stripTrailingZeros().toPlainString();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
