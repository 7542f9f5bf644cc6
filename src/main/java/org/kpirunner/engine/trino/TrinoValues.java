package org.kpirunner.engine.trino;

import io.trino.jdbc.Row;
import io.trino.jdbc.RowField;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kpirunner.table.Value;

/** Reads values out of the driver's result sets; times through their text, which has all digits and no zone of ours. */
final class TrinoValues {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** That of NUMERIC in the shipped catalogs; quotients and averages have more. */
    private static final int UNDECLARED_SCALE = 10;

    private TrinoValues() {}

    /** The value of a column, counted from 1, of the current row. */
    static Value read(ResultSet row, int column, String type) throws SQLException {
        Object object =
                type.startsWith("time") || type.startsWith("date") ? row.getString(column) : row.getObject(column);
        return object == null ? Value.NOTHING : of(object, type);
    }

    private static Value of(@Nullable Object object, String type) throws SQLException {
        if (object == null) {
            return Value.NOTHING;
        }
        if (object instanceof BigDecimal number) {
            return exact(number);
        }
        if (object instanceof Double || object instanceof Float) {
            return new Value.Real(Double.parseDouble(object.toString()));
        }
        if (object instanceof Number number) {
            return Value.of(number.longValue());
        }
        if (object instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (object instanceof byte[] bytes) {
            return new Value.Text(HexFormat.of().formatHex(bytes));
        }
        if (object instanceof Array array) {
            return items(Arrays.asList((Object[]) array.getArray()), type);
        }
        if (object instanceof List<?> list) {
            return items(list, type);
        }
        if (object instanceof Timestamp timestamp) {
            return type.endsWith("with time zone")
                    ? new Value.Point(timestamp.toInstant())
                    : new Value.Moment(timestamp.toLocalDateTime());
        }
        if (object instanceof Map<?, ?> map) {
            List<Value.Field> fields = new ArrayList<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                fields.add(new Value.Field(String.valueOf(entry.getKey()), of(entry.getValue(), "")));
            }
            return new Value.Fields(fields);
        }
        if (object instanceof Row row) {
            List<Value.Field> fields = new ArrayList<>();
            for (RowField field : row.getFields()) {
                fields.add(new Value.Field(
                        field.getName().orElse("field" + field.getOrdinal()), of(field.getValue(), "")));
            }
            return new Value.Fields(fields);
        }
        return text(object.toString(), type);
    }

    /** Trino fills up the scale of numbers that have none of their own with zeros that nobody has written. */
    private static Value exact(BigDecimal number) {
        if (number.scale() < UNDECLARED_SCALE) {
            return new Value.Exact(number);
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return new Value.Exact(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }

    private static Value items(List<?> list, String type) throws SQLException {
        String item = type.startsWith("array(") ? type.substring("array(".length(), type.length() - 1) : "";
        List<Value> items = new ArrayList<>();
        for (Object each : list) {
            items.add(of(each, item));
        }
        return new Value.Items(items);
    }

    private static Value text(String text, String type) {
        if (type.equals("date")) {
            return new Value.Day(LocalDate.parse(text));
        }
        if (type.startsWith("timestamp") && type.endsWith("with time zone")) {
            int zone = text.indexOf(' ', text.indexOf(' ') + 1);
            return new Value.Point(instant(text.substring(0, zone), text.substring(zone + 1)));
        }
        if (type.startsWith("timestamp")) {
            return new Value.Moment(LocalDateTime.parse(text, DATE_TIME));
        }
        if (type.startsWith("time(") && !type.endsWith("with time zone")) {
            return new Value.TimeOfDay(LocalTime.parse(text));
        }
        return new Value.Text(text);
    }

    private static Instant instant(String dateTime, String zone) {
        return LocalDateTime.parse(dateTime, DATE_TIME).atZone(ZoneId.of(zone)).toInstant();
    }
}
