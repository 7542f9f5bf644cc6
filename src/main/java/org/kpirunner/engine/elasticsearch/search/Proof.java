package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;

/** What must hold of the documents for the index to answer as the documents would; one small search tells. */
public sealed interface Proof {
    /** The field that can't be asked in the index if this does not hold. */
    String path();

    /** The search that tells. */
    ObjectNode body();

    /** The same as an aggregation over all documents: a filter, and what it counts. */
    ObjectNode aggregation();

    boolean holds(JsonNode answer);

    /** The same for those documents only that a condition is true of. */
    Proof among(Query condition);

    /** In words, for {@code kpi explain}. */
    String claim();

    /** Throws {@link Unproven} unless every proof holds; the answers are in the order of the proofs. */
    static void check(List<Proof> proofs, List<JsonNode> answers) {
        Set<String> unproven = new LinkedHashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!proofs.get(i).holds(answers.get(i))) {
                unproven.add(proofs.get(i).path());
            }
        }
        if (!unproven.isEmpty()) {
            throw new Unproven(unproven);
        }
    }

    /** The same proofs, those of one kind and field as one. */
    static List<Proof> merged(Collection<Proof> proofs) {
        Map<List<Object>, Proof> merged = new LinkedHashMap<>();
        for (Proof proof : proofs) {
            if (proof instanceof Complete complete) {
                merged.merge(
                        List.of(Complete.class, complete.path()),
                        proof,
                        (one, other) -> new Complete(
                                complete.path(), Query.or(((Complete) one).incomplete(), complete.incomplete())));
            } else if (proof instanceof Single single) {
                merged.merge(
                        List.of(Single.class, single.path(), single.column()),
                        proof,
                        (one, other) -> new Single(
                                single.path(), single.column(), Query.or(((Single) one).query(), single.query())));
            }
        }
        return List.copyOf(merged.values());
    }

    /** No document has a text that the index does not have; the query finds those that do. */
    record Complete(String path, Query incomplete) implements Proof {
        @Override
        public ObjectNode body() {
            return incomplete.counting();
        }

        @Override
        public ObjectNode aggregation() {
            return Json.object("filter", incomplete.json());
        }

        @Override
        public boolean holds(JsonNode answer) {
            return total(answer) == 0;
        }

        @Override
        public Proof among(Query condition) {
            return new Complete(path, Query.and(condition, incomplete));
        }

        @Override
        public String claim() {
            return "every text of \"" + path + "\" is in the index";
        }
    }

    /**
     * No document that the query finds has several values.
     *
     * @param column the field of the index that has the values
     */
    record Single(String path, String column, Query query) implements Proof {
        @Override
        public ObjectNode body() {
            return found().counting().set("aggs", values());
        }

        @Override
        public ObjectNode aggregation() {
            return Json.object("filter", found().json()).set("aggs", values());
        }

        private Query found() {
            return Query.and(query, Query.exists(column));
        }

        private ObjectNode values() {
            return Json.object(
                    "values", Json.object("value_count", Json.object().put("field", column)));
        }

        @Override
        public boolean holds(JsonNode answer) {
            return total(answer)
                    == answer.path("aggregations").path("values").path("value").asLong(-2);
        }

        @Override
        public Proof among(Query condition) {
            return new Single(path, column, Query.and(condition, query));
        }

        @Override
        public String claim() {
            return "no document has several values of \"" + path + "\"";
        }
    }

    /** How many documents a search found. */
    static long total(JsonNode answer) {
        JsonNode total = answer.path("hits").path("total");
        return total.isNumber() ? total.asLong() : total.path("value").asLong(-1);
    }
}
