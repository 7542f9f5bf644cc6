package org.kpirunner.engine.embedded.execution;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.apache.calcite.util.TimestampWithTimeZoneString;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Moments;
import org.kpirunner.engine.embedded.value.Numbers;
import org.kpirunner.engine.embedded.value.Parsing;
import org.kpirunner.engine.pushdown.Types;

/** The values of literals as rows have them. */
final class Literals {
    private Literals() {}

    static @Nullable Object value(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        Object value = Objects.requireNonNull(literal.getValueAs(Comparable.class));
        return value instanceof BigDecimal number && Types.isUnbounded(literal.getType())
                ? plain(number)
                : value(value, literal.getType().getSqlTypeName());
    }

    /** A number as it was written, where Calcite has given it all the zeros that its type has room for. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Object value(Object value, SqlTypeName type) {
        if (value instanceof NlsString text) {
            return text.getValue();
        }
        if (value instanceof BigDecimal number) {
            return number(number, type);
        }
        if (value instanceof DateString date) {
            return LocalDate.parse(date.toString());
        }
        if (value instanceof TimeString time) {
            return LocalTime.parse(time.toString());
        }
        if (value instanceof TimestampString timestamp) {
            LocalDateTime dateTime = LocalDateTime.parse(timestamp.toString().replace(' ', 'T'));
            return type == SqlTypeName.TIMESTAMP ? dateTime : (Object) dateTime.toInstant(ZoneOffset.UTC);
        }
        if (value instanceof TimestampWithTimeZoneString timestamp) {
            LocalDateTime dateTime = LocalDateTime.parse(
                    timestamp.getLocalTimestampString().toString().replace(' ', 'T'));
            return Moments.inZone(
                    dateTime.atZone(Parsing.zone(timestamp.getTimeZone().getID())));
        }
        if (value instanceof ByteString bytes) {
            return bytes.getBytes();
        }
        if (value instanceof List<?> items) {
            List<?> values =
                    items.stream().map(item -> value((RexLiteral) item)).toList();
            return type == SqlTypeName.ROW ? values.toArray() : values;
        }
        if (value instanceof UUID uuid) {
            return uuid.toString();
        }
        return value;
    }

    private static Object number(BigDecimal number, SqlTypeName type) {
        if (Numbers.isWhole(type)) {
            return number.longValueExact();
        }
        if (Numbers.isApproximate(type)) {
            return number.doubleValue();
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type)) {
            return Duration.ofMillis(number.longValueExact());
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
            return Period.ofMonths(number.intValueExact());
        }
        return number;
    }
}
