package org.kpirunner.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Values and rows as compact JSON. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** One value; a finite number within ±2^53 is a number with all its digits, a number beyond is a string. */
    public static String of(Value value) {
        return written(json -> write(value, json));
    }

    /** An array with an object for each row, whose keys are the column names in their order. */
    public static String of(Answer answer) {
        return written(json -> {
            json.writeStartArray();
            for (List<Value> row : answer.rows()) {
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    json.writeFieldName(answer.columns().get(i).name());
                    write(row.get(i), json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
        if (value instanceof Value.Nothing) {
            json.writeNull();
        } else if (value instanceof Value.Exact exact) {
            writeNumber(Numbers.text(exact.number()), Numbers.isSafe(exact.number()), json);
        } else if (value instanceof Value.Real real) {
            writeReal(real.number(), json);
        } else if (value instanceof Value.Text text) {
            json.writeString(text.text());
        } else if (value instanceof Value.Flag flag) {
            json.writeBoolean(flag.isTrue());
        } else if (value instanceof Value.Day day) {
            json.writeString(day.date().toString());
        } else if (value instanceof Value.TimeOfDay time) {
            json.writeString(DateTimeFormatter.ISO_LOCAL_TIME.format(time.time()));
        } else if (value instanceof Value.Moment moment) {
            json.writeString(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment.dateTime()));
        } else if (value instanceof Value.Point point) {
            json.writeString(point.instant().toString());
        } else if (value instanceof Value.Items items) {
            json.writeStartArray();
            for (Value item : items.items()) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Value.Fields fields) {
            json.writeStartObject();
            for (Value.Field field : fields.fields()) {
                json.writeFieldName(field.name());
                write(field.value(), json);
            }
            json.writeEndObject();
        } else {
            throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }

    private static void writeReal(double number, JsonGenerator json) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " has no JSON; it is refused before");
        }
        writeNumber(Numbers.text(number), Numbers.isSafe(number), json);
    }

    private static void writeNumber(String digits, boolean isSafe, JsonGenerator json) throws IOException {
        if (isSafe) {
            json.writeNumber(digits);
        } else {
            json.writeString(digits);
        }
    }

    private static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writing.write(json);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }
}
