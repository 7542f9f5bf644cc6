package org.kpirunner.engine.embedded.value;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Values as the text that CAST to VARCHAR gives. */
public final class Rendering {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int NANO_DIGITS = 9;
    private static final int MONTHS = 12;
    private static final String DOUBLE_DIGITS = "0.0###################E0";
    private static final String REAL_DIGITS = "0.0#####E0";

    private Rendering() {}

    /** The text of a value; the type says how many digits a second has. */
    public static String text(Object value, RelDataType type) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Double number) {
            return type.getSqlTypeName() == SqlTypeName.REAL ? written(number, REAL_DIGITS) : real(number);
        }
        if (value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof LocalDate date) {
            return DATE.format(date);
        }
        if (value instanceof LocalTime time) {
            return time(time, type.getPrecision());
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime(dateTime, type.getPrecision());
        }
        if (value instanceof Instant instant) {
            return dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), type.getPrecision()) + " UTC";
        }
        if (value instanceof ZonedDateTime zoned) {
            return dateTime(zoned.toLocalDateTime(), type.getPrecision()) + " " + zone(zoned.getZone());
        }
        if (value instanceof Period period) {
            return months(period.toTotalMonths());
        }
        if (value instanceof Duration duration) {
            return millis(duration.toMillis());
        }
        throw new KpiException(Reason.TYPE_MISMATCH, "a cast from " + type + " to varchar is not supported");
    }

    /** Years and months as Trino writes them: {@code 1-2}. */
    private static String months(long months) {
        return (months < 0 ? "-" : "") + Math.abs(months) / MONTHS + "-" + Math.abs(months) % MONTHS;
    }

    /** Days and what is left of them as Trino writes them: {@code 1 02:00:00.000}. */
    private static String millis(long millis) {
        Duration all = Duration.ofMillis(Math.abs(millis));
        return String.format(
                Locale.ROOT,
                "%s%d %02d:%02d:%02d.%03d",
                millis < 0 ? "-" : "",
                all.toDays(),
                all.toHoursPart(),
                all.toMinutesPart(),
                all.toSecondsPart(),
                all.toMillisPart());
    }

    /** What people call such a value. */
    public static String kind(Object value) {
        if (value instanceof LocalDate) {
            return "date";
        }
        if (value instanceof LocalTime) {
            return "time";
        }
        if (value instanceof LocalDateTime) {
            return "timestamp";
        }
        return value instanceof Instant || value instanceof ZonedDateTime ? "timestamp with time zone" : "such a value";
    }

    /** A double as Trino writes it: {@code 1.5E0}. */
    public static String real(double number) {
        return written(number, DOUBLE_DIGITS);
    }

    private static String written(double number, String digits) {
        if (number == 0) {
            return 1 / number > 0 ? "0E0" : "-0E0";
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        return new DecimalFormat(digits, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    private static String dateTime(LocalDateTime dateTime, int precision) {
        return DATE.format(dateTime) + " " + time(dateTime.toLocalTime(), precision);
    }

    private static String time(LocalTime time, int precision) {
        String seconds = TIME.format(time);
        int digits = precision < 0 ? neededDigits(time.get(NANO_OF_SECOND)) : Math.min(precision, NANO_DIGITS);
        if (digits == 0) {
            return seconds;
        }
        return seconds + "."
                + String.format(Locale.ROOT, "%09d", time.get(NANO_OF_SECOND)).substring(0, digits);
    }

    private static int neededDigits(int nanos) {
        return nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : NANO_DIGITS;
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
