package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;

/** Makes a bucket of each value and counts these at the server, without sending them. */
record CountedBuckets(GroupKey key, int most) implements ValueRanges.Count {
    /** The buckets of this aggregation are not sent. */
    static final String UNSENT = "values";

    private static final String COUNT = "different";

    @Override
    public ObjectNode body(Query documents) {
        ObjectNode aggregations = Json.object(UNSENT, Json.object("terms", key.first(most)));
        aggregations.set(COUNT, Json.object("stats_bucket", Json.object().put("buckets_path", UNSENT + ">_count")));
        return documents.counting().set("aggs", aggregations);
    }

    @Override
    public boolean isWhole(JsonNode answer) {
        return Terms.isWhole(answer.path("aggregations").path(UNSENT));
    }

    @Override
    public long counted(JsonNode answer) {
        return stats(answer, "count");
    }

    /** How many documents the buckets have together. */
    long documents(JsonNode answer) {
        return stats(answer, "sum");
    }

    private static long stats(JsonNode answer, String what) {
        return answer.path("aggregations").path(COUNT).path(what).asLong();
    }
}
