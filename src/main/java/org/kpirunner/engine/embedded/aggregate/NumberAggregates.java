package org.kpirunner.engine.embedded.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Arithmetic;
import org.kpirunner.engine.embedded.value.Numbers;

/** Sums, averages and deviations; sums of whole numbers and decimals are exact at every step. */
public final class NumberAggregates {
    private static final int DIGITS_OF_A_DOUBLE = 20;

    private NumberAggregates() {}

    /** SUM: NULL of nothing. */
    public static Accumulator sum(Accumulator.Arguments arguments) {
        return sum(arguments, null);
    }

    /** The sum that is 0 of nothing, which plans have for counts of counts. */
    public static Accumulator sumOrZero(Accumulator.Arguments arguments) {
        SqlTypeName type = arguments.result().getSqlTypeName();
        if (Numbers.isWhole(type)) {
            return sum(arguments, 0L);
        }
        return sum(arguments, Numbers.isApproximate(type) ? (Object) 0.0 : BigDecimal.ZERO);
    }

    private static Accumulator sum(Accumulator.Arguments arguments, @Nullable Object ofNothing) {
        RelDataType type = arguments.result();
        if (Numbers.isApproximate(type.getSqlTypeName())) {
            return new RealSum(arguments, ofNothing, type.getSqlTypeName() == SqlTypeName.REAL);
        }
        if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return new IntervalSum(arguments);
        }
        return new ExactSum(arguments, ofNothing);
    }

    /** AVG: of whole numbers a double, of decimals a decimal with the digits of a quotient. */
    public static Accumulator average(Accumulator.Arguments arguments) {
        SqlTypeName of = arguments.types().get(0).getSqlTypeName();
        if (Numbers.isApproximate(of)) {
            return new RealAverage(arguments);
        }
        return new ExactAverage(arguments, arguments.result().getSqlTypeName() == SqlTypeName.DECIMAL);
    }

    /** A sum in 64 bits for as long as it fits them. */
    private static class ExactSum extends Accumulator.OfValues {
        private final @Nullable Object ofNothing;
        private final SqlTypeName type;
        private long whole;
        private BigDecimal rest = BigDecimal.ZERO;
        private long count;

        ExactSum(Accumulator.Arguments arguments, @Nullable Object ofNothing) {
            super(arguments);
            this.ofNothing = ofNothing;
            this.type = arguments.result().getSqlTypeName();
        }

        @Override
        protected void addValue(Object value) {
            count++;
            if (value instanceof Long number) {
                long sum = whole + number;
                if (((whole ^ sum) & (number ^ sum)) < 0) {
                    rest = rest.add(BigDecimal.valueOf(whole));
                    sum = number;
                }
                whole = sum;
            } else {
                rest = rest.add((BigDecimal) value);
            }
        }

        long count() {
            return count;
        }

        BigDecimal total() {
            return rest.add(BigDecimal.valueOf(whole));
        }

        @Override
        public @Nullable Object result() {
            if (count == 0) {
                return ofNothing;
            }
            if (type == SqlTypeName.DECIMAL) {
                return total();
            }
            BigInteger total = total().toBigIntegerExact();
            if (total.bitLength() >= Long.SIZE) {
                throw Numbers.overflow("bigint");
            }
            return Numbers.inRange(total.longValue(), type);
        }
    }

    private static final class ExactAverage extends ExactSum {
        private final boolean isExact;

        ExactAverage(Accumulator.Arguments arguments, boolean isExact) {
            super(arguments, null);
            this.isExact = isExact;
        }

        @Override
        public @Nullable Object result() {
            if (count() == 0) {
                return null;
            }
            BigDecimal count = BigDecimal.valueOf(count());
            return isExact
                    ? (Object) Numbers.divide(total(), count)
                    : (Object) total().divide(count, new MathContext(DIGITS_OF_A_DOUBLE))
                            .doubleValue();
        }
    }

    private static final class RealSum extends Accumulator.OfValues {
        private final @Nullable Object ofNothing;
        private final boolean isSingle;
        private double sum;
        private boolean isAny;

        RealSum(Accumulator.Arguments arguments, @Nullable Object ofNothing, boolean isSingle) {
            super(arguments);
            this.ofNothing = ofNothing;
            this.isSingle = isSingle;
        }

        @Override
        protected void addValue(Object value) {
            sum += Numbers.real(value);
            isAny = true;
        }

        @Override
        public @Nullable Object result() {
            return isAny ? (Object) (isSingle ? (double) (float) sum : sum) : ofNothing;
        }
    }

    private static final class IntervalSum extends Accumulator.OfValues {
        private @Nullable Object sum;

        IntervalSum(Accumulator.Arguments arguments) {
            super(arguments);
        }

        @Override
        protected void addValue(Object value) {
            sum = sum == null ? value : Arithmetic.onIntervals(SqlKind.PLUS, sum, value);
        }

        @Override
        public @Nullable Object result() {
            return sum;
        }
    }

    private static final class RealAverage extends Accumulator.OfValues {
        private double sum;
        private long count;

        RealAverage(Accumulator.Arguments arguments) {
            super(arguments);
        }

        @Override
        protected void addValue(Object value) {
            sum += Numbers.real(value);
            count++;
        }

        @Override
        public @Nullable Object result() {
            return count == 0 ? null : (Object) (sum / count);
        }
    }

    /** The mean square distance from the mean, or its root, by Welford's method. */
    public static final class Deviation extends Accumulator.OfValues {
        private final boolean isOfSample;
        private final boolean isRoot;
        private long count;
        private double mean;
        private double squares;

        public Deviation(Accumulator.Arguments arguments, boolean isOfSample, boolean isRoot) {
            super(arguments);
            this.isOfSample = isOfSample;
            this.isRoot = isRoot;
        }

        @Override
        protected void addValue(Object value) {
            double number = Numbers.real(value);
            count++;
            double distance = number - mean;
            mean += distance / count;
            squares += distance * (number - mean);
        }

        @Override
        public @Nullable Object result() {
            long divisor = isOfSample ? count - 1 : count;
            if (divisor <= 0) {
                return null;
            }
            double variance = squares / divisor;
            return isRoot ? Math.sqrt(variance) : variance;
        }
    }
}
