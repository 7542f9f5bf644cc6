package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.DOUBLE;
import static org.kpirunner.engine.embedded.function.Signatures.FLAG;
import static org.kpirunner.engine.embedded.function.Signatures.SAME_AS_FIRST;
import static org.kpirunner.engine.embedded.function.Signatures.optional;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.kpirunner.engine.embedded.expression.Arithmetic;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.Numbers;

/** The functions of numbers. */
final class NumberFunctions {
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private NumberFunctions() {}

    static List<Scalar> list() {
        return List.of(
                new Scalar(SqlStdOperatorTable.ABS, NumberFunctions::abs),
                new Scalar(SqlStdOperatorTable.CEIL, one(x -> rounded(x, RoundingMode.CEILING))),
                new Scalar(SqlStdOperatorTable.FLOOR, one(x -> rounded(x, RoundingMode.FLOOR))),
                Scalar.of("ROUND", SAME_AS_FIRST, optional(1, NUMERIC, INTEGER), all(NumberFunctions::round)),
                Scalar.of("TRUNCATE", SAME_AS_FIRST, optional(1, NUMERIC, INTEGER), all(NumberFunctions::truncate)),
                Scalar.of("SIGN", SAME_AS_FIRST, Signatures.of(NUMERIC), one(NumberFunctions::sign)),
                Scalar.of("POWER", DOUBLE, Signatures.of(NUMERIC, NUMERIC), two((x, y) -> Math.pow(real(x), real(y)))),
                Scalar.of(
                        "LOG",
                        DOUBLE,
                        Signatures.of(NUMERIC, NUMERIC),
                        two((b, x) -> Math.log(real(x)) / Math.log(real(b)))),
                Scalar.of(
                        "ATAN2", DOUBLE, Signatures.of(NUMERIC, NUMERIC), two((y, x) -> Math.atan2(real(y), real(x)))),
                ofReal("SQRT", Math::sqrt),
                ofReal("CBRT", Math::cbrt),
                ofReal("EXP", Math::exp),
                ofReal("LN", Math::log),
                ofReal("LOG2", x -> Math.log(x) / Math.log(2)),
                ofReal("LOG10", Math::log10),
                ofReal("SIN", Math::sin),
                ofReal("COS", Math::cos),
                ofReal("TAN", Math::tan),
                ofReal("ASIN", Math::asin),
                ofReal("ACOS", Math::acos),
                ofReal("ATAN", Math::atan),
                ofReal("DEGREES", Math::toDegrees),
                ofReal("RADIANS", Math::toRadians),
                Scalar.of("PI", DOUBLE, Signatures.of(), all(x -> Math.PI)),
                Scalar.of("E", DOUBLE, Signatures.of(), all(x -> Math.E)),
                Scalar.of("NAN", DOUBLE, Signatures.of(), all(x -> Double.NaN)),
                Scalar.of("INFINITY", DOUBLE, Signatures.of(), all(x -> Double.POSITIVE_INFINITY)),
                Scalar.of("IS_NAN", FLAG, Signatures.of(NUMERIC), one(x -> Double.isNaN(real(x)))),
                Scalar.of("IS_INFINITE", FLAG, Signatures.of(NUMERIC), one(x -> Double.isInfinite(real(x)))),
                Scalar.of("IS_FINITE", FLAG, Signatures.of(NUMERIC), one(x -> Double.isFinite(real(x)))));
    }

    private static Scalar ofReal(String name, DoubleUnaryOperator function) {
        return Scalar.of(name, DOUBLE, Signatures.of(NUMERIC), one(x -> function.applyAsDouble(real(x))));
    }

    private static double real(Object value) {
        return Numbers.real(value);
    }

    private static Expression abs(RexCall call, List<Expression> operands) {
        return one(x -> signum(x) < 0 ? Arithmetic.negate(x, call.getType().getSqlTypeName()) : unsigned(x))
                .compile(call, operands);
    }

    private static Object unsigned(Object number) {
        return number instanceof Double real ? (Object) Math.abs(real) : number;
    }

    private static double signum(Object number) {
        if (number instanceof Long whole) {
            return Long.signum(whole);
        }
        return number instanceof Double real ? Math.signum(real) : ((BigDecimal) number).signum();
    }

    private static Object sign(Object number) {
        double sign = signum(number);
        if (number instanceof Double) {
            return sign;
        }
        return number instanceof Long ? (Object) (long) sign : BigDecimal.valueOf((long) sign);
    }

    private static Object rounded(Object number, RoundingMode mode) {
        if (number instanceof Double real) {
            return mode == RoundingMode.CEILING ? Math.ceil(real) : Math.floor(real);
        }
        return number instanceof BigDecimal decimal ? (Object) decimal.setScale(0, mode) : number;
    }

    /** Half away from zero; a negative number of digits rounds before the point. */
    private static Object round(Object[] x) {
        int digits = x.length > 1 ? digits(x[1]) : 0;
        if (x[0] instanceof Double real) {
            return round(real, digits);
        }
        return scaled(x[0], digits, RoundingMode.HALF_UP);
    }

    /** As Trino rounds a double: by its multiple of a power of ten, where that has all its digits. */
    private static double round(double real, int digits) {
        if (!Double.isFinite(real)) {
            return real;
        }
        double factor = Math.pow(10, digits);
        double multiple = Math.abs(real) * factor;
        if (Double.isFinite(factor) && multiple < Math.pow(10, DIGITS_OF_A_DOUBLE) && factor != 0) {
            return Math.copySign(Math.round(multiple) / factor, real);
        }
        return BigDecimal.valueOf(real).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }

    private static Object truncate(Object[] x) {
        int digits = x.length > 1 ? digits(x[1]) : 0;
        if (x[0] instanceof Double real) {
            if (!Double.isFinite(real)) {
                return real;
            }
            return BigDecimal.valueOf(real).setScale(digits, RoundingMode.DOWN).doubleValue();
        }
        return scaled(x[0], digits, RoundingMode.DOWN);
    }

    private static int digits(Object digits) {
        return (int) Math.max(-1000, Math.min(1000, (Long) digits));
    }

    private static Object scaled(Object number, int digits, RoundingMode mode) {
        if (number instanceof Long whole) {
            return digits >= 0
                    ? whole
                    : (Object) Numbers.roundToWhole(BigDecimal.valueOf(whole).setScale(digits, mode));
        }
        BigDecimal decimal = (BigDecimal) number;
        BigDecimal scaled = decimal.setScale(Math.min(digits, Math.max(decimal.scale(), 0)), mode);
        return scaled.scale() < 0 ? scaled.setScale(0) : scaled;
    }
}
