package org.kpirunner.engine.embedded;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.planning.TypeNames;
import org.kpirunner.engine.embedded.value.Rendering;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

/** Makes an answer of the rows of a query. */
public final class Answers {
    private Answers() {}

    /** Reads at most so many rows. */
    public static Answer of(Planner.Planned planned, Rows rows, int most) {
        List<RelDataTypeField> fields = planned.plan().getRowType().getFieldList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(new Column(
                    planned.columns().get(i), TypeNames.of(fields.get(i).getType())));
        }
        List<List<Value>> read = new ArrayList<>();
        while (read.size() < most) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                break;
            }
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                values.add(value(row[i], fields.get(i).getType()));
            }
            read.add(values);
        }
        return new Answer(columns, read);
    }

    private static Value value(@Nullable Object object, RelDataType type) {
        if (object == null) {
            return Value.NOTHING;
        }
        if (object instanceof BigDecimal number) {
            return new Value.Exact(number);
        }
        if (object instanceof Long number) {
            return Value.of(number);
        }
        if (object instanceof Double number) {
            return new Value.Real(type.getSqlTypeName() == SqlTypeName.REAL ? asWritten(number) : number);
        }
        if (object instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (object instanceof byte[] bytes) {
            return new Value.Text(HexFormat.of().formatHex(bytes));
        }
        return moment(object, type);
    }

    /** The double that a real number is written as: 0.1, and not 0.10000000149011612. */
    private static double asWritten(double real) {
        return Double.parseDouble(Float.toString((float) real));
    }

    private static Value moment(Object object, RelDataType type) {
        if (object instanceof LocalDate date) {
            return new Value.Day(date);
        }
        if (object instanceof LocalTime time) {
            return new Value.TimeOfDay(time);
        }
        if (object instanceof LocalDateTime dateTime) {
            return new Value.Moment(dateTime);
        }
        if (object instanceof Instant instant) {
            return new Value.Point(instant);
        }
        if (object instanceof ZonedDateTime dateTime) {
            return new Value.Point(dateTime.toInstant());
        }
        return composed(object, type);
    }

    private static Value composed(Object object, RelDataType type) {
        if (object instanceof List<?> list) {
            List<Value> items = new ArrayList<>();
            list.forEach(item -> items.add(value(item, part(type.getComponentType()))));
            return new Value.Items(items);
        }
        if (object instanceof Map<?, ?> map) {
            List<Value.Field> fields = new ArrayList<>();
            map.forEach((key, item) ->
                    fields.add(new Value.Field(String.valueOf(key), value(item, part(type.getValueType())))));
            return new Value.Fields(fields);
        }
        if (object instanceof Object[] row) {
            List<Value.Field> fields = new ArrayList<>();
            for (RelDataTypeField field : type.getFieldList()) {
                fields.add(new Value.Field(field.getName(), value(row[field.getIndex()], field.getType())));
            }
            return new Value.Fields(fields);
        }
        boolean isInterval = object instanceof Period || object instanceof Duration;
        return new Value.Text(isInterval ? Rendering.text(object, type) : object.toString());
    }

    private static RelDataType part(@Nullable RelDataType type) {
        if (type == null) {
            throw new IllegalArgumentException("a value of parts has a type without them");
        }
        return type;
    }
}
