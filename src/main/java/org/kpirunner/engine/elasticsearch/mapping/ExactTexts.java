package org.kpirunner.engine.elasticsearch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Tells where the texts of the fields of an index can be searched as they are.
 *
 * @param recordsIgnored documents tell which of their keywords were too long to be indexed
 * @param ignoreAbove the longest keyword that is indexed where a field says nothing else
 */
record ExactTexts(boolean recordsIgnored, int ignoreAbove) {
    /** The first version that records what it ignored. */
    private static final long RECORDS_IGNORED = 7_14_00_99;

    /** What the longest keyword of an index for logs is by default. */
    private static final int LONGEST_IN_LOGS = 8191;

    static ExactTexts of(JsonNode settings) {
        int longest = settings.path("mode").asText().equals("logsdb") ? LONGEST_IN_LOGS : ExactText.UNLIMITED;
        return new ExactTexts(
                settings.path("version").path("created").asLong(0) >= RECORDS_IGNORED,
                settings.path("mapping").path("ignore_above").asInt(longest));
    }

    /** Of an indexed field. */
    Optional<ExactText> of(String path, FieldType type, JsonNode field) {
        return switch (type) {
            case KEYWORD, WILDCARD -> keyword(path, field);
            case TEXT -> subField(path, field.path("fields"));
            default -> Optional.empty();
        };
    }

    private Optional<ExactText> subField(String path, JsonNode subFields) {
        Optional<ExactText> best = Optional.empty();
        for (Map.Entry<String, JsonNode> subField : subFields.properties()) {
            JsonNode node = subField.getValue();
            if (node.path("type").asText().equals("keyword")
                    && node.path("index").asBoolean(true)
                    && !node.has("null_value")) {
                Optional<ExactText> candidate = keyword(path + "." + subField.getKey(), node);
                if (candidate.isPresent()
                        && (best.isEmpty()
                                || candidate.get().longest() > best.get().longest())) {
                    best = candidate;
                }
            }
        }
        return best;
    }

    private Optional<ExactText> keyword(String path, JsonNode keyword) {
        boolean isKeyword = keyword.path("type").asText().equals("keyword");
        int longest = keyword.path("ignore_above").asInt(ignoreAbove);
        return keyword.has("normalizer")
                ? Optional.empty()
                : Optional.of(new ExactText(
                        path, longest, isKeyword && keyword.path("doc_values").asBoolean(true), recordsIgnored));
    }
}
