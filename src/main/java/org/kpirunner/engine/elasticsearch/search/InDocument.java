package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/** Finds what a document holds under a path, whether it is written as objects or with dots in names. */
final class InDocument {
    private InDocument() {}

    /** The values of a field whose path begins here. */
    static List<JsonNode> values(JsonNode document, String path, Field field) {
        List<JsonNode> found = new ArrayList<>(1);
        collect(document, path, !field.parts().isEmpty(), found);
        return found;
    }

    private static void collect(JsonNode node, String path, boolean isOfParts, List<JsonNode> found) {
        if (path.isEmpty()) {
            if (!node.isMissingNode()) {
                found.add(node);
            }
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path, isOfParts, found));
        } else if (node.isObject()) {
            if (node.has(path)) {
                collect(node.path(path), "", isOfParts, found);
            }
            if (isOfParts) {
                collectParts(node, path + ".", found);
            }
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                collect(node.path(path.substring(0, dot)), path.substring(dot + 1), isOfParts, found);
            }
        }
    }

    private static void collectParts(JsonNode node, String prefix, List<JsonNode> found) {
        ObjectNode parts = Json.object();
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            if (part.getKey().startsWith(prefix)) {
                parts.set(part.getKey().substring(prefix.length()), part.getValue());
            }
        }
        if (!parts.isEmpty()) {
            found.add(parts);
        }
    }

    /** The values in an array, also in one within it; a value alone is its only one. */
    static List<JsonNode> flat(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() ? List.of() : List.of(node);
        }
        List<JsonNode> flat = new ArrayList<>(node.size());
        node.forEach(element -> flat.addAll(flat(element)));
        return flat;
    }
}
