package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Snapshot;

/** Keeps one document of each value and counts these, which takes a server a quarter of the time of making buckets. */
record OneEach(GroupKey key, int most) implements ValueRanges.Count {
    private static final String KEPT = "kept";
    private static final String VALUES = "values";

    /** Whether it counts right: each shard keeps its own, and in some versions each of several threads. */
    boolean isRight(Sample sample, Snapshot snapshot) {
        if (sample.shards() != 1 || snapshot.version().mayDivideSamples()) {
            return false;
        }
        Query sampled = Query.and(sample.documents(), Query.terms(key.column(), sample.keys()));
        return counted(snapshot.search(body(sampled)).body()) == sample.keys().size();
    }

    @Override
    public ObjectNode body(Query documents) {
        ObjectNode sampler = Json.object().put("field", key.column()).put("shard_size", most);
        sampler.put("max_docs_per_value", 1).put("execution_hint", "global_ordinals");
        ObjectNode kept = Json.object("diversified_sampler", sampler);
        kept.set("aggs", Json.object(VALUES, key.valueCount()));
        return documents.counting().set("aggs", Json.object(KEPT, kept));
    }

    @Override
    public boolean isWhole(JsonNode answer) {
        return counted(answer) < most;
    }

    @Override
    public long counted(JsonNode answer) {
        JsonNode kept = answer.path("aggregations").path(KEPT);
        // 6.8 does not say how many values no document has.
        return kept.path("doc_count").asLong(-1) == 0
                ? 0
                : kept.path(VALUES).path("value").asLong(Long.MAX_VALUE);
    }

    @Override
    public boolean isSingle(JsonNode answer) {
        // The server refuses to choose by a field of which it meets a document with several values.
        return true;
    }
}
