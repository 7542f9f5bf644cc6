package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Snapshot;

/**
 * Some of the values of a field that documents have: those of documents drawn at random, where the server can draw
 * them, else one in so many by their hash, for which it looks at all.
 *
 * @param oneIn of how many documents or values one is looked at
 * @param values in their order
 * @param isCut whether there are more than were asked for, beyond the last
 * @param shards how many shards have the documents
 */
record Sample(Query documents, int oneIn, List<Value> values, boolean isCut, int shards) {
    private static final String DRAWN = "drawn";
    private static final String VALUES = "sample";

    Sample {
        values = List.copyOf(values);
    }

    /**
     * A value that was found.
     *
     * @param standsFor how many values there are about for this one, itself among them
     */
    record Value(JsonNode key, double standsFor) {}

    /** Takes a sample of at most so many values. */
    static Sample of(GroupKey key, Query documents, int oneIn, int most, Snapshot snapshot) {
        boolean draws = snapshot.version().drawsDocuments();
        ObjectNode terms = key.first(most);
        if (!draws) {
            terms.putObject("include").put("partition", 0).put("num_partitions", oneIn);
        }
        ObjectNode aggregations = Json.object(VALUES, Json.object("terms", terms));
        if (draws) {
            ObjectNode drawn = Json.object().put("probability", 1.0 / oneIn).put("seed", 1);
            aggregations =
                    Json.object(DRAWN, Json.object("random_sampler", drawn).set("aggs", aggregations));
        }
        Query filled = Query.and(documents, Query.exists(key.column()));
        JsonNode answer =
                snapshot.search(filled.counting().set("aggs", aggregations)).body();
        JsonNode found = answer.path("aggregations");
        List<JsonNode> buckets = new ArrayList<>();
        (draws ? found.path(DRAWN) : found).path(VALUES).path("buckets").forEach(buckets::add);
        return new Sample(
                documents,
                oneIn,
                draws ? drawn(buckets, oneIn) : hashed(buckets, oneIn),
                buckets.size() >= most,
                answer.path("_shards").path("total").asInt());
    }

    private static List<Value> hashed(List<JsonNode> buckets, int oneIn) {
        return buckets.stream()
                .map(bucket -> new Value(bucket.get("key"), oneIn))
                .toList();
    }

    /**
     * A value of which several documents were drawn is one that is met often, and stands for itself. How many were not
     * met at all is told by those met once and twice (Chao 1984), and they lie where those lie that were met once. Those
     * met twice are few, so as many are taken as there are but for two standard deviations: a range that has too many
     * values is asked about in vain.
     */
    private static List<Value> drawn(List<JsonNode> buckets, int oneIn) {
        double once =
                buckets.stream().filter(bucket -> times(bucket, oneIn) == 1).count();
        double twice =
                buckets.stream().filter(bucket -> times(bucket, oneIn) == 2).count();
        double unmet = Math.min(oneIn, once / (2 * Math.max(1, twice - 2 * Math.sqrt(twice))));
        return buckets.stream()
                .map(bucket -> new Value(bucket.get("key"), times(bucket, oneIn) == 1 ? 1 + unmet : 1))
                .toList();
    }

    /** How many documents of a value were drawn; the server tells how many it takes that there are. */
    private static long times(JsonNode bucket, int oneIn) {
        return Math.round(bucket.get("doc_count").asDouble() / oneIn);
    }

    List<JsonNode> keys() {
        return values.stream().map(Value::key).toList();
    }
}
