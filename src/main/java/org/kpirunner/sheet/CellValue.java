package org.kpirunner.sheet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.kpirunner.table.Numbers;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** What a cell of a spreadsheet can hold; a value that fits none of its types is text. */
public sealed interface CellValue {
    record Blank() implements CellValue {}

    record Numeric(double number) implements CellValue {}

    record Truth(boolean isTrue) implements CellValue {}

    record Text(String text) implements CellValue {}

    record Date(LocalDate date) implements CellValue {}

    record Time(LocalTime time) implements CellValue {}

    record DateTime(LocalDateTime dateTime) implements CellValue {}

    /** Numbers are the nearest double, beyond ±2^53 text with all digits; a point in time is shown in UTC. */
    static CellValue of(Value value) {
        if (value instanceof Value.Nothing) {
            return new Blank();
        } else if (value instanceof Value.Exact exact && Numbers.isSafe(exact.number())) {
            return new Numeric(exact.number().doubleValue());
        } else if (value instanceof Value.Real real && Numbers.isSafe(real.number())) {
            return new Numeric(real.number());
        } else if (value instanceof Value.Flag flag) {
            return new Truth(flag.isTrue());
        } else if (value instanceof Value.Day day) {
            return new Date(day.date());
        } else if (value instanceof Value.TimeOfDay time) {
            return new Time(time.time());
        } else if (value instanceof Value.Moment moment) {
            return new DateTime(moment.dateTime());
        } else if (value instanceof Value.Point point) {
            return new DateTime(LocalDateTime.ofInstant(point.instant(), ZoneOffset.UTC));
        }
        return new Text(Plain.of(value));
    }
}
