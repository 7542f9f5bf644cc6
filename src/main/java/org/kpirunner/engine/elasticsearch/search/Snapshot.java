package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.Answer;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Searches one target; where the server can, all searches see it as it was at the first one.
 *
 * <p>An answer from a part of the shards is never taken.
 */
public final class Snapshot implements AutoCloseable {
    /** The buckets of an aggregation of this name are not sent. */
    public static final String UNSENT = "values";

    /** From here on a point in time is divided by the places of documents, which costs nothing. */
    private static final Version DIVIDES_BY_PLACE = new Version(7, 15);

    private static final String SCROLL_KEPT = "5m";
    private static final Map<String, String> SEVERAL =
            Map.of("filter_path", "-responses.aggregations." + UNSENT + ".buckets");
    private static final Map<String, String> OF_ALL_SHARDS = Map.of("allow_partial_search_results", "false");
    private static final Map<String, String> COUNTING =
            Map.of("allow_partial_search_results", "false", "filter_path", "-aggregations." + UNSENT + ".buckets");

    private final ElasticsearchClient client;
    private final String target;
    private final Cancellation cancellation;
    private final @Nullable PointInTime pointInTime;
    private final boolean isShared;

    private Snapshot(
            ElasticsearchClient client,
            String target,
            Cancellation cancellation,
            @Nullable PointInTime pointInTime,
            boolean isShared) {
        this.client = client;
        this.target = target;
        this.cancellation = cancellation;
        this.pointInTime = pointInTime;
        this.isShared = isShared;
    }

    /** For one search alone. */
    public static Snapshot live(ElasticsearchClient client, String target, Cancellation cancellation) {
        client.version(cancellation);
        return new Snapshot(client, target, cancellation, null, false);
    }

    /** For searches that belong together. */
    static Snapshot open(ElasticsearchClient client, String target, Cancellation cancellation) {
        return new Snapshot(
                client,
                target,
                cancellation,
                PointInTime.of(client, target, cancellation).orElse(null),
                false);
    }

    /** For searches that see what others see as well. */
    static Snapshot at(PointInTime seen, ElasticsearchClient client, String target, Cancellation cancellation) {
        return new Snapshot(client, target, cancellation, seen, true);
    }

    public Version version() {
        return client.version(cancellation);
    }

    /** Whether something was noted about the target before. */
    public boolean knows(Object fact) {
        return client.learned().knows(List.of(target, fact));
    }

    public void note(Object fact, boolean holds) {
        client.learned().note(List.of(target, fact), holds);
    }

    boolean isStable() {
        return pointInTime != null;
    }

    /** Whether parts of a search can be read side by side. */
    boolean canBeDivided() {
        return isStable() && version().compareTo(DIVIDES_BY_PLACE) >= 0;
    }

    public Answer search(ObjectNode body) {
        // With a filter the server writes documents anew, and their numbers with the digits of a double.
        Map<String, String> parameters = body.has("aggs") ? COUNTING : OF_ALL_SHARDS;
        Answer answer = kept(() -> client.post(
                pointInTime == null ? path("_search") : "/_search", parameters, located(body), cancellation));
        if (pointInTime != null) {
            pointInTime.answered(answer.body());
        }
        return whole(answer);
    }

    /** The answer to a body as somebody wrote it, letter by letter. */
    public String searchAsWritten(String body) {
        ElasticsearchClient.Written written = client.postAsWritten(path("_search"), OF_ALL_SHARDS, body, cancellation);
        var unused = whole(written.answer());
        return written.text();
    }

    /** Throws {@link Unproven} unless every proof holds. */
    public void check(Collection<Proof> proofs) {
        if (proofs.isEmpty()) {
            return;
        }
        List<Proof> inOrder = List.copyOf(proofs);
        Proof.check(inOrder, searchAll(inOrder.stream().map(Proof::body).toList()));
    }

    /** Several searches in one request; those that would answer with too many buckets have an empty answer. */
    public List<JsonNode> searchAll(List<ObjectNode> bodies) {
        if (bodies.isEmpty()) {
            return List.of();
        }
        if (bodies.size() == 1) {
            return List.of(search(bodies.get(0)).body());
        }
        List<JsonNode> lines = new ArrayList<>();
        for (ObjectNode body : bodies) {
            lines.add(pointInTime == null ? Json.object().put("index", target) : Json.object());
            lines.add(located(body));
        }
        return kept(() -> answers(
                client.postLines("/_msearch", SEVERAL, lines, cancellation).path("responses")));
    }

    private List<JsonNode> answers(JsonNode responses) {
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode response : responses) {
            if (response.findValuesAsText("type").contains("too_many_buckets_exception")) {
                answers.add(Json.object());
                continue;
            }
            if (response.has("error")) {
                throw client.failures().refused(response);
            }
            answers.add(whole(new Answer(response, 0)).body());
        }
        return answers;
    }

    private ObjectNode located(ObjectNode body) {
        return pointInTime == null ? body : pointInTime.located(body);
    }

    /** Where the server has lost what a search was to see, nobody sees it any more. */
    private <T> T kept(Supplier<T> search) {
        try {
            return search.get();
        } catch (KpiException e) {
            if (pointInTime != null && e.reason() == Reason.SOURCE_RESTARTED) {
                pointInTime.lose();
            }
            throw e;
        }
    }

    Answer scroll(ObjectNode body) {
        return whole(client.post(
                path("_search"),
                Map.of("allow_partial_search_results", "false", "scroll", SCROLL_KEPT),
                body,
                cancellation));
    }

    Answer scrollOn(String scrollId) {
        ObjectNode body = Json.object().put("scroll_id", scrollId).put("scroll", SCROLL_KEPT);
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
        if (pointInTime != null && !isShared) {
            pointInTime.close();
        }
    }
}
