package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import org.kpirunner.engine.elasticsearch.Answer;

/** How many documents to ask for at a time: as many as fit into so many bytes, by how long the last ones were. */
final class PageSize {
    private static final int FIRST = 500;
    private static final long BYTES = 1L << 20;

    private final int most;
    private int documents;

    PageSize(int most) {
        this.most = most;
        this.documents = Math.min(FIRST, most);
    }

    int documents() {
        return documents;
    }

    void learn(Answer answer) {
        JsonNode hits = answer.body().path("hits").path("hits");
        if (!hits.isEmpty()) {
            long bytesPerDocument = Math.max(1, answer.bytes() / hits.size());
            documents = (int) Math.max(1, Math.min(most, BYTES / bytesPerDocument));
        }
    }
}
