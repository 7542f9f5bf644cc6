package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;

/**
 * Counts the different values of a field range by range. A sample of the values, of one in so many by their hash, tells
 * where ranges of about the same number of values begin; one that has more after all is divided again.
 */
final class ValueRanges {
    /** Fewer than the 65,536 that a server allows by default. */
    private static final int MOST = 65_000;

    /** Leaves room for samples that are not alike everywhere. */
    private static final double WANTED = 0.6;

    private static final int ONE_IN = 512;
    private static final int CLOSER = 16;
    private static final int AT_A_TIME = 8;

    private static final String SAMPLE = "sample";
    private static final String ALL = "all";
    private static final String ONE_EACH = "one_each";

    private final Different different;
    private final Snapshot snapshot;
    private final String column;
    private final int most;

    /** Counts ranges of at most so many values. */
    ValueRanges(Different different, Snapshot snapshot, int most) {
        this.different = different;
        this.snapshot = snapshot;
        this.column = different.key().column();
        this.most = most;
    }

    static ValueRanges of(Different different, Snapshot snapshot) {
        return new ValueRanges(different, snapshot, snapshot.version().allowsManyBuckets() ? MOST : Pass.PAGE - 1);
    }

    long count() {
        return count(Query.and(different.query(), Query.exists(column)), ONE_IN);
    }

    private long count(Query documents, int oneIn) {
        JsonNode sample = sample(documents, oneIn);
        List<JsonNode> keys = new ArrayList<>();
        sample.path("aggregations").path(SAMPLE).path("buckets").forEach(bucket -> keys.add(bucket.get("key")));
        List<Query> ranges = ranges(documents, keys, Math.max(1, (int) (WANTED * most / oneIn)));
        boolean oneEach = canKeepOneEach(sample, documents, keys);
        long count = 0;
        for (int from = 0; from < ranges.size(); from += AT_A_TIME) {
            List<Query> some = ranges.subList(from, Math.min(ranges.size(), from + AT_A_TIME));
            List<JsonNode> answers = snapshot.searchAll(
                    some.stream().map(range -> body(range, oneEach)).toList());
            for (int i = 0; i < some.size(); i++) {
                boolean isBeyondSample = from + i == ranges.size() - 1 && !Different.isWhole(sample, SAMPLE);
                count += isWhole(answers.get(i), oneEach)
                        ? counted(answers.get(i), oneEach)
                        : count(some.get(i), isBeyondSample ? oneIn : Math.max(1, oneIn / CLOSER));
            }
        }
        return count;
    }

    /** Values of one in so many of all, in the order of their bytes. */
    private JsonNode sample(Query documents, int oneIn) {
        ObjectNode first = different.first(most);
        first.withObject("terms").putObject("include").put("partition", 0).put("num_partitions", oneIn);
        ObjectNode aggregations = Json.object(SAMPLE, first);
        aggregations.set(ALL, valueCount());
        JsonNode answer = snapshot.search(Different.body(documents).set("aggs", aggregations))
                .body();
        if (answer.path("aggregations").path(ALL).path("value").asLong() != Proof.total(answer)) {
            throw different.unproven();
        }
        return answer;
    }

    private ObjectNode valueCount() {
        return Json.object("value_count", Json.object().put("field", column));
    }

    /** Ranges that begin at every so-manieth key; the first and the last are open. */
    private List<Query> ranges(Query documents, List<JsonNode> keys, int apart) {
        List<Query> ranges = new ArrayList<>();
        ObjectNode range = Json.object();
        for (int i = apart; i < keys.size(); i += apart) {
            ranges.add(within(documents, range.set("lt", keys.get(i))));
            range = Json.object("gte", keys.get(i));
        }
        ranges.add(range.isEmpty() ? documents : within(documents, range));
        return ranges;
    }

    private Query within(Query documents, ObjectNode range) {
        return Query.and(documents, Query.leaf("range", Json.object(column, range)));
    }

    /**
     * Whether to count documents of which one is kept for each value, which takes a quarter of the time of making
     * buckets. Each shard keeps its own, and some versions each of several threads: it must be right for the sample.
     */
    private boolean canKeepOneEach(JsonNode sample, Query documents, List<JsonNode> keys) {
        if (sample.path("_shards").path("total").asInt() != 1
                || snapshot.version().mayDivideSamples()) {
            return false;
        }
        Query sampled = Query.and(documents, Query.terms(column, keys));
        return counted(snapshot.search(body(sampled, true)).body(), true) == keys.size();
    }

    private ObjectNode body(Query range, boolean oneEach) {
        if (!oneEach) {
            return different.counting(range, most);
        }
        ObjectNode sampler = Json.object().put("field", column).put("shard_size", most);
        sampler.put("max_docs_per_value", 1).put("execution_hint", "global_ordinals");
        ObjectNode kept = Json.object("diversified_sampler", sampler);
        return Different.body(range)
                .set("aggs", Json.object(ONE_EACH, kept.set("aggs", Json.object(ALL, valueCount()))));
    }

    private boolean isWhole(JsonNode answer, boolean oneEach) {
        return oneEach ? counted(answer, true) < most : Different.isWhole(answer);
    }

    private static long counted(JsonNode answer, boolean oneEach) {
        return oneEach
                ? answer.path("aggregations").path(ONE_EACH).path("doc_count").asLong(Long.MAX_VALUE)
                : Different.counted(answer);
    }
}
