package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.sheet.google.server.wire.Json;

/** A colour is answered in its old and in its new field, whichever of them was sent. */
final class Colors {
    private Colors() {}

    /** Fills in the missing one of each pair, at any depth, and leaves out parts that are 0. */
    static void complete(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = node.get(name);
            if (name.endsWith("Color") && value.isObject()) {
                ObjectNode color = withoutZeros(value);
                node.set(name, color);
                node.putObject(name + "Style").set("rgbColor", color.deepCopy());
            } else if (name.endsWith("ColorStyle") && value.has("rgbColor")) {
                ObjectNode color = withoutZeros(value.get("rgbColor"));
                node.set(name, Json.object().set("rgbColor", color));
                node.set(name.substring(0, name.length() - "Style".length()), color.deepCopy());
            } else if (value.isObject()) {
                complete((ObjectNode) value);
            }
        }
    }

    private static ObjectNode withoutZeros(JsonNode color) {
        ObjectNode kept = Json.object();
        color.properties().forEach(entry -> {
            if (entry.getValue().asDouble() != 0) {
                kept.set(entry.getKey(), entry.getValue());
            }
        });
        return kept;
    }
}
