package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Searches one target; where the server can, all searches see it as it was at the first one.
 *
 * <p>An answer from a part of the shards is never taken.
 */
final class Snapshot implements AutoCloseable {
    /** From here on a point in time can be paged through without a field to sort by. */
    private static final Version KEEPS_POINTS_IN_TIME = new Version(7, 12);

    private static final String KEEP_ALIVE = "5m";
    private static final Map<String, String> WHOLE = Map.of("allow_partial_search_results", "false");

    private final ElasticsearchClient client;
    private final String target;
    private final Cancellation cancellation;
    private @Nullable String pointInTime;

    private Snapshot(ElasticsearchClient client, String target, Cancellation cancellation) {
        this.client = client;
        this.target = target;
        this.cancellation = cancellation;
    }

    /** For one search alone. */
    static Snapshot live(ElasticsearchClient client, String target, Cancellation cancellation) {
        client.version(cancellation);
        return new Snapshot(client, target, cancellation);
    }

    /** For searches that belong together. */
    static Snapshot open(ElasticsearchClient client, String target, Cancellation cancellation) {
        Snapshot snapshot = live(client, target, cancellation);
        if (client.version(cancellation).compareTo(KEEPS_POINTS_IN_TIME) >= 0) {
            snapshot.pointInTime = client.post(snapshot.path("_pit"), Map.of("keep_alive", KEEP_ALIVE), cancellation)
                    .path("id")
                    .asText();
        }
        return snapshot;
    }

    boolean isStable() {
        return pointInTime != null;
    }

    Answer search(ObjectNode body) {
        Answer answer;
        if (pointInTime == null) {
            answer = client.post(path("_search"), WHOLE, body, cancellation);
        } else {
            ObjectNode located = body.deepCopy();
            located.putObject("pit").put("id", pointInTime).put("keep_alive", KEEP_ALIVE);
            answer = client.post("/_search", WHOLE, located, cancellation);
            pointInTime = answer.body().path("pit_id").asText(pointInTime);
        }
        return whole(answer);
    }

    /** Throws {@link Unproven} unless every proof holds. */
    void check(Collection<Proof> proofs) {
        if (proofs.isEmpty()) {
            return;
        }
        List<Proof> inOrder = List.copyOf(proofs);
        List<JsonNode> answers = searchAll(inOrder.stream().map(Proof::body).toList());
        Set<String> unproven = new LinkedHashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!inOrder.get(i).holds(answers.get(i))) {
                unproven.add(inOrder.get(i).path());
            }
        }
        if (!unproven.isEmpty()) {
            throw new Unproven(unproven);
        }
    }

    /** Several searches in one request. */
    List<JsonNode> searchAll(List<ObjectNode> bodies) {
        return bodies.stream().map(body -> search(body).body()).toList();
    }

    Answer scroll(ObjectNode body) {
        return whole(client.post(
                path("_search"),
                Map.of("allow_partial_search_results", "false", "scroll", KEEP_ALIVE),
                body,
                cancellation));
    }

    Answer scrollOn(String scrollId) {
        ObjectNode body = Json.object().put("scroll_id", scrollId).put("scroll", KEEP_ALIVE);
        return whole(client.post("/_search/scroll", Map.of(), body, cancellation));
    }

    void endScroll(String scrollId) {
        client.deleteLater(
                "/_search/scroll", Json.object("scroll_id", Json.array().add(scrollId)));
    }

    private String path(String operation) {
        return "/" + ElasticsearchClient.encode(target) + "/" + operation;
    }

    private Answer whole(Answer answer) {
        JsonNode shards = answer.body().path("_shards");
        long total = shards.path("total").asLong();
        long successful = shards.path("successful").asLong();
        if (answer.body().path("timed_out").asBoolean() || shards.path("failed").asLong() > 0 || successful < total) {
            String reason = shards.findPath("reason").findPath("reason").asText();
            throw partial("answered from " + successful + " of " + total + " shards of \"" + target + "\""
                    + (reason.isEmpty() ? "" : ": " + reason));
        }
        return answer;
    }

    private KpiException partial(String what) {
        return client.failures().problem(Reason.PARTIAL_ANSWER, what);
    }

    @Override
    public void close() {
        if (pointInTime != null) {
            client.deleteLater("/_pit", Json.object().put("id", pointInTime));
        }
    }
}
