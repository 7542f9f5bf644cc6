package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.sheet.google.server.wire.Json;

/** What a cell holds, as it was entered or as it was computed. */
public sealed interface Content {
    Content BLANK = new Blank();

    record Blank() implements Content {}

    record Numeric(double number) implements Content {}

    record Text(String text) implements Content {}

    record Flag(boolean isTrue) implements Content {}

    /** Only entered, never computed; the text begins with an equals sign. */
    record Formula(String text) implements Content {}

    /** Only computed, never entered; the type is as in ErrorValue, {@code N_A}, {@code REF}. */
    record Failure(String type, String message) implements Content {
        public String shown() {
            return switch (type) {
                case "N_A" -> "#N/A";
                case "DIVIDE_BY_ZERO" -> "#DIV/0!";
                case "NAME" -> "#NAME?";
                case "ERROR" -> "#ERROR!";
                default -> "#" + type + "!";
            };
        }
    }

    /** Reads an ExtendedValue; one without a value is blank. */
    static Content of(JsonNode value) {
        if (value.has("stringValue")) {
            return new Text(value.get("stringValue").asText());
        }
        if (value.has("numberValue")) {
            return new Numeric(value.get("numberValue").asDouble());
        }
        if (value.has("boolValue")) {
            return new Flag(value.get("boolValue").asBoolean());
        }
        if (value.has("formulaValue")) {
            String text = value.get("formulaValue").asText();
            return new Formula(text.startsWith("=") ? text : "=" + text);
        }
        return BLANK;
    }

    /** The ExtendedValue of a content that is not blank. */
    static ObjectNode json(Content content) {
        ObjectNode value = Json.object();
        if (content instanceof Text text) {
            value.put("stringValue", text.text());
        } else if (content instanceof Numeric number) {
            value.set("numberValue", Json.number(number.number()));
        } else if (content instanceof Flag flag) {
            value.put("boolValue", flag.isTrue());
        } else if (content instanceof Formula formula) {
            value.put("formulaValue", formula.text());
        } else if (content instanceof Failure failure) {
            value.putObject("errorValue").put("type", failure.type()).put("message", failure.message());
        }
        return value;
    }
}
