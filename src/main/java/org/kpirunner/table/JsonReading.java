package org.kpirunner.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Values from JSON; apart from {@link Json}, as who only writes should not load what reads. */
public final class JsonReading {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonReading() {}

    /** The value of a JSON text; its numbers keep all their digits. */
    public static Value of(String json) {
        try {
            return value(MAPPER.readTree(json));
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("no JSON: " + json, problem);
        }
    }

    private static Value value(JsonNode node) {
        if (node.isNull()) {
            return Value.NOTHING;
        } else if (node.isNumber()) {
            return new Value.Exact(node.decimalValue());
        } else if (node.isBoolean()) {
            return new Value.Flag(node.booleanValue());
        } else if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return new Value.Items(items);
        } else if (node.isObject()) {
            List<Value.Field> fields = new ArrayList<>();
            node.forEachEntry((name, part) -> fields.add(new Value.Field(name, value(part))));
            return new Value.Fields(fields);
        }
        return new Value.Text(node.asText());
    }
}
