package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.calcite.sql.type.SqlTypeFamily.DATETIME;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.prepared;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.DATE;
import static org.kpirunner.engine.embedded.function.Signatures.DOUBLE;
import static org.kpirunner.engine.embedded.function.Signatures.POINT_IN_TIME;
import static org.kpirunner.engine.embedded.function.Signatures.SAME_AS_SECOND;
import static org.kpirunner.engine.embedded.function.Signatures.SAME_AS_THIRD;
import static org.kpirunner.engine.embedded.function.Signatures.TEXT;
import static org.kpirunner.engine.embedded.function.Signatures.TIMESTAMP;
import static org.kpirunner.engine.embedded.function.Signatures.WHOLE;
import static org.kpirunner.engine.embedded.function.Signatures.optional;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.embedded.expression.Arithmetic;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.DateFormat;
import org.kpirunner.engine.embedded.value.Field;
import org.kpirunner.engine.embedded.value.Iso8601;
import org.kpirunner.engine.embedded.value.Moments;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Parsing;
import org.kpirunner.engine.embedded.value.Texts;
import org.kpirunner.engine.embedded.value.Unit;

/** The functions of dates and times; what has no zone is in UTC. */
final class TimeFunctions {
    private static final double MICROS_OF_A_SECOND = 1_000_000;
    private static final double MILLIS_OF_A_SECOND = 1000;

    private TimeFunctions() {}

    static List<Scalar> list() {
        return List.of(
                new Scalar(SqlStdOperatorTable.EXTRACT, TimeFunctions::extract),
                new Scalar(SqlStdOperatorTable.DATETIME_PLUS, TimeFunctions::plus),
                new Scalar(SqlStdOperatorTable.MINUS_DATE, TimeFunctions::minus),
                Scalar.of(
                        "DATE_TRUNC",
                        SAME_AS_SECOND,
                        Signatures.of(CHARACTER, DATETIME),
                        prepared(0, Unit::of, x -> ((Unit) x[0]).truncate(x[1]))),
                Scalar.of(
                        "DATE_ADD",
                        SAME_AS_THIRD,
                        Signatures.of(CHARACTER, INTEGER, DATETIME),
                        prepared(0, Unit::of, x -> ((Unit) x[0]).add(x[2], (Long) x[1]))),
                Scalar.of(
                        "DATE_DIFF",
                        WHOLE,
                        Signatures.of(CHARACTER, DATETIME, DATETIME),
                        prepared(0, Unit::of, x -> ((Unit) x[0]).between(x[1], x[2]))),
                Scalar.of(
                        "DATE_FORMAT",
                        TEXT,
                        Signatures.of(DATETIME, CHARACTER),
                        prepared(1, DateFormat::of, x -> ((DateFormat) x[1]).format(x[0]))),
                Scalar.of(
                        "DATE_PARSE",
                        TIMESTAMP,
                        Signatures.of(CHARACTER, CHARACTER),
                        prepared(1, DateFormat::of, x -> ((DateFormat) x[1]).parse((String) x[0]))),
                Scalar.of(
                        "DATE",
                        DATE,
                        Signatures.either(DATETIME, CHARACTER),
                        one(x -> x instanceof String text
                                ? Parsing.toDate(text)
                                : Moments.local(x, "date").toLocalDate())),
                Scalar.of("LAST_DAY_OF_MONTH", DATE, Signatures.of(DATETIME), one(TimeFunctions::lastDayOfMonth)),
                Scalar.of(
                        "FROM_UNIXTIME", POINT_IN_TIME, optional(1, NUMERIC, CHARACTER), all(TimeFunctions::fromUnix)),
                Scalar.of("TO_UNIXTIME", DOUBLE, Signatures.of(DATETIME), one(TimeFunctions::toUnix)),
                Scalar.of(
                        "AT_TIMEZONE",
                        Signatures.POINT_IN_TIME_LIKE_FIRST,
                        Signatures.of(DATETIME, CHARACTER),
                        two((x, zone) -> inZone(Moments.instant(x), zone))),
                Scalar.of(
                        "WITH_TIMEZONE",
                        Signatures.POINT_IN_TIME_LIKE_FIRST,
                        Signatures.of(DATETIME, CHARACTER),
                        two(TimeFunctions::withZone)),
                Scalar.of(
                        "FROM_ISO8601_TIMESTAMP",
                        POINT_IN_TIME,
                        Signatures.of(CHARACTER),
                        one(x -> Iso8601.toPointInTime((String) x))),
                Scalar.of("FROM_ISO8601_DATE", DATE, Signatures.of(CHARACTER), one(x -> Iso8601.toDate((String) x))),
                Scalar.of("TO_ISO8601", TEXT, Signatures.of(DATETIME), TimeFunctions::toIso));
    }

    /** By Trino's rules: weeks are ISO's, and so is the day of the week, where Monday is 1. */
    private static Expression extract(RexCall call, List<Expression> operands) {
        TimeUnitRange unit = ((RexLiteral) call.getOperands().get(0)).getValueAs(TimeUnitRange.class);
        Field field = Field.of(String.valueOf(unit));
        return one(field::of).compile(call, operands.subList(1, operands.size()));
    }

    /** A date or time more or less an interval, in either order. */
    static Expression shifted(RexCall call, List<Expression> operands) {
        if (call.getKind() == SqlKind.MINUS) {
            return minus(call, operands);
        }
        boolean isIntervalFirst = SqlTypeName.INTERVAL_TYPES.contains(
                call.getOperands().get(0).getType().getSqlTypeName());
        return plus(call, isIntervalFirst ? List.of(operands.get(1), operands.get(0)) : operands);
    }

    private static Expression plus(RexCall call, List<Expression> operands) {
        SqlTypeName type = call.getType().getSqlTypeName();
        return two((x, interval) -> shifted(x, interval, type)).compile(call, operands);
    }

    /** A date less an interval, or the interval between two dates. */
    private static Expression minus(RexCall call, List<Expression> operands) {
        SqlTypeName type = call.getType().getSqlTypeName();
        if (SqlTypeName.INTERVAL_TYPES.contains(type)) {
            boolean isInMonths = SqlTypeName.YEAR_INTERVAL_TYPES.contains(type);
            return two((x, y) -> difference(x, y, isInMonths)).compile(call, operands);
        }
        return two((x, interval) -> shifted(x, Arithmetic.negate(interval, type), type))
                .compile(call, operands);
    }

    /** The time between two dates or times, to the millisecond as Trino has it. */
    static Expression between(RexCall call, List<Expression> operands) {
        return two((x, y) -> Duration.between(pointInTime(y), pointInTime(x)).truncatedTo(ChronoUnit.MILLIS))
                .compile(call, operands);
    }

    private static Temporal pointInTime(Object value) {
        return value instanceof LocalTime time ? time : Moments.instant(value);
    }

    private static Object difference(Object x, Object y, boolean isInMonths) {
        return isInMonths
                ? Period.ofMonths(Math.toIntExact(Unit.MONTH.between(y, x)))
                : Duration.between(Moments.instant(y), Moments.instant(x));
    }

    private static Object shifted(Object value, Object interval, SqlTypeName type) {
        try {
            if (interval instanceof Period period) {
                return value instanceof Instant instant
                        ? instant.atZone(ZoneOffset.UTC).plus(period).toInstant()
                        : ((Temporal) value).plus(period);
            }
            Duration duration = (Duration) interval;
            if (value instanceof LocalDate date) {
                return type == SqlTypeName.DATE
                        ? date.plusDays(wholeDays(duration))
                        : date.atStartOfDay().plus(duration);
            }
            return value instanceof LocalTime time ? time.plus(duration) : ((Temporal) value).plus(duration);
        } catch (DateTimeException | ArithmeticException e) {
            throw Numbers.overflow("a date");
        }
    }

    private static long wholeDays(Duration duration) {
        if (!duration.equals(Duration.ofDays(duration.toDays()))) {
            throw Texts.invalid("hours, minutes and seconds cannot be added to a date; cast it to a timestamp");
        }
        return duration.toDays();
    }

    private static LocalDate lastDayOfMonth(Object value) {
        return Moments.local(value, "date").toLocalDate().with(TemporalAdjusters.lastDayOfMonth());
    }

    private static Object fromUnix(Object[] x) {
        double millis = Numbers.real(x[0]) * MILLIS_OF_A_SECOND;
        if (!Double.isFinite(millis) || Math.abs(millis) > Long.MAX_VALUE / MILLIS_OF_A_SECOND) {
            throw Texts.invalid("from_unixtime takes seconds since 1970");
        }
        Instant instant = Instant.ofEpochMilli(Math.round(millis));
        return x.length > 1 ? inZone(instant, x[1]) : instant;
    }

    private static Double toUnix(Object value) {
        Instant instant = Moments.instant(value);
        long micros = Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), (long) MICROS_OF_A_SECOND),
                TimeUnit.NANOSECONDS.toMicros(instant.getNano()));
        return micros / MICROS_OF_A_SECOND;
    }

    private static Object inZone(Instant instant, Object zone) {
        return Moments.inZone(instant.atZone(Parsing.zone((String) zone)));
    }

    private static Object withZone(Object value, Object zone) {
        ZoneId zoneId = Parsing.zone((String) zone);
        return Moments.inZone(Moments.local(value, "timestamp").atZone(zoneId));
    }

    private static Expression toIso(RexCall call, List<Expression> operands) {
        return one(x -> Iso8601.of(x, call.getOperands().get(0).getType())).compile(call, operands);
    }
}
