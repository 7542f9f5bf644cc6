package org.kpirunner.engine.elasticsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;

/** Values of documents, also of types that the servers of the tests lack. */
class ScalarTest {
    private static @Nullable Object read(FieldType type, String json) {
        return Scalar.of(node(json), field(type, "yyyy||strict_date_optional_time||epoch_millis"));
    }

    private static JsonNode node(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Field field(FieldType type, String formats) {
        return new Field("f", "f", type, "", true, true, true, true, Optional.empty(), formats, List.of());
    }

    @Test
    void numbersWithoutASignAreReadToTheLast() {
        assertThat(read(FieldType.UNSIGNED_LONG, "18446744073709551615"))
                .isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(read(FieldType.UNSIGNED_LONG, "\"9223372036854775808\""))
                .isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(read(FieldType.UNSIGNED_LONG, "0")).isEqualTo(BigDecimal.ZERO);
        assertThat(read(FieldType.UNSIGNED_LONG, "\"\"")).isNull();
    }

    @Test
    void numbersAreNotRoundedAsTheIndexDoes() {
        assertThat(read(FieldType.SCALED_FLOAT, "19.999")).isEqualTo(19.999);
        assertThat(field(FieldType.SCALED_FLOAT, "").isReadByColumn()).isFalse();
        assertThat(read(FieldType.HALF_FLOAT, "0.1")).isEqualTo((double) 0.1f);
    }

    @Test
    void wholeNumbersThatDoNotFitAreNone() {
        assertThat(read(FieldType.BYTE, "\"127.9\"")).isEqualTo(127L);
        assertThat(read(FieldType.LONG, "\"-9223372036854775808\"")).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> read(FieldType.BYTE, "128")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> read(FieldType.INTEGER, "-2147483649")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> read(FieldType.LONG, "9223372036854775808")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> read(FieldType.LONG, "\"many\"")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void numberOfEightDigitsIsNoYear() {
        assertThat(read(FieldType.DATE, "20200101")).isEqualTo(LocalDateTime.parse("1970-01-01T05:36:40.101"));
        assertThat(read(FieldType.DATE, "\"2020\"")).isEqualTo(LocalDateTime.parse("2020-01-01T00:00:00"));
        assertThat(read(FieldType.DATE, "\"+12020-01-01\"")).isEqualTo(LocalDateTime.of(12020, 1, 1, 0, 0));
        assertThatThrownBy(() -> read(FieldType.DATE, "\"soon\"")).isInstanceOf(IllegalArgumentException.class);
    }
}
