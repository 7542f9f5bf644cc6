package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Counts the different values of a field at the server, exactly, without a value being sent.
 *
 * <p>The answer says whether all were counted; more than fit into one are counted range by range. It also proves that
 * no document has several values: such a document would be counted more than once.
 */
record Different(GroupKey key, Query query) {
    /** The buckets of this aggregation are not sent, only how many there are. */
    static final String UNSENT = "values";

    /** What an answer may have; more would be made in vain where it does not have all. */
    private static final int MOST_AT_ONCE = 20_000;

    private static final String COUNT = "different";

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
        return List.of(counting(query, MOST_AT_ONCE), without);
    }

    /** Counts the values that some documents have, if there are not more than so many. */
    ObjectNode counting(Query documents, int most) {
        ObjectNode aggregations = Json.object(UNSENT, first(most));
        aggregations.set(COUNT, Json.object("stats_bucket", Json.object().put("buckets_path", UNSENT + ">_count")));
        return body(documents).set("aggs", aggregations);
    }

    /** The first values in the order of their bytes, which takes half the time of any other order. */
    ObjectNode first(int most) {
        ObjectNode terms =
                Json.object().put("field", key.column()).put("size", most).put("shard_size", most);
        return Json.object("terms", terms.set("order", Json.object("_key", TextNode.valueOf("asc"))));
    }

    static ObjectNode body(Query query) {
        return Json.object("query", query.asFilter()).put("size", 0).put("track_total_hits", true);
    }

    /**
     * How many there are.
     *
     * @throws Unproven if a document has several values, or the server does not count them
     */
    long count(List<JsonNode> answers, Snapshot snapshot) {
        if (!isWhole(answers.get(0))) {
            try {
                return ValueRanges.of(this, snapshot).count();
            } catch (KpiException e) {
                if (e.reason() == Reason.QUERY_FAILED) {
                    // A cluster may not allow ranges of texts.
                    throw unproven();
                }
                throw e;
            }
        }
        if (counted(answers.get(0), "sum") + Proof.total(answers.get(1)) != Proof.total(answers.get(0))) {
            throw unproven();
        }
        return counted(answers.get(0));
    }

    Unproven unproven() {
        return new Unproven(Set.of(key.field().path()));
    }

    /** How many values an answer has counted. */
    static long counted(JsonNode answer) {
        return counted(answer, "count");
    }

    private static long counted(JsonNode answer, String what) {
        return answer.path("aggregations").path(COUNT).path(what).asLong();
    }

    /** Whether an answer has counted all values. */
    static boolean isWhole(JsonNode answer) {
        return isWhole(answer, UNSENT);
    }

    /** Whether an aggregation of an answer has all values. */
    static boolean isWhole(JsonNode answer, String aggregation) {
        JsonNode terms = answer.path("aggregations").path(aggregation);
        return terms.path("sum_other_doc_count").asLong(-1) == 0
                && terms.path("doc_count_error_upper_bound").asLong(-1) == 0;
    }
}
