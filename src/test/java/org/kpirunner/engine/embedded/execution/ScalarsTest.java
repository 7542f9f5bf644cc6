package org.kpirunner.engine.embedded.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpirunner.problem.KpiException;

/** What single values are computed to: expression and result, as a person would look them up. */
class ScalarsTest {
    private final LocalTables tables = new LocalTables()
            .table(
                    "one",
                    "ts timestamp(3), tz timestamp(3) with local time zone, u uuid, d double, m decimal(10,2), t varchar",
                    new Object[] {
                        LocalDateTime.parse("2026-05-17T10:11:12.345"),
                        Instant.parse("2026-03-29T00:30:00Z"),
                        "0a0a0a0a-0000-4000-8000-00000000000f",
                        Double.NaN,
                        new BigDecimal("10.00"),
                        "añ😀"
                    });

    private String value(String expression) {
        return tables.answer("SELECT " + expression + " FROM one").get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // whole numbers stay whole, decimals keep their digits, doubles follow IEEE
                "7 / 2; 3",
                "-7 / 2; -3",
                "mod(-7, 3); -1",
                "7.0 / 2; 3.5000000000000000",
                "1 / 3.0; 0.33333333333333333333",
                "10 * 1.0 / 4 * 100; 250.0000000000000000",
                "1 / 3e0; 0.3333333333333333",
                "1e0 / 0; Infinity",
                "0.1 + 0.2; 0.3",
                "round(2.5); 3",
                "round(-2.5); -3",
                "round(2.567, 2); 2.57",
                "round(1254, -2); 1300",
                "truncate(-1.987, 1); -1.9",
                "floor(-1.5); -2",
                "greatest(1, 2.5); 2.5",
                "greatest(1, NULL); null",
                "least(d, 1e0); 1.0",
                "d = d; false",
                "d > 1e308; false",
                // text is counted and cut in characters, not in bytes or surrogates
                "length(t); 3",
                "reverse(t); 😀ña",
                "substr(t, 3); 😀",
                "substr(t, -2, 1); ñ",
                "'[' || substr('abc', 0) || ']'; []",
                "upper('straße'); STRAßE",
                "strpos('abcabc', 'c', -1); 6",
                "position('z' IN 'abc'); 0",
                "split_part('a,b', ',', 3); null",
                "lpad('abc', 2, 'x'); ab",
                "concat_ws('-', 'a', NULL, 'b'); a-b",
                "regexp_replace('a1b22', '\\d+', '<$0>'); a<1>b<22>",
                "regexp_extract('id=7', 'id=(\\d)', 1); 7",
                // nothing matches within a character, and only a line feed ends a line
                "regexp_replace(t, '', '-'); -a-ñ-😀-",
                "regexp_count(t, ''); 4",
                "array_join(regexp_split(t, ''), '.'); .a.ñ.😀.",
                "regexp_like('É', '(?i)é'); true",
                "regexp_like('a' || chr(13) || 'b', 'a.b'); true",
                "regexp_like('a' || chr(10) || 'b', 'a.b'); false",
                "'100%' LIKE '100\\%' ESCAPE '\\'; true",
                "'😀' LIKE '_'; true",
                // NULL is neither true nor false
                "NULL AND false; false",
                "NULL AND true; null",
                "NULL OR true; true",
                "1 IN (2, NULL); null",
                "1 NOT IN (2, NULL); null",
                "(1, NULL) = (2, NULL); false",
                "(1, NULL) = (1, 2); null",
                "coalesce(NULL, 2, 3.5); 2.0",
                "nullif(1, 1); null",
                "if(1 > 2, 'a'); null",
                // casts
                "CAST(2.5 AS integer); 3",
                "CAST(-2.5 AS bigint); -3",
                "CAST(1.5e0 AS varchar); 1.5E0",
                "CAST(CAST(1.1 AS real) AS varchar); 1.1E0",
                "CAST(CAST(16777217 AS real) AS varchar); 1.677722E7",
                "CAST(true AS varchar); true",
                "CAST(12.50 AS varchar); 12.50",
                "CAST(' 1.5 ' AS double); 1.5",
                "CAST(ts AS varchar); 2026-05-17 10:11:12.345",
                "CAST(tz AS varchar); 2026-03-29 00:30:00.000 UTC",
                "CAST('abcdef' AS varchar(3)); abc",
                "try_cast('x' AS bigint); null",
                "try(1 / 0); null",
                // times
                "date_trunc('week', DATE '2026-01-01'); 2025-12-29",
                "date_trunc('quarter', ts); 2026-04-01T00:00",
                "date_add('month', 1, DATE '2026-01-31'); 2026-02-28",
                "date_diff('month', DATE '2026-01-31', DATE '2026-02-28'); 1",
                "date_diff('day', TIMESTAMP '2026-01-02 12:00:00', TIMESTAMP '2026-01-01 13:00:00'); 0",
                "DATE '2026-01-31' + INTERVAL '1' MONTH; 2026-02-28",
                "extract(dow FROM DATE '2026-05-17'); 7",
                "week(DATE '2026-01-01'); 1",
                "year_of_week(DATE '2027-01-01'); 2026",
                "date_format(ts, '%d.%m.%Y %H:%i:%s'); 17.05.2026 10:11:12",
                "date_parse('17/05/2026 7', '%d/%m/%Y %k'); 2026-05-17T07:00",
                "to_unixtime(TIMESTAMP '1970-01-01 00:00:01.5'); 1.5",
                "from_unixtime(1.5); 1970-01-01T00:00:01.500Z",
                "hour(at_timezone(tz, 'Europe/Madrid')); 1",
                "date_trunc('day', at_timezone(tz, 'Europe/Madrid')); 2026-03-29T00:00+01:00[Europe/Madrid]",
                "date_add('hour', 1, at_timezone(tz, 'Europe/Madrid')); 2026-03-29T03:30+02:00[Europe/Madrid]",
                "at_timezone(tz, 'Europe/Madrid') = tz; true",
                "from_iso8601_timestamp('2026-05-17T10:00:00+02:00') = TIMESTAMP '2026-05-17 08:00:00'; true",
                "hour(from_iso8601_timestamp('2026-05-17T10:00:00+02:00')); 10",
                "from_iso8601_date('2026-W20-2'); 2026-05-12",
                // JSON, arrays
                "json_extract_scalar('{\"a\":{\"b\":[1,\"x\"]}}', '$.a.b[1]'); x",
                "json_extract('{\"a\":[1, 2]}', '$.a'); [1,2]",
                "json_extract_scalar('no json', '$.a'); null",
                "CAST(json_extract('{\"a\":\"5\"}', '$.a') AS bigint); 5",
                "json_value('{\"a\":5}', 'lax $.a' RETURNING bigint); 5",
                "element_at(CAST(json_parse('[null]') AS array(json)), 1); null",
                "json_format(element_at(CAST(json_parse('[{\"b\":2},null]') AS array(json)), 2)); null",
                "element_at(CAST(json_parse('[null]') AS array(varchar)), 1) IS NULL; true",
                "element_at(CAST(json_parse('[null]') AS array(json)), 1) IS NULL; false",
                "try_cast(json_parse('5') AS array(json)); null",
                "CAST(MAP(ARRAY['b', 'a'], ARRAY[1, 2]) AS json); {\"a\":2,\"b\":1}",
                "element_at(ARRAY[1, 2, 3], -1); 3",
                "element_at(ARRAY[1], 2); null",
                "contains(ARRAY[1, NULL], 2); null",
                "cardinality(split('a,b,', ',')); 3",
                "array_join(ARRAY['a', NULL, 'b'], '-'); a-b",
                "convert_from(convert_to(ARRAY['a', NULL], 'JSON'), 'UTF8'); [\"a\",null]"
            })
    void expressionHasValue(String expression, String value) {
        assertThat(value(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 / 0; division by zero; NULLIF(divisor, 0) gives NULL instead of failing",
                "9223372036854775807 + 1; a number does not fit bigint; cast the operands to a wider type",
                "CAST(2147483647 AS integer) + CAST(1 AS integer); a number does not fit integer; cast the operands to a wider type"
            })
    void expressionFails(String expression, String message, String hint) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(KpiException.class)
                .hasMessage(message + "; " + hint);
    }

    @Test
    void trimTakesAnyWhiteSpaceUnlessItIsToldWhat() {
        assertThat(value("'[' || trim('\t a\n') || trim(BOTH ' ' FROM ' b ') || ']'"))
                .isEqualTo("[ab]");
    }

    @Test
    void valueThatCannotBeCastIsQuotedNoLongerThanNeeded() {
        assertThatThrownBy(() -> value("CAST('a text that is much too long to be a number' AS bigint)"))
                .isInstanceOf(KpiException.class)
                .hasMessage("\"a text that is much …\" is not a bigint; TRY_CAST gives NULL instead of failing");
    }

    @Test
    void ofArrayThereMustBeTheElementThatASubscriptNames() {
        assertThatThrownBy(() -> value("ARRAY[1, 2][3]"))
                .isInstanceOf(KpiException.class)
                .hasMessage("an array of 2 elements has no element 3; element_at gives NULL instead of failing");
    }
}
