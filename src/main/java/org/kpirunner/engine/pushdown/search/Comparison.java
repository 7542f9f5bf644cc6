package org.kpirunner.engine.pushdown.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.ExactText;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * Compares a field with literals in the index, as SQL compares them.
 *
 * <p>Literals are String for texts, BigDecimal for numbers, Boolean, and LocalDateTime in UTC.
 */
final class Comparison {
    private Comparison() {}

    /** One end of a range. */
    record Bound(Object value, boolean inclusive) {}

    /** The documents with one of the values. */
    static Query anyOf(Field field, Collection<?> values) {
        if (Steps.has(field)) {
            return Steps.anyOf(field, values);
        }
        if (field.type() == FieldType.DOUBLE) {
            List<JsonNode> terms = new ArrayList<>();
            for (Object value : values) {
                terms.add(DoubleNode.valueOf(real((BigDecimal) value, true)));
                if (((BigDecimal) value).doubleValue() == 0) {
                    terms.add(DoubleNode.valueOf(0.0));
                }
            }
            return Query.terms(path(field), terms);
        }
        if (field.type().isReal()) {
            throw notOrdered(field);
        }
        if (field.type() == FieldType.ID) {
            ArrayNode ids = Json.array();
            // The server refuses to look for an empty one, which no document has.
            values.stream().filter(value -> !value.equals("")).forEach(value -> ids.add((String) value));
            return Query.leaf("ids", Json.object("values", ids));
        }
        return Query.terms(
                path(field), values.stream().map(value -> term(field, value)).toList());
    }

    private static JsonNode term(Field field, Object value) {
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        String text = (String) value;
        if (field.type() == FieldType.IP) {
            return TextNode.valueOf(IpText.canonical(text));
        }
        if (!exact(field).holds(text)) {
            throw new NotPushable(
                    "a literal is longer than the texts that the index keeps of \"" + field.path() + "\"");
        }
        return TextNode.valueOf(text);
    }

    /** The documents with a value between the bounds; one that is null is open. */
    static Query range(Field field, @Nullable Bound lower, @Nullable Bound upper) {
        if (Steps.has(field)) {
            return Steps.range(field, lower, upper);
        }
        if (lower != null && lower.value().equals("")) {
            // 6.8 finds the empty text above itself.
            Query any = upper == null ? Query.exists(path(field)) : range(field, null, upper);
            return lower.inclusive() ? any : Query.and(any, Query.not(anyOf(field, List.of(""))));
        }
        ObjectNode range = Json.object();
        if (lower != null) {
            range.set(lower.inclusive() ? "gte" : "gt", end(field, lower, true));
        }
        if (upper != null) {
            range.set(upper.inclusive() ? "lte" : "lt", end(field, upper, false));
        }
        return Query.leaf("range", Json.object(path(field), range));
    }

    private static JsonNode end(Field field, Bound bound, boolean isLower) {
        return switch (field.type()) {
            case KEYWORD, TEXT -> TextNode.valueOf((String) bound.value());
            case DOUBLE -> DoubleNode.valueOf(real((BigDecimal) bound.value(), bound.inclusive() == isLower));
            default -> throw notOrdered(field);
        };
    }

    private static NotPushable notOrdered(Field field) {
        return new NotPushable("the index does not order \"" + field.path() + "\", which is of type "
                + field.nativeType() + ", as SQL does");
    }

    /** In the index the two zeros are different numbers, in SQL they are one. */
    private static double real(BigDecimal number, boolean lowerZero) {
        double real = number.doubleValue();
        return real != 0 ? real : lowerZero ? -0.0 : 0.0;
    }

    private static String path(Field field) {
        if (!field.indexed()) {
            throw new NotPushable("\"" + field.path() + "\" is not indexed");
        }
        return field.type() == FieldType.BOOLEAN || field.type() == FieldType.IP || field.type() == FieldType.DOUBLE
                ? field.path()
                : exact(field).path();
    }

    static ExactText exact(Field field) {
        return field.exact()
                .orElseThrow(() ->
                        new NotPushable("the index does not keep the texts of \"" + field.path() + "\" as they are"));
    }
}
