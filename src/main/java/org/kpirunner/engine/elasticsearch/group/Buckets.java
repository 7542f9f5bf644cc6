package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.search.FieldReader;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * The buckets of one pass: all at once, range by range, or page after page, those of one group one after the other;
 * without keys there is one bucket.
 */
final class Buckets {
    private Pass pass;
    private final List<Metric> metrics;
    private final Snapshot snapshot;
    private final Version version;
    private final List<ObjectNode> first;
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private @Nullable JsonNode after;
    private @Nullable GroupRanges ranges;
    private boolean ended;
    private long different;

    Buckets(Pass pass, List<Metric> metrics, Snapshot snapshot, Version version) {
        this.pass = pass;
        this.metrics = metrics;
        this.snapshot = snapshot;
        this.version = version;
        this.first = Different.canCount(pass) ? Different.of(pass).bodies(snapshot) : pass.first(metrics, version);
    }

    /** The bodies of the searches to begin with. */
    List<ObjectNode> first() {
        return first;
    }

    /** Takes the answers to the first searches. */
    void begin(List<JsonNode> answers) {
        if (Different.canCount(pass)) {
            different = Different.of(pass).count(answers, snapshot);
            ended = true;
        } else if (Terms.canFind(pass)) {
            Terms terms = new Terms(pass, version);
            Optional<List<JsonNode>> all = terms.buckets(answers);
            all.ifPresent(buckets -> page = buckets.iterator());
            ended = all.isPresent();
            if (!ended && pass.top().isPresent()) {
                pass = pass.toAll();
                begin(snapshot.searchAll(pass.first(metrics, version)));
            } else if (!ended && !beginRanges(terms.without(answers))) {
                snapshot.check(pass.singles());
            }
        } else if (!answers.get(0).isEmpty()) {
            turnTo(answers.get(0));
        }
        // One that the server did not answer with others is asked alone, and fails if it can't be answered.
    }

    /** Whether there are ranges of groups, which a cluster may not allow to ask for. */
    private boolean beginRanges(List<JsonNode> without) {
        if (!GroupRanges.canFind(pass)) {
            return false;
        }
        try {
            GroupRanges some = GroupRanges.of(pass, metrics, snapshot);
            List<JsonNode> first = new ArrayList<>(without);
            some.next().ifPresent(first::addAll);
            page = first.iterator();
            ranges = some;
            return true;
        } catch (KpiException e) {
            if (e.reason() == Reason.QUERY_FAILED) {
                return false;
            }
            throw e;
        }
    }

    /** How many different values were counted without a bucket for each. */
    long different() {
        return different;
    }

    private ObjectNode body() {
        return pass.body(metrics, version, Optional.ofNullable(after));
    }

    private void turnTo(JsonNode answer) {
        Once.check(answer);
        if (pass.sources().isEmpty()) {
            ObjectNode only =
                    answer.has("aggregations") ? answer.get("aggregations").deepCopy() : Json.object();
            only.put("doc_count", Proof.total(answer));
            page = List.<JsonNode>of(only).iterator();
            ended = true;
            return;
        }
        JsonNode groups = answer.path("aggregations").path(Terms.GROUPS);
        page = groups.path("buckets").elements();
        after = groups.get("after_key");
        ended = after == null || groups.path("buckets").size() < pass.page(version);
    }

    @Nullable
    JsonNode next() {
        while (!page.hasNext() && !ended) {
            if (ranges == null) {
                turnTo(snapshot.search(body()).body());
            } else {
                Optional<List<JsonNode>> next = ranges.next();
                next.ifPresent(buckets -> page = buckets.iterator());
                ended = next.isEmpty();
            }
        }
        return page.hasNext() ? page.next() : null;
    }

    /** The values of the keys of a bucket. */
    List<@Nullable Object> keys(JsonNode bucket, FieldReader reader) {
        List<GroupKey> sources = pass.sources();
        List<@Nullable Object> keys = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            keys.add(sources.get(i).value(bucket.path("key").path("k" + i), reader));
        }
        return keys;
    }
}
