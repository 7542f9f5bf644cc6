package org.kpirunner.engine.elasticsearch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.catalog.FieldName;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.problem.Reason;

/** Finds the indices that tables name, and reads what their documents hold. */
public final class Indices {
    private static final Version HAS_NO_TYPES = new Version(7, 0);
    private static final Version RESOLVES_NAMES = new Version(7, 9);

    private final ElasticsearchClient client;
    private final ElasticsearchSource source;

    public Indices(ElasticsearchClient client) {
        this.client = client;
        this.source = client.source();
    }

    /** Those of the tables that exist; one request for all. */
    public Map<Address, IndexMapping> read(Collection<Address> addresses, Cancellation cancellation) {
        boolean typed = client.version(cancellation).compareTo(HAS_NO_TYPES) < 0;
        Set<String> names = new LinkedHashSet<>();
        addresses.forEach(address -> targets(address).forEach(names::add));
        JsonNode indices = ask(names, cancellation);
        Map<Address, IndexMapping> found = new LinkedHashMap<>();
        for (Address address : addresses) {
            find(address, indices, typed).ifPresent(mapping -> found.put(address, mapping));
        }
        return found;
    }

    /** The names of all indices, aliases and data streams that are not hidden. */
    public List<String> names(Cancellation cancellation) {
        Set<String> names = new TreeSet<>();
        if (client.version(cancellation).compareTo(RESOLVES_NAMES) >= 0) {
            JsonNode all = client.get("/_resolve/index/*", Map.of(), cancellation);
            all.findValuesAsText("name").forEach(names::add);
        } else {
            for (Map.Entry<String, JsonNode> index :
                    client.get("/_alias", Map.of(), cancellation).properties()) {
                names.add(index.getKey());
                index.getValue().path("aliases").fieldNames().forEachRemaining(names::add);
            }
        }
        names.removeIf(name -> name.startsWith("."));
        return List.copyOf(names);
    }

    private JsonNode ask(Set<String> names, Cancellation cancellation) {
        if (names.isEmpty()) {
            return Json.object();
        }
        String path = names.stream().map(ElasticsearchClient::encode).collect(Collectors.joining(",", "/", ""));
        return client.get(path, Map.of("ignore_unavailable", "true", "allow_no_indices", "true"), cancellation);
    }

    /** The names that a table may have on the server; index names are lower case, those of aliases may not be. */
    private List<String> targets(Address address) {
        List<String> targets = new ArrayList<>();
        if (address.schema().equalsIgnoreCase(source.schema())) {
            targets.add(address.table());
            targets.add(address.table().toLowerCase(Locale.ROOT));
        }
        targets.add(address.schema().toLowerCase(Locale.ROOT));
        return targets.stream().distinct().filter(Indices::isName).toList();
    }

    /** Other names are paths of the server's own. */
    private static boolean isName(String name) {
        return !name.isEmpty() && !name.startsWith("_") && !name.startsWith("-") && !name.startsWith("<");
    }

    private Optional<IndexMapping> find(Address address, JsonNode indices, boolean typed) {
        for (String target : targets(address)) {
            Map<String, JsonNode> owners = owners(target, indices);
            boolean byType = target.equalsIgnoreCase(address.schema())
                    && !(target.equalsIgnoreCase(address.table())
                            && address.schema().equalsIgnoreCase(source.schema()));
            if (!owners.isEmpty() && (!byType || hasType(address, owners, typed))) {
                return Optional.of(mapping(address, target, owners, typed));
            }
        }
        return Optional.empty();
    }

    private static Map<String, JsonNode> owners(String target, JsonNode indices) {
        Pattern pattern = Pattern.compile(Pattern.quote(target).replace("*", "\\E.*\\Q"));
        Map<String, JsonNode> owners = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> index : indices.properties()) {
            Set<String> names = new LinkedHashSet<>(List.of(index.getKey()));
            index.getValue().path("aliases").fieldNames().forEachRemaining(names::add);
            names.add(index.getValue().path("data_stream").asText());
            if (names.stream().anyMatch(name -> pattern.matcher(name).matches())) {
                owners.put(index.getKey(), index.getValue());
            }
        }
        return owners;
    }

    /**
     * Whether the indices have the mapping type that a table names. Newer servers have no types: there it is a name
     * that the catalog file declares fields of, or what the only type of an index is called anyway.
     */
    private boolean hasType(Address address, Map<String, JsonNode> owners, boolean typed) {
        String type = address.table();
        if (typed) {
            return owners.values().stream()
                    .anyMatch(index -> index.path("mappings").has(type)
                            || index.path("mappings").has(type.toLowerCase(Locale.ROOT)));
        }
        String index = address.schema();
        boolean declared = source.arrays().stream().anyMatch(field -> field.isOf(index, type))
                || source.columns().stream().anyMatch(column -> column.name().isOf(index, type));
        return declared
                || type.equals("_doc")
                || type.equalsIgnoreCase("doc")
                || type.equalsIgnoreCase(index)
                || (type + "s").equalsIgnoreCase(index);
    }

    private IndexMapping mapping(Address address, String target, Map<String, JsonNode> owners, boolean typed) {
        Map<String, List<Field>> byIndex = new LinkedHashMap<>();
        Set<String> partly = new HashSet<>();
        owners.forEach((name, index) -> {
            JsonNode mappings = index.path("mappings");
            JsonNode mapping = typed ? onlyType(name, mappings) : mappings;
            byIndex.put(
                    name, MappingReader.fields(mapping, index.path("settings").path("index")));
            if (MappingReader.leavesOut(mapping)) {
                partly.add(name);
            }
        });
        List<Field> fields = new ArrayList<>(FieldMerge.of(byIndex, partly));
        for (ElasticsearchSource.DeclaredColumn column : source.columns()) {
            String path = column.name().field();
            if (isOf(column.name(), address, target)
                    && fields.stream().noneMatch(field -> field.name().equalsIgnoreCase(path))) {
                fields.add(Field.declared(path, column.type(), !partly.isEmpty()));
            }
        }
        fields.replaceAll(field -> withArrays(address, target, field));
        fields.addAll(List.of(Field.ID, Field.SOURCE, Field.SCORE));
        return new IndexMapping(target, fields);
    }

    private JsonNode onlyType(String index, JsonNode mappings) {
        if (mappings.size() > 1) {
            throw client.failures()
                    .problem(
                            Reason.NOT_SUPPORTED,
                            "has several mapping types in the index \"" + index
                                    + "\", which is not supported; reindex them into one index each");
        }
        return mappings.isEmpty() ? mappings : mappings.elements().next();
    }

    private Field withArrays(Address address, String target, Field field) {
        Field known = field.withParts(field.parts().stream()
                .map(part -> withArrays(address, target, part))
                .toList());
        return isDeclaredArray(address, target, field) ? known.asArray() : known;
    }

    private boolean isDeclaredArray(Address address, String target, Field field) {
        return source.arrays().stream()
                .anyMatch(name -> isOf(name, address, target) && name.field().equalsIgnoreCase(field.path()));
    }

    /** Whether a declaration is about a table, by whichever of its addresses. */
    private boolean isOf(FieldName declared, Address address, String target) {
        return declared.isOf(address.schema(), address.table())
                || declared.schema().equalsIgnoreCase(target)
                || (declared.schema().equalsIgnoreCase(source.schema())
                        && declared.table().equalsIgnoreCase(target));
    }
}
