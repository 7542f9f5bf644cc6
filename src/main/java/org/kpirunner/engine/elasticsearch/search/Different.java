package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;

/**
 * Counts the different values of a field at the server, exactly, without a value being sent.
 *
 * <p>The answer says whether all were counted; more than fit into one are counted in parts. It also proves that no
 * document has several values: such a document would be counted more than once.
 */
record Different(GroupKey key, Query query) {
    /** The buckets of this aggregation are not sent, only how many there are. */
    static final String UNSENT = "values";

    /** Fewer than the 65,536 that a server allows by default. */
    private static final int MOST = 65_000;

    /** Room for an estimate that is too low, and for parts that are not alike: each takes a walk through all values. */
    private static final int WANTED = 55_000;

    private static final int AT_A_TIME = 8;
    private static final String COUNT = "different";
    private static final String ESTIMATE = "estimate";

    static boolean canCount(Pass pass) {
        return pass.countsValues()
                && pass.keys().isEmpty()
                && pass.values().size() == 1
                && pass.values().get(0).field().type().isText();
    }

    static Different of(Pass pass) {
        return new Different(pass.values().get(0), pass.query());
    }

    /** One search for the values, and one for the documents without. */
    List<ObjectNode> bodies() {
        ObjectNode without = body(Query.and(query, Query.not(Query.exists(key.column()))));
        return List.of(counting(Json.object()), without);
    }

    private ObjectNode counting(ObjectNode part) {
        // In the order of their keys, and no more of each shard, they take half the time.
        ObjectNode terms =
                Json.object().put("field", key.column()).put("size", MOST).put("shard_size", MOST);
        terms.set("order", Json.object("_key", TextNode.valueOf("asc")));
        if (!part.isEmpty()) {
            terms.set("include", part);
        }
        ObjectNode aggregations = Json.object(UNSENT, Json.object("terms", terms));
        aggregations.set(COUNT, Json.object("stats_bucket", Json.object().put("buckets_path", UNSENT + ">_count")));
        return body(query).set("aggs", aggregations);
    }

    private static ObjectNode body(Query query) {
        return Json.object("query", query.asFilter()).put("size", 0).put("track_total_hits", true);
    }

    /**
     * How many there are.
     *
     * @throws Unproven if a document has several values
     */
    long count(List<JsonNode> answers, Snapshot snapshot) {
        List<JsonNode> parts = List.of(answers.get(0));
        if (!isWhole(answers.get(0))) {
            int count = (int) (estimate(snapshot) / WANTED) + 1;
            for (parts = List.of(); parts.isEmpty(); count *= 2) {
                parts = parts(count, snapshot);
            }
        }
        if (sum(parts, "sum") + Proof.total(answers.get(1)) != Proof.total(parts.get(0))) {
            throw new Unproven(Set.of(key.field().path()));
        }
        return sum(parts, "count");
    }

    private static long sum(List<JsonNode> parts, String what) {
        return parts.stream()
                .mapToLong(
                        part -> part.path("aggregations").path(COUNT).path(what).asLong())
                .sum();
    }

    private static boolean isWhole(JsonNode answer) {
        JsonNode terms = answer.path("aggregations").path(UNSENT);
        return terms.path("sum_other_doc_count").asLong(-1) == 0
                && terms.path("doc_count_error_upper_bound").asLong(-1) == 0;
    }

    private long estimate(Snapshot snapshot) {
        ObjectNode body = body(query);
        body.set(
                "aggs",
                Json.object(ESTIMATE, Json.object("cardinality", Json.object().put("field", key.column()))));
        return snapshot.search(body)
                .body()
                .path("aggregations")
                .path(ESTIMATE)
                .path("value")
                .asLong();
    }

    /** The values in so many parts; empty if one of these is too large. */
    private List<JsonNode> parts(int count, Snapshot snapshot) {
        List<JsonNode> parts = new ArrayList<>();
        for (int from = 0; from < count; from += AT_A_TIME) {
            List<ObjectNode> bodies = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + AT_A_TIME); i++) {
                bodies.add(counting(Json.object().put("partition", i).put("num_partitions", count)));
            }
            parts.addAll(snapshot.searchAll(bodies));
            if (!parts.stream().allMatch(Different::isWhole)) {
                return List.of();
            }
        }
        return parts;
    }
}
