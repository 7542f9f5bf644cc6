package org.kpirunner.engine.elasticsearch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Tells which fields the documents of an index keep.
 *
 * @param mapping what the mapping says of {@code _source}
 */
record SourceFilter(JsonNode mapping) {
    boolean keeps(String path) {
        return mapping.path("enabled").asBoolean(true)
                && (mapping.path("includes").isEmpty() || matches(mapping.path("includes"), path))
                && !matches(mapping.path("excludes"), path);
    }

    private static boolean matches(JsonNode patterns, String path) {
        for (JsonNode pattern : patterns) {
            String regex = Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q");
            if (path.matches(regex) || path.startsWith(pattern.asText() + ".")) {
                return true;
            }
        }
        return false;
    }
}
