package org.kpirunner.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.table.Value;

/** Rows as the ledger keeps them until they are delivered: JSON that gives back each value with its type. */
final class RowJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RowJson() {}

    static String write(Row row) {
        ObjectNode json = NODES.objectNode();
        json.put("run", row.run());
        json.put("date_time", row.dateTime().toString());
        ArrayNode entries = json.putArray("entries");
        for (Entry entry : row.entries()) {
            ObjectNode node = entries.addObject();
            node.put("id", entry.id());
            node.put("name", entry.name());
            if (!entry.renamedFrom().isEmpty()) {
                entry.renamedFrom().forEach(node.putArray("renamed_from")::add);
            }
            entry.headerNote().ifPresent(note -> node.put("header_note", note));
            entry.note().ifPresent(note -> node.put("note", note));
            write(entry.value(), node);
        }
        return json.toString();
    }

    private static void write(Value value, ObjectNode node) {
        if (value instanceof Value.Exact exact) {
            node.put("exact", exact.number().toString());
        } else if (value instanceof Value.Real real) {
            node.put("real", Double.toString(real.number()));
        } else if (value instanceof Value.Text text) {
            node.put("text", text.text());
        } else if (value instanceof Value.Flag flag) {
            node.put("flag", flag.isTrue());
        } else if (value instanceof Value.Day day) {
            node.put("day", day.date().toString());
        } else if (value instanceof Value.TimeOfDay time) {
            node.put("time", time.time().toString());
        } else if (value instanceof Value.Moment moment) {
            node.put("moment", moment.dateTime().toString());
        } else if (value instanceof Value.Point point) {
            node.put("point", point.instant().toString());
        } else if (!(value instanceof Value.Nothing)) {
            throw new IllegalArgumentException("no cell can hold " + value);
        }
    }

    static Row read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            List<Entry> entries = new ArrayList<>();
            for (JsonNode node : json.required("entries")) {
                List<String> renamedFrom = new ArrayList<>();
                node.path("renamed_from").forEach(name -> renamedFrom.add(name.asText()));
                entries.add(new Entry(
                        node.required("id").asText(),
                        node.required("name").asText(),
                        renamedFrom,
                        text(node, "header_note"),
                        value(node),
                        text(node, "note")));
            }
            return new Row(
                    json.required("run").asText(),
                    LocalDateTime.parse(json.required("date_time").asText()),
                    entries);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("the ledger holds a row that is no JSON", problem);
        }
    }

    private static Value value(JsonNode node) {
        if (node.has("exact")) {
            return new Value.Exact(new BigDecimal(node.get("exact").asText()));
        } else if (node.has("real")) {
            return new Value.Real(Double.parseDouble(node.get("real").asText()));
        } else if (node.has("text")) {
            return new Value.Text(node.get("text").asText());
        } else if (node.has("flag")) {
            return new Value.Flag(node.get("flag").asBoolean());
        } else if (node.has("day")) {
            return new Value.Day(LocalDate.parse(node.get("day").asText()));
        } else if (node.has("time")) {
            return new Value.TimeOfDay(LocalTime.parse(node.get("time").asText()));
        } else if (node.has("moment")) {
            return new Value.Moment(LocalDateTime.parse(node.get("moment").asText()));
        } else if (node.has("point")) {
            return new Value.Point(Instant.parse(node.get("point").asText()));
        } else {
            return Value.NOTHING;
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
