package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;

/** The state of a target, as long as the server keeps it; searches may see it side by side. */
public final class PointInTime implements AutoCloseable {
    /** From here on a point in time can be paged through without a field to sort by. */
    private static final Version KEEPS_POINTS_IN_TIME = new Version(7, 12);

    /** Counted from the last search: so long one is left behind by a process that was killed. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Duration CERTAINLY_KEPT = Duration.ofMinutes(4);

    private final ElasticsearchClient client;
    private volatile String id;
    private volatile long used = System.nanoTime();
    private volatile boolean isLost;

    private PointInTime(ElasticsearchClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** The state of a target now; empty if the server is too old to keep one. */
    static Optional<PointInTime> of(ElasticsearchClient client, String target, Cancellation cancellation) {
        if (client.version(cancellation).compareTo(KEEPS_POINTS_IN_TIME) < 0) {
            return Optional.empty();
        }
        String path = "/" + ElasticsearchClient.encode(target) + "/_pit";
        JsonNode opened = client.post(path, Map.of("keep_alive", keepAlive()), cancellation);
        return Optional.of(new PointInTime(client, opened.path("id").asText()));
    }

    private static String keepAlive() {
        return KEPT.toMinutes() + "m";
    }

    /** A search that sees it. */
    ObjectNode located(ObjectNode body) {
        used = System.nanoTime();
        ObjectNode located = body.deepCopy();
        located.putObject("pit").put("id", id).put("keep_alive", keepAlive());
        return located;
    }

    /** Takes note of an answer, which may give it another id. */
    void answered(JsonNode answer) {
        id = answer.path("pit_id").asText(id);
    }

    void lose() {
        isLost = true;
    }

    /** Whether the server is sure to have it still. */
    boolean isKept() {
        return !isLost && System.nanoTime() - used < CERTAINLY_KEPT.toNanos();
    }

    @Override
    public void close() {
        client.deleteLater("/_pit", Json.object().put("id", id));
    }
}
