package org.kpirunner.table;

import java.math.BigDecimal;
import java.math.MathContext;

/** How numbers are written, the same on every Java and under every locale. */
public final class Numbers {
    private static final BigDecimal LARGEST_SAFE = BigDecimal.valueOf(1L << 53);
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("0.000001");
    private static final int DIGITS_THAT_ALWAYS_SUFFICE = 17;

    private Numbers() {}

    /** Whether the whole part is within ±2^53, so that those who read numbers as doubles get it unharmed. */
    public static boolean isSafe(BigDecimal number) {
        // The first test spares 1E+1000000000 its digits.
        return number.precision() - number.scale() <= LARGEST_SAFE.precision()
                && new BigDecimal(number.toBigInteger()).abs().compareTo(LARGEST_SAFE) <= 0;
    }

    public static boolean isSafe(double number) {
        return Math.abs(number) <= LARGEST_SAFE.doubleValue();
    }

    /** All digits, trailing zeros too, never an exponent. */
    public static String text(BigDecimal number) {
        return number.toPlainString();
    }

    /** The fewest digits that read back as the same number, with a decimal point or an exponent: 3.0, 0.1, 1.5E-7. */
    public static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal shortest = shortest(number);
        if (shortest.signum() != 0 && (shortest.abs().compareTo(SMALLEST_PLAIN) < 0 || !isSafe(number))) {
            return shortest.toString();
        }
        return shortest.scale() > 0 ? shortest.toPlainString() : shortest.toPlainString() + ".0";
    }

    // Double.toString does not always give the fewest digits before Java 19, so two Javas would differ.
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < DIGITS_THAT_ALWAYS_SUFFICE; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(DIGITS_THAT_ALWAYS_SUFFICE)).stripTrailingZeros();
    }
}
