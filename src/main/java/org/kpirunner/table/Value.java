package org.kpirunner.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/** A typed value of an answer, as its source gave it. */
public sealed interface Value {
    /** SQL's NULL. */
    record Nothing() implements Value {}

    /** A whole number or an exact decimal, all its digits kept. */
    record Exact(BigDecimal number) implements Value {}

    /** A floating-point number, finite or not. */
    record Real(double number) implements Value {}

    record Text(String text) implements Value {}

    record Flag(boolean isTrue) implements Value {}

    record Day(LocalDate date) implements Value {}

    record TimeOfDay(LocalTime time) implements Value {}

    /** A date and time without a zone. */
    record Moment(LocalDateTime dateTime) implements Value {}

    /** A point in time. */
    record Point(Instant instant) implements Value {}

    /** An array. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A row, a map or a JSON object. */
    record Fields(List<Field> fields) implements Value {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One named part of {@link Fields}. */
    record Field(String name, Value value) {}

    Value NOTHING = new Nothing();

    static Value of(long number) {
        return new Exact(BigDecimal.valueOf(number));
    }
}
