package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;

/** Makes a bucket of each value and counts these at the server, without sending them. */
record CountedBuckets(GroupKey key, int most) implements ValueRanges.Count {
    private static final String COUNT = "different";

    @Override
    public ObjectNode body(Query documents) {
        ObjectNode aggregations = Json.object(Snapshot.UNSENT, Json.object("terms", key.first(most)));
        aggregations.set(
                COUNT, Json.object("stats_bucket", Json.object().put("buckets_path", Snapshot.UNSENT + ">_count")));
        return documents.counting().set("aggs", aggregations);
    }

    @Override
    public boolean isWhole(JsonNode answer) {
        return Terms.isWhole(answer.path("aggregations").path(Snapshot.UNSENT));
    }

    @Override
    public long counted(JsonNode answer) {
        return stats(answer, "count");
    }

    @Override
    public boolean isSingle(JsonNode answer) {
        // Others are in several buckets.
        return documents(answer) == Proof.total(answer);
    }

    /** How many documents the buckets have together. */
    long documents(JsonNode answer) {
        return stats(answer, "sum");
    }

    private static long stats(JsonNode answer, String what) {
        return answer.path("aggregations").path(COUNT).path(what).asLong();
    }
}
