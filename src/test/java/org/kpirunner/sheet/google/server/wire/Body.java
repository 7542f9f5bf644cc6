package org.kpirunner.sheet.google.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.GenericJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.google.server.wire.ApiError.Violation;

/** Reads a request's body against its message type, and reports everything that does not fit it at once. */
public final class Body {
    private final List<Violation> violations = new ArrayList<>();

    private Body() {}

    /**
     * The body with its fields in camel case and without nulls.
     *
     * @param root what paths begin with: empty, or {@code data} where the body is one field of the request
     */
    public static ObjectNode read(String text, Class<? extends GenericJson> type, String root) {
        if (text.isBlank()) {
            return Json.object();
        }
        JsonNode parsed;
        try {
            parsed = Json.parse(text);
        } catch (JsonProcessingException e) {
            String message = "Invalid JSON payload received. Unexpected token.\n"
                    + text.lines().findFirst().orElse("");
            throw ApiError.badRequest(List.of(new Violation("", message)));
        }
        Body body = new Body();
        JsonNode read = body.message(parsed, Message.of(type), root);
        if (!body.violations.isEmpty()) {
            throw ApiError.badRequest(body.violations);
        }
        return (ObjectNode) read;
    }

    private JsonNode message(JsonNode node, Message message, String path) {
        ObjectNode read = Json.object();
        if (!node.isObject()) {
            if (!node.isNull()) {
                wrong(path, "type.googleapis.com/google.apps.sheets.v4." + message.name(), node);
            }
            return read;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Optional<Message.Field> field = message.field(entry.getKey());
            if (field.isEmpty()) {
                unknown(entry.getKey(), path, "Cannot find field.");
            } else if (!entry.getValue().isNull()) {
                String name =
                        message.fields().containsKey(entry.getKey()) ? entry.getKey() : Message.camel(entry.getKey());
                read.set(name, field(name, entry.getValue(), field.get(), path));
            }
        }
        return read;
    }

    private JsonNode field(String name, JsonNode value, Message.Field field, String parent) {
        String path = (parent.isEmpty() ? "" : parent + ".") + Message.snake(name);
        if (field.isRepeated()) {
            ArrayNode list = Json.array();
            if (!value.isArray()) {
                list.add(single(name, value, field, path));
                return list;
            }
            for (int i = 0; i < value.size(); i++) {
                list.add(single(name, value.get(i), field, path + "[" + i + "]"));
            }
            return list;
        }
        if (value.isArray() && field.kind() != Message.Kind.LIST_VALUE && field.kind() != Message.Kind.ANYTHING) {
            unknown(name, parent, "Proto field is not repeating, cannot start list.");
            return value;
        }
        return single(name, value, field, path);
    }

    private JsonNode single(String name, JsonNode value, Message.Field field, String path) {
        return switch (field.kind()) {
            case MESSAGE -> message(value, field.message().orElseThrow(), path);
            case LIST_VALUE -> check(value, value.isArray(), "type.googleapis.com/google.protobuf.ListValue", path);
            case TEXT -> text(name, value, path);
            case INTEGER -> check(value, isInteger(value, 31), "TYPE_INT32", path);
            case LONG -> check(value, isInteger(value, 63), "TYPE_INT64", path);
            case DOUBLE -> check(value, value.isNumber(), "TYPE_DOUBLE", path);
            case FLOAT -> check(value, value.isNumber(), "TYPE_FLOAT", path);
            case BOOLEAN -> check(value, value.isBoolean(), "TYPE_BOOL", path);
            case ANYTHING -> value;
        };
    }

    private JsonNode text(String name, JsonNode value, String path) {
        check(value, value.isTextual(), "TYPE_STRING", path);
        Enums.of(name).ifPresent(enumeration -> {
            if (!enumeration.has(value.asText())) {
                violations.add(new Violation(path, enumeration.wrong(path, value.asText())));
            }
        });
        return value;
    }

    private JsonNode check(JsonNode value, boolean isRight, String type, String path) {
        if (!isRight) {
            wrong(path, type, value);
        }
        return value;
    }

    private static boolean isInteger(JsonNode value, int bits) {
        if (value.isTextual()) {
            return value.asText().matches("-?\\d{1," + (bits == 31 ? 10 : 19) + "}");
        }
        return value.isNumber()
                && value.doubleValue() == Math.rint(value.doubleValue())
                && Math.abs(value.doubleValue()) <= Math.pow(2, bits);
    }

    private void wrong(String path, String type, JsonNode value) {
        violations.add(new Violation(path, "Invalid value at '" + path + "' (" + type + "), " + value));
    }

    private void unknown(String name, String path, String why) {
        String where = path.isEmpty() ? "" : " at '" + path + "'";
        violations.add(new Violation(
                path, "Invalid JSON payload received. Unknown name \"" + name + "\"" + where + ": " + why));
    }
}
