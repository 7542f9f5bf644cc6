package org.kpirunner.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.table.Value;

class RowJsonTest {
    @Test
    void everyValueComesBackAsItWas() {
        Stream<Value> values = Stream.of(
                Value.NOTHING,
                new Value.Exact(new BigDecimal("12.500")),
                new Value.Exact(new BigDecimal("1E+3")),
                new Value.Real(0.1 + 0.2),
                new Value.Text("=1+1 😀 \"\n"),
                new Value.Text(""),
                new Value.Flag(false),
                new Value.Day(LocalDate.of(2026, 11, 1)),
                new Value.TimeOfDay(LocalTime.of(7, 0)),
                new Value.Moment(LocalDateTime.of(2026, 11, 1, 0, 0, 0, 123_000)),
                new Value.Point(Instant.parse("2026-11-01T00:00:00.5Z")));
        List<Entry> entries = values.map(value ->
                        new Entry("id", "name", List.of("old"), Optional.of("header"), value, Optional.empty()))
                .toList();
        Row row = new Row("0123456789ab", LocalDateTime.of(2026, 11, 1, 12, 0), entries);

        assertThat(RowJson.read(RowJson.write(row))).isEqualTo(row);
    }

    @Test
    void whatIsNotThereStaysAway() {
        Row row = new Row(
                "0123456789ab",
                LocalDateTime.of(2026, 11, 1, 12, 0),
                List.of(new Entry(
                        "id", "name", List.of(), Optional.empty(), Value.NOTHING, Optional.of("timeout: too slow"))));

        assertThat(RowJson.write(row))
                .isEqualTo("{\"run\":\"0123456789ab\",\"date_time\":\"2026-11-01T12:00\",\"entries\":"
                        + "[{\"id\":\"id\",\"name\":\"name\",\"note\":\"timeout: too slow\"}]}");
        assertThat(RowJson.read(RowJson.write(row))).isEqualTo(row);
    }
}
