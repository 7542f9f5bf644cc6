package org.kpirunner.engine.elasticsearch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;

/** Reads the fields of one index from its mapping and settings. */
final class MappingReader {
    private final JsonNode mapping;
    private final SourceFilter source;
    private final ExactTexts texts;
    private final Set<String> copies = new HashSet<>();

    private MappingReader(JsonNode mapping, JsonNode settings) {
        this.mapping = mapping;
        this.source = new SourceFilter(mapping.path("_source"));
        this.texts = ExactTexts.of(settings);
    }

    /**
     * The fields at the top of the documents of an index, in the mapping's order.
     *
     * @param mapping what has the {@code properties}
     * @param settings what has {@code version.created}
     */
    static List<Field> fields(JsonNode mapping, JsonNode settings) {
        MappingReader reader = new MappingReader(mapping, settings);
        reader.collectCopies(mapping.path("properties"));
        List<Field> fields = reader.fields("", mapping.path("properties"), reader.meta());
        return reader.withRuntimeFields(reader.withAliases(fields));
    }

    /** Whether documents may have fields that the index has not: those of what does not grow or is not looked into. */
    static boolean leavesOut(JsonNode mapping) {
        return mapping.findValuesAsText("dynamic").contains("false")
                || mapping.path("properties").findValuesAsText("enabled").contains("false");
    }

    private JsonNode meta() {
        JsonNode meta = mapping.path("_meta");
        return meta.has("trino") ? meta.path("trino") : meta.path("presto");
    }

    private void collectCopies(JsonNode properties) {
        for (JsonNode property : properties) {
            JsonNode target = property.path("copy_to");
            (target.isArray() ? target : Json.array().add(target)).forEach(name -> copies.add(name.asText()));
            collectCopies(property.path("properties"));
        }
    }

    private List<Field> fields(String parent, JsonNode properties, JsonNode meta) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            field(property.getKey(), parent + property.getKey(), property.getValue(), meta.path(property.getKey()))
                    .ifPresent(fields::add);
        }
        return fields;
    }

    private Optional<Field> field(String name, String path, JsonNode node, JsonNode meta) {
        String type = node.path("type").asText("object");
        return FieldType.named(type)
                .map(known -> {
                    Field field = meta.path("asRawJson").asBoolean()
                            ? json(name, path, type)
                            : field(name, path, known, node, meta);
                    return meta.path("isArray").asBoolean() ? field.asArray() : field.readable();
                })
                .filter(field ->
                        field.type() != FieldType.OBJECT || !field.parts().isEmpty());
    }

    private Field json(String name, String path, String type) {
        return new Field(
                name,
                path,
                FieldType.FLATTENED,
                type,
                false,
                false,
                false,
                source.keeps(path),
                Optional.empty(),
                "",
                List.of());
    }

    private Field field(String name, String path, FieldType type, JsonNode node, JsonNode meta) {
        boolean nested = type == FieldType.OBJECT || type == FieldType.NESTED;
        boolean constant = node.path("type").asText().equals("constant_keyword");
        // What the index has is not what documents have then, or its name stands for others, too.
        boolean altered = node.has("null_value") || copies.contains(path) || path.contains("*");
        boolean columnar = type != FieldType.TEXT
                && type != FieldType.BINARY
                && type != FieldType.FLATTENED
                && !nested
                && !altered
                && node.path("doc_values").asBoolean(true);
        boolean indexed = node.path("index").asBoolean(true)
                && !altered
                && !nested
                && type != FieldType.BINARY
                && type != FieldType.FLATTENED;
        boolean inSource = !constant && !node.has("script") && source.keeps(path);
        return new Field(
                name,
                path,
                type,
                node.path("type").asText("object"),
                false,
                indexed,
                columnar,
                inSource,
                indexed ? texts.of(path, type, node) : Optional.empty(),
                node.path("format").asText(Field.DEFAULT_FORMATS),
                fields(path + ".", node.path("properties"), meta));
    }

    /** A field of type alias is another name of a field. */
    private List<Field> withAliases(List<Field> fields) {
        List<Field> all = new ArrayList<>(fields);
        for (Map.Entry<String, JsonNode> property : mapping.path("properties").properties()) {
            if (property.getValue().path("type").asText().equals("alias")) {
                find(fields, property.getValue().path("path").asText())
                        .map(target -> target.withName(property.getKey()))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Field> find(List<Field> fields, String path) {
        for (Field field : fields) {
            if (field.path().equals(path)) {
                return Optional.of(field);
            }
            if (path.startsWith(field.path() + ".")) {
                return find(field.parts(), path);
            }
        }
        return Optional.empty();
    }

    /** A runtime field is computed by the server when it is asked for, and comes before a field of its name. */
    private List<Field> withRuntimeFields(List<Field> fields) {
        List<Field> all = new ArrayList<>(fields);
        for (Map.Entry<String, JsonNode> runtime : mapping.path("runtime").properties()) {
            String name = runtime.getKey();
            String type = runtime.getValue().path("type").asText();
            FieldType.named(type).ifPresent(known -> {
                all.removeIf(field -> field.name().equals(name));
                all.add(new Field(
                        name,
                        name,
                        known,
                        type,
                        false,
                        true,
                        true,
                        false,
                        known == FieldType.KEYWORD
                                ? Optional.of(new ExactText(name, ExactText.UNLIMITED, true, true))
                                : Optional.empty(),
                        Field.DEFAULT_FORMATS,
                        List.of()));
            });
        }
        return all;
    }
}
