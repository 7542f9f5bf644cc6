package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;

/** A single value as the server understands it, wherever it is written. */
final class Scalar {
    /** Added to a number it makes one zero of the two. */
    private static final double POSITIVE_ZERO = 0.0;

    private Scalar() {}

    /** Throws an {@link IllegalArgumentException} or {@link ArithmeticException} if it is not of the field's type. */
    static @Nullable Object of(JsonNode node, Field field) {
        return switch (field.type()) {
            case KEYWORD, TEXT, WILDCARD, IP, VERSION -> text(node);
            case LONG -> whole(node, Long.MAX_VALUE);
            case INTEGER -> whole(node, Integer.MAX_VALUE);
            case SHORT -> whole(node, Short.MAX_VALUE);
            case BYTE -> whole(node, Byte.MAX_VALUE);
            case UNSIGNED_LONG -> isBlank(node) ? null : new BigDecimal(node.asText()).setScale(0, RoundingMode.DOWN);
            case DOUBLE, SCALED_FLOAT ->
                isBlank(node) ? null : (Object) (Double.parseDouble(node.asText()) + POSITIVE_ZERO);
            case FLOAT, HALF_FLOAT -> isBlank(node) ? null : (Object) (Float.parseFloat(node.asText()) + POSITIVE_ZERO);
            case BOOLEAN -> isTrue(node);
            case DATE -> date(node, field).truncatedTo(ChronoUnit.MILLIS);
            case DATE_NANOS -> date(node, field);
            case BINARY -> Base64.getMimeDecoder().decode(node.asText());
            case FLATTENED, SOURCE -> node.toString();
            case OBJECT, NESTED, ID, SCORE, ABSENT, CONFLICT -> throw new IllegalStateException(field.toString());
        };
    }

    private static String text(JsonNode node) {
        if (node.isContainerNode()) {
            throw new IllegalArgumentException();
        }
        // Servers that pick fields out of documents write numbers so.
        return node.isFloatingPointNumber() ? Double.toString(node.doubleValue()) : node.asText();
    }

    private static boolean isBlank(JsonNode node) {
        return node.asText().isEmpty();
    }

    /** Fractions are cut off, and blanks are nothing. */
    private static @Nullable Long whole(JsonNode node, long largest) {
        if (!node.isIntegralNumber() && isBlank(node)) {
            return null;
        }
        long value = node.isIntegralNumber() && node.canConvertToLong()
                ? node.longValue()
                : new BigDecimal(node.asText()).setScale(0, RoundingMode.DOWN).longValueExact();
        if (value > largest || value < -largest - 1) {
            throw new ArithmeticException();
        }
        return value;
    }

    private static boolean isTrue(JsonNode node) {
        return switch (node.asText()) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static LocalDateTime date(JsonNode node, Field field) {
        if (field.isReadByColumn() && field.type() == FieldType.DATE) {
            return DateText.ofMillis(node.asLong());
        }
        String formats = field.isReadByColumn() ? "strict_date_optional_time" : field.formats();
        return DateText.parse(node.asText(), formats).orElseThrow(IllegalArgumentException::new);
    }
}
