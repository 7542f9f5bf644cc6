package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which documents: a condition that is true or false of each, never unknown. */
public sealed interface Query {
    /** The most values that one {@code terms} query takes; what {@code index.max_terms_count} allows by default. */
    int MOST_TERMS = 65_536;

    ObjectNode json();

    /** As the query of a search, which shall find and not rank. */
    default ObjectNode asFilter() {
        return this instanceof Leaf || this instanceof Terms || this instanceof Or
                ? new And(Set.of(this)).json()
                : json();
    }

    /** A search that finds how many documents there are, and none of them. */
    default ObjectNode counting() {
        return Json.object("query", asFilter()).put("size", 0).put("track_total_hits", true);
    }

    record All() implements Query {
        @Override
        public ObjectNode json() {
            return Json.object("match_all", Json.object());
        }
    }

    record None() implements Query {
        @Override
        public ObjectNode json() {
            return Json.object("match_none", Json.object());
        }
    }

    /** A condition that the server checks by one look-up. */
    record Leaf(ObjectNode json) implements Query {}

    /** Documents with one of the values in a field. */
    record Terms(String path, Set<JsonNode> values) implements Query {
        @Override
        public ObjectNode json() {
            if (values.size() == 1) {
                return Json.object("term", Json.object(path, values.iterator().next()));
            }
            List<ArrayNode> chunks = new ArrayList<>();
            for (JsonNode value : values) {
                if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == MOST_TERMS) {
                    chunks.add(Json.array());
                }
                chunks.get(chunks.size() - 1).add(value);
            }
            return anyOf(chunks.stream()
                    .map(chunk -> Json.object("terms", Json.object(path, chunk)))
                    .toList());
        }
    }

    record And(Set<Query> parts) implements Query {
        @Override
        public ObjectNode json() {
            ArrayNode filter = Json.array();
            ArrayNode mustNot = Json.array();
            for (Query part : parts) {
                if (part instanceof Not not) {
                    mustNot.add(not.part().json());
                } else {
                    filter.add(part.json());
                }
            }
            ObjectNode bool = Json.object();
            if (!filter.isEmpty()) {
                bool.set("filter", filter);
            }
            if (!mustNot.isEmpty()) {
                bool.set("must_not", mustNot);
            }
            return Json.object("bool", bool);
        }
    }

    record Or(Set<Query> parts) implements Query {
        @Override
        public ObjectNode json() {
            return anyOf(parts.stream().map(Query::json).toList());
        }
    }

    record Not(Query part) implements Query {
        @Override
        public ObjectNode json() {
            return new And(Set.of(this)).json();
        }
    }

    private static ObjectNode anyOf(List<ObjectNode> queries) {
        if (queries.size() == 1) {
            return queries.get(0);
        }
        ObjectNode bool = Json.object("should", Json.array().addAll(queries));
        bool.put("minimum_should_match", 1);
        return Json.object("bool", bool);
    }

    static Query all() {
        return new All();
    }

    static Query none() {
        return new None();
    }

    static Query and(Query... parts) {
        return and(List.of(parts));
    }

    static Query and(Collection<Query> parts) {
        Set<Query> flat = new LinkedHashSet<>();
        Map<String, Set<JsonNode>> excluded = new LinkedHashMap<>();
        for (Query part : parts) {
            for (Query one : part instanceof And and ? and.parts() : Set.of(part)) {
                if (one instanceof Not not && not.part() instanceof Terms terms) {
                    excluded.computeIfAbsent(terms.path(), path -> new LinkedHashSet<>())
                            .addAll(terms.values());
                } else if (!(one instanceof All)) {
                    flat.add(one);
                }
            }
        }
        excluded.forEach((path, values) -> flat.add(new Not(new Terms(path, values))));
        if (flat.contains(none())) {
            return none();
        }
        return flat.size() > 1
                ? new And(flat)
                : flat.isEmpty() ? all() : flat.iterator().next();
    }

    static Query or(Query... parts) {
        return or(List.of(parts));
    }

    static Query or(Collection<Query> parts) {
        Set<Query> flat = new LinkedHashSet<>();
        Map<String, Set<JsonNode>> included = new LinkedHashMap<>();
        for (Query part : parts) {
            for (Query one : part instanceof Or or ? or.parts() : Set.of(part)) {
                if (one instanceof Terms terms) {
                    included.computeIfAbsent(terms.path(), path -> new LinkedHashSet<>())
                            .addAll(terms.values());
                } else if (!(one instanceof None)) {
                    flat.add(one);
                }
            }
        }
        included.forEach((path, values) -> flat.add(new Terms(path, values)));
        if (flat.contains(all())) {
            return all();
        }
        return flat.size() > 1
                ? new Or(flat)
                : flat.isEmpty() ? none() : flat.iterator().next();
    }

    /** The documents of which a condition is not true. */
    static Query not(Query part) {
        if (part instanceof Not not) {
            return not.part();
        }
        return part instanceof All ? none() : part instanceof None ? all() : new Not(part);
    }

    static Query exists(String path) {
        return leaf("exists", Json.object().put("field", path));
    }

    static Query term(String path, JsonNode value) {
        return new Terms(path, Set.of(value));
    }

    /** Documents with any of the values, however many there are. */
    static Query terms(String path, Collection<? extends JsonNode> values) {
        return values.isEmpty() ? none() : new Terms(path, new LinkedHashSet<>(values));
    }

    static Query leaf(String kind, ObjectNode body) {
        return new Leaf(Json.object(kind, body));
    }
}
