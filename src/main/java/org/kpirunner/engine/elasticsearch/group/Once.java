package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;

/**
 * Shows that every document of a search counts once in its buckets: since 7.11 one counts there as often as its {@code
 * _doc_count} says, which nobody can ask for, and in the number of hits still once.
 */
public final class Once {
    /** The name of the aggregation that tells. */
    public static final String NAME = "documents";

    private Once() {}

    /** All documents of a search as a bucket; a server that knows of no such counts does not go through them for it. */
    static ObjectNode aggregation() {
        return Json.object(
                "filters", Json.object("filters", Json.object("all", Query.all().json())));
    }

    /**
     * Looks at an answer, which need not tell.
     *
     * @throws Unproven if a document counts more than once
     */
    static void check(JsonNode answer) {
        JsonNode all = answer.path("aggregations").path(NAME).path("buckets").path("all");
        if (all.isObject() && all.path("doc_count").asLong() != Proof.total(answer)) {
            throw new Unproven(Set.of(Unproven.COUNTS));
        }
    }
}
