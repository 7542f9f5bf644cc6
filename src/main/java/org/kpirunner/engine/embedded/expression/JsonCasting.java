package org.kpirunner.engine.embedded.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Parsing;
import org.kpirunner.engine.embedded.value.Rendering;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** JSON, whose type here is VARIANT and whose values are JSON text: read, written, cast to SQL values and back. */
public final class JsonCasting {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonCasting() {}

    public static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isMissingNode()) {
                throw Parsing.notA("json", text);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Parsing.notA("json", text);
        }
    }

    public static String write(JsonNode node) {
        return node.toString();
    }

    /** JSON as a value of the type; JSON's null is NULL, but not where JSON is wanted within the type. */
    static @Nullable Object fromJson(String text, RelDataType to) {
        return fromJson(parse(text), to);
    }

    private static @Nullable Object fromJson(JsonNode node, RelDataType to) {
        if (to.getSqlTypeName() == SqlTypeName.VARIANT) {
            return write(node);
        }
        if (node.isNull()) {
            return null;
        }
        RelDataType item = to.getComponentType();
        if (item != null && node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(each -> items.add(fromJson(each, item)));
            return items;
        }
        if (to.getSqlTypeName() == SqlTypeName.MAP && node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(e -> map.put(e.getKey(), fromJson(e.getValue(), Casting.valueType(to))));
            return map;
        }
        if (to.isStruct() && node.isContainerNode()) {
            return toRow(node, to.getFieldList());
        }
        return scalar(node, to);
    }

    private static @Nullable Object[] toRow(JsonNode node, List<RelDataTypeField> fields) {
        @Nullable Object[] row = new Object[fields.size()];
        for (int i = 0; i < row.length; i++) {
            JsonNode field =
                    node.isArray() ? node.path(i) : node.path(fields.get(i).getName());
            row[i] =
                    field.isMissingNode() ? null : fromJson(field, fields.get(i).getType());
        }
        return row;
    }

    private static Object scalar(JsonNode node, RelDataType to) {
        boolean isManyWanted = to.getComponentType() != null || to.getSqlTypeName() == SqlTypeName.MAP || to.isStruct();
        if (node.isContainerNode() || isManyWanted) {
            throw new KpiException(
                    Reason.INVALID_VALUE,
                    "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT) + " cannot be cast to "
                            + to.getSqlTypeName().getName().toLowerCase(Locale.ROOT) + "; json_format gives its text");
        }
        if (SqlTypeFamily.CHARACTER.contains(to)) {
            return Casting.of(to, to).apply(node.asText());
        }
        if (node.isBoolean()) {
            return Casting.of(to, to).apply(node.booleanValue());
        }
        return Casting.of(to, to).apply(node.isNumber() ? number(node) : node.asText());
    }

    private static Object number(JsonNode node) {
        BigDecimal number = node.decimalValue();
        return node.canConvertToLong() && number.stripTrailingZeros().scale() <= 0
                ? (Object) number.longValueExact()
                : number;
    }

    /** A value as JSON text. */
    public static String toJson(Object value, RelDataType from) {
        return write(node(value, from));
    }

    private static JsonNode node(@Nullable Object value, RelDataType type) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        if (value == null) {
            return nodes.nullNode();
        }
        if (type.getSqlTypeName() == SqlTypeName.VARIANT) {
            return parse((String) value);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Double number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        RelDataType item = type.getComponentType();
        if (item != null) {
            ArrayNode array = nodes.arrayNode();
            ((List<?>) value).forEach(each -> array.add(node(each, item)));
            return array;
        }
        if (type.isStruct()) {
            return object((Object[]) value, type.getFieldList());
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            new TreeMap<>(map).forEach((key, each) -> object.set(key.toString(), node(each, Casting.valueType(type))));
            return object;
        }
        return nodes.textNode(Rendering.text(value, type));
    }

    private static ObjectNode object(@Nullable Object[] row, List<RelDataTypeField> fields) {
        ObjectNode object = JSON.getNodeFactory().objectNode();
        for (int i = 0; i < row.length; i++) {
            object.set(fields.get(i).getName(), node(row[i], fields.get(i).getType()));
        }
        return object;
    }
}
