package org.kpirunner.engine.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Documents of every kind of field, and what a query should see in them. */
final class RandomDocuments {
    /** The mapping; {@code s} is what dynamic mapping makes of a text. */
    private static final String MAPPING = """
            {"properties": {
              "s": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "k": {"type": "keyword"},
              "short": {"type": "keyword", "ignore_above": 10},
              "plain": {"type": "text"},
              "folded": {"type": "keyword", "normalizer": "lower"},
              "l": {"type": "long"},
              "i": {"type": "integer"},
              "d": {"type": "double"},
              "f": {"type": "float"},
              "b": {"type": "boolean"},
              "ts": {"type": "date"},
              "custom": {"type": "date", "format": "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd"},
              "ns": {"type": "date_nanos"},
              "ip": {"type": "ip"},
              "object": {"properties": {"k": {"type": "keyword"}, "n": {"type": "long"}}},
              "roles": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}}
            }}""";

    static final String SETTINGS = """
            {"number_of_shards": 2, "number_of_replicas": 0,
             "analysis": {"normalizer": {"lower": {"type": "custom", "filter": ["lowercase"]}}}}""";

    private static final List<String> WORDS = List.of(
            "",
            "a",
            "A",
            "b",
            "ab",
            "a b",
            "a_b",
            "a%b",
            "100%",
            "a*b",
            "what?",
            "back\\slash",
            "it's",
            "\"q\"",
            "null",
            "Ärger",
            "ärger",
            "straße",
            "ﬀ",
            "日本",
            "😀",
            "😀x",
            "\uFFFDz",
            "CREATE",
            "create",
            "line\nbreak",
            "tab\there",
            " lead",
            "trail ",
            "0",
            "192.0.2.1",
            "true");
    private static final DateTimeFormatter CUSTOM = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);

    private final Random random;
    private final boolean dirty;
    private final boolean hasNanoseconds;

    /**
     * @param dirty whether there are texts too long for the index and numbers too large for doubles
     * @param hasNanoseconds whether the server has a type for dates of such precision
     */
    RandomDocuments(Random random, boolean dirty, boolean hasNanoseconds) {
        this.random = random;
        this.dirty = dirty;
        this.hasNanoseconds = hasNanoseconds;
    }

    String mapping() {
        return hasNanoseconds ? MAPPING : MAPPING.replace("date_nanos", "date");
    }

    /** A document, and the values of its columns as a query should see them. */
    record Document(String id, String json, Map<String, @Nullable Object> values) {}

    List<Document> list(int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document(i));
        }
        return documents;
    }

    private Document document(int id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("_id", String.valueOf(id));
        for (String column : List.of("s", "k", "short", "plain", "folded")) {
            put(json, values, column, text(column));
        }
        put(
                json,
                values,
                "l",
                dirty && random.nextInt(3) == 0 ? random.nextLong() >> 9 : (long) random.nextInt(50) - 25);
        put(json, values, "i", (long) random.nextInt(20) - 10);
        put(json, values, "d", random.nextInt(4) == 0 ? random.nextInt(5) - 2.0 : (random.nextInt(2000) - 1000) / 8.0);
        put(json, values, "f", (double) (float) ((random.nextInt(200) - 100) / 10.0));
        put(json, values, "b", random.nextBoolean());
        put(json, values, "ip", "192.0.2." + random.nextInt(4));
        date(json, values, "ts");
        date(json, values, "custom");
        date(json, values, "ns");
        object(json, values);
        roles(json, values);
        return new Document(String.valueOf(id), json.toString(), values);
    }

    private String text(String column) {
        if (dirty && random.nextInt(20) == 0 && !column.equals("k")) {
            return "long".repeat(75) + random.nextInt(3);
        }
        String text = WORDS.get(random.nextInt(WORDS.size()));
        return column.equals("short") && !dirty && text.length() > 10 ? "a" : text;
    }

    /** Missing, null, an empty array, or the value, alone or in an array; some numbers are written as texts. */
    private void put(ObjectNode json, Map<String, @Nullable Object> values, String column, Object value) {
        int form = random.nextInt(20);
        switch (form) {
            case 0, 1 -> values.put(column, null);
            case 2 -> {
                json.putNull(column);
                values.put(column, null);
            }
            case 3 -> {
                json.putArray(column);
                values.put(column, null);
            }
            case 4 -> {
                json.putArray(column).addPOJO(value).addNull();
                values.put(column, value);
            }
            case 5 -> {
                json.put(column, value.toString());
                values.put(column, value);
            }
            default -> {
                json.putPOJO(column, value);
                values.put(column, value);
            }
        }
    }

    private void date(ObjectNode json, Map<String, @Nullable Object> values, String column) {
        if (random.nextInt(8) == 0) {
            values.put(column, null);
            return;
        }
        long day = 86_400_000L;
        long millis = (column.equals("ns") ? 0 : -400 * day) + Math.floorMod(random.nextLong(), 1200 * day);
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
        if (random.nextInt(3) == 0) {
            time = time.toLocalDate().atStartOfDay();
        }
        switch (column) {
            case "custom" -> {
                time = time.withNano(0);
                json.put(column, time.format(CUSTOM));
            }
            case "ns" -> {
                time = time.plusNanos(hasNanoseconds ? random.nextInt(1_000_000) : 0);
                json.put(column, time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
            }
            default -> {
                switch (random.nextInt(4)) {
                    case 0 -> json.put(column, time + (time.getSecond() == 0 && time.getNano() == 0 ? ":00Z" : "Z"));
                    case 1 ->
                        json.put(
                                column,
                                time.plusHours(2)
                                                .format(DateTimeFormatter.ofPattern(
                                                        "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT))
                                        + "+02:00");
                    case 2 ->
                        json.put(
                                column,
                                time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)));
                    default ->
                        json.put(
                                column,
                                time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)));
                }
            }
        }
        values.put(column, time);
    }

    private void object(ObjectNode json, Map<String, @Nullable Object> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        part(object, values, "k", WORDS.get(random.nextInt(WORDS.size())));
        part(object, values, "n", (long) random.nextInt(5));
        if (random.nextBoolean()) {
            json.set("object", object);
        } else {
            object.properties().forEach(part -> json.set("object." + part.getKey(), part.getValue()));
        }
    }

    private void part(ObjectNode object, Map<String, @Nullable Object> values, String name, Object value) {
        Map<String, @Nullable Object> inner = new HashMap<>();
        put(object, inner, name, value);
        values.put("object." + name, inner.get(name));
    }

    private void roles(ObjectNode json, Map<String, @Nullable Object> values) {
        int count = random.nextInt(5);
        if (count == 4) {
            values.put("roles", null);
            return;
        }
        ArrayNode array = json.putArray("roles");
        List<@Nullable Object> roles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String role = WORDS.get(random.nextInt(WORDS.size()));
            array.add(role);
            roles.add(role);
        }
        values.put("roles", roles);
    }
}
