package org.kpirunner.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void decimalsKeepAllTheirDigits() {
        assertThat(json(new BigDecimal("12.50"))).isEqualTo("12.50");
        assertThat(json(new BigDecimal("0.12345678901234567890123456789")))
                .isEqualTo("0.12345678901234567890123456789");
        assertThat(json(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(json(new BigDecimal("1E-9"))).isEqualTo("0.000000001");
    }

    @Test
    void numbersWhoseWholePartIsBeyondTheSafeRangeAreStrings() {
        assertThat(json(new BigDecimal("9007199254740992"))).isEqualTo("9007199254740992");
        assertThat(json(new BigDecimal("-9007199254740992.75"))).isEqualTo("-9007199254740992.75");
        assertThat(json(new BigDecimal("9007199254740993"))).isEqualTo("\"9007199254740993\"");
        assertThat(json(new BigDecimal("-9007199254740993"))).isEqualTo("\"-9007199254740993\"");
        assertThat(Json.of(new Value.Real(1e300))).isEqualTo("\"1E+300\"");
        assertThat(Json.of(new Value.Real(-9007199254740994.0))).isEqualTo("\"-9007199254740994\"");
        assertThat(Json.of(new Value.Real(9007199254740992.0))).isEqualTo("9007199254740992.0");
    }

    @Test
    void realsAreWrittenWithTheFewestDigitsThatReadBack() {
        assertThat(Json.of(new Value.Real(3))).isEqualTo("3.0");
        assertThat(Json.of(new Value.Real(-0.0))).isEqualTo("0.0");
        assertThat(Json.of(new Value.Real(0.1))).isEqualTo("0.1");
        assertThat(Json.of(new Value.Real(0.1 + 0.2))).isEqualTo("0.30000000000000004");
        assertThat(Json.of(new Value.Real(2.0E-3))).isEqualTo("0.002");
        assertThat(Json.of(new Value.Real(1.5e-7))).isEqualTo("1.5E-7");
        assertThat(Json.of(new Value.Real(Double.MIN_VALUE))).isEqualTo("5E-324");
        assertThat(Json.of(new Value.Real(1234567.25))).isEqualTo("1234567.25");
    }

    @Test
    void numbersThatAreNoneHaveNoJson() {
        assertThatThrownBy(() -> Json.of(new Value.Real(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of(new Value.Real(Double.NEGATIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesAreIsoAndAlwaysShowTheirSeconds() {
        assertThat(Json.of(new Value.Day(LocalDate.of(2026, 11, 1)))).isEqualTo("\"2026-11-01\"");
        assertThat(Json.of(new Value.TimeOfDay(LocalTime.of(7, 0)))).isEqualTo("\"07:00:00\"");
        assertThat(Json.of(new Value.Moment(LocalDateTime.of(2026, 11, 1, 0, 0))))
                .isEqualTo("\"2026-11-01T00:00:00\"");
        assertThat(Json.of(new Value.Point(Instant.parse("2026-11-01T00:00:00.120Z"))))
                .isEqualTo("\"2026-11-01T00:00:00.120Z\"");
    }

    @Test
    void nestedValuesAndOddTextStayThemselves() {
        Value value = new Value.Fields(List.of(
                new Value.Field("a \"b\"", new Value.Items(List.of(Value.of(1), Value.NOTHING, new Value.Flag(true)))),
                new Value.Field("t", new Value.Text("tab\t 😀 שלום \u0001"))));

        assertThat(Json.of(value)).isEqualTo("{\"a \\\"b\\\"\":[1,null,true],\"t\":\"tab\\t 😀 שלום \\u0001\"}");
    }

    @Test
    void rowsAreAnArrayOfObjectsInColumnOrder() {
        Answer answer = new Answer(
                List.of(new Column("name", "varchar"), new Column("EXPR$1", "bigint")),
                List.of(List.of(new Value.Text("x"), Value.of(2)), List.of(Value.NOTHING, Value.of(3))));

        assertThat(Json.of(answer)).isEqualTo("[{\"name\":\"x\",\"EXPR$1\":2},{\"name\":null,\"EXPR$1\":3}]");
        assertThat(Json.of(new Answer(List.of(new Column("name", "varchar")), List.of())))
                .isEqualTo("[]");
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        String json = "{\"a\":[1,2.50,\"x\",null,true],\"b\":123456789012345678901234567890.10}";

        assertThat(JsonReading.of(json))
                .isEqualTo(new Value.Fields(List.of(
                        new Value.Field(
                                "a",
                                new Value.Items(List.of(
                                        Value.of(1),
                                        new Value.Exact(new BigDecimal("2.50")),
                                        new Value.Text("x"),
                                        Value.NOTHING,
                                        new Value.Flag(true)))),
                        new Value.Field("b", new Value.Exact(new BigDecimal("123456789012345678901234567890.10"))))));
        assertThatThrownBy(() -> JsonReading.of("{")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String json(BigDecimal number) {
        return Json.of(new Value.Exact(number));
    }
}
