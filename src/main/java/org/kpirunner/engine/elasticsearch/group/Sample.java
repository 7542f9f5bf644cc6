package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.elasticsearch.search.Unproven;

/**
 * Some of the values of a field that documents have: of one in so many by their hash, so that they are spread as all
 * values are, whatever documents have them.
 *
 * @param keys in the order of the values
 * @param isCut whether there are more than were asked for, beyond the last
 * @param shards how many shards have the documents
 */
record Sample(Query documents, int oneIn, List<JsonNode> keys, boolean isCut, int shards) {
    private static final String SAMPLE = "sample";
    private static final String VALUES = "all";

    Sample {
        keys = List.copyOf(keys);
    }

    /**
     * Takes a sample of at most so many values.
     *
     * @throws Unproven if a document has several values
     */
    static Sample of(GroupKey key, Query documents, int oneIn, int most, Snapshot snapshot) {
        ObjectNode terms = key.first(most);
        terms.putObject("include").put("partition", 0).put("num_partitions", oneIn);
        ObjectNode aggregations = Json.object(SAMPLE, Json.object("terms", terms));
        aggregations.set(VALUES, key.valueCount());
        Query filled = Query.and(documents, Query.exists(key.column()));
        JsonNode answer =
                snapshot.search(filled.counting().set("aggs", aggregations)).body();
        JsonNode found = answer.path("aggregations");
        if (found.path(VALUES).path("value").asLong() != Proof.total(answer)) {
            throw new Unproven(Set.of(key.field().path()));
        }
        List<JsonNode> keys = new ArrayList<>();
        found.path(SAMPLE).path("buckets").forEach(bucket -> keys.add(bucket.get("key")));
        return new Sample(
                documents,
                oneIn,
                keys,
                keys.size() >= most,
                answer.path("_shards").path("total").asInt());
    }
}
