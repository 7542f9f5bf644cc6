package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/** Ends a search on servers that go on for a client that has gone; they know the task by the id it came with. */
record TaskCancel(RestClient connection, String id) implements ResponseListener {
    void start() {
        Request tasks = new Request("GET", "/_tasks");
        tasks.addParameters(Map.of("actions", "*search*", "detailed", "true"));
        connection.performRequestAsync(tasks, this);
    }

    @Override
    public void onSuccess(Response response) {
        for (JsonNode node : body(response).path("nodes")) {
            for (Map.Entry<String, JsonNode> task : node.path("tasks").properties()) {
                if (task.getValue().path("headers").path("X-Opaque-Id").asText().equals(id)) {
                    Request cancel = new Request("POST", "/_tasks/" + task.getKey() + "/_cancel");
                    connection.performRequestAsync(cancel, new Ignoring());
                }
            }
        }
    }

    private static JsonNode body(Response response) {
        try {
            return Json.parse(response.getEntity().getContent().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onFailure(Exception e) {
        // Whoever cancels has gone on; the search ends by itself, a little later.
    }

    /** For requests that only tidy up. */
    static final class Ignoring implements ResponseListener {
        @Override
        public void onSuccess(Response response) {
            // Nothing depends on it.
        }

        @Override
        public void onFailure(Exception e) {
            // The server forgets by itself, a little later.
        }
    }
}
