package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.WHOLE;

import java.util.List;
import java.util.function.LongBinaryOperator;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Texts;

/** The functions of the bits of numbers, and of the buckets that numbers fall into. */
final class BitFunctions {
    private BitFunctions() {}

    static List<Scalar> list() {
        return List.of(
                ofTwo("BITWISE_AND", (x, y) -> x & y),
                ofTwo("BITWISE_OR", (x, y) -> x | y),
                ofTwo("BITWISE_XOR", (x, y) -> x ^ y),
                Scalar.of("BITWISE_NOT", WHOLE, Signatures.of(INTEGER), one(x -> ~(Long) x)),
                Scalar.of("BIT_COUNT", WHOLE, Signatures.of(INTEGER, INTEGER), two(BitFunctions::count)),
                Scalar.of(
                        "WIDTH_BUCKET",
                        WHOLE,
                        Signatures.of(NUMERIC, NUMERIC, NUMERIC, INTEGER),
                        all(BitFunctions::bucket)));
    }

    private static Scalar ofTwo(String name, LongBinaryOperator function) {
        return Scalar.of(
                name, WHOLE, Signatures.of(INTEGER, INTEGER), two((x, y) -> function.applyAsLong((Long) x, (Long) y)));
    }

    private static Long count(Object number, Object bits) {
        long value = (Long) number;
        long width = (Long) bits;
        boolean fits =
                width == Long.SIZE || (width >= 2 && width < Long.SIZE && value >> (width - 1) == (value < 0 ? -1 : 0));
        if (!fits) {
            throw Texts.invalid("bit_count takes a number and how many bits it is written in, from 2 to 64");
        }
        return (long) Long.bitCount(width == Long.SIZE ? value : value & ((1L << width) - 1));
    }

    /** The number of the bucket, of so many alike between two bounds; 0 is below the first, and one more above the last. */
    private static Long bucket(Object[] x) {
        double value = Numbers.real(x[0]);
        double first = Numbers.real(x[1]);
        double last = Numbers.real(x[2]);
        long buckets = (Long) x[3];
        if (buckets < 1 || first == last || !Double.isFinite(first) || !Double.isFinite(last) || Double.isNaN(value)) {
            throw Texts.invalid("width_bucket takes a number, two different bounds and how many buckets, from 1");
        }
        double lower = Math.min(first, last);
        double upper = Math.max(first, last);
        long bucket = value < lower ? 0 : value >= upper ? buckets + 1 : within(value, lower, upper, buckets);
        return first < last ? bucket : buckets - bucket + 1;
    }

    private static long within(double value, double lower, double upper, long buckets) {
        return (long) (buckets * (value - lower) / (upper - lower) + 1);
    }
}
