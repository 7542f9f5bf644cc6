package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import org.kpirunner.engine.elasticsearch.Json;

/**
 * What documents are sorted by.
 *
 * @param type of the field, for indices whose mapping does not have it
 */
public record Order(String path, String type, boolean descending, boolean missingFirst) {
    JsonNode json() {
        return Json.object(
                path,
                Json.object()
                        .put("order", descending ? "desc" : "asc")
                        .put("missing", missingFirst ? "_first" : "_last")
                        .put("unmapped_type", type));
    }
}
