package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.search.Proof;

/**
 * Groups, their counts and all proofs as a single search whose answer somebody else reads: nobody can turn a page.
 *
 * <p>Its groups are the buckets of {@code aggregations.groups}, with the keys {@code k0}, {@code k1}, …; the metrics are
 * {@code m0}, {@code m1}, … of each bucket, or of {@code aggregations} where there are no keys; the proofs are
 * {@code p0}, {@code p1}, … of {@code aggregations.proofs}. With fewer buckets than {@link #most} these are all.
 */
public record OneSearch(GroupSearch search, List<Proof> proofs, Version version) {
    private static final int MANY = 60_000;

    /** With all that must be proven, as the answer of a single search shows less by itself. */
    public OneSearch {
        List<Proof> all = new ArrayList<>(proofs);
        search.keys().forEach(key -> all.add(new Proof.Single(key.field().path(), key.column(), search.query())));
        proofs = Proof.merged(all);
    }

    /** As many buckets as there can be; with that many there may be more. */
    public int most() {
        return version.allowsManyBuckets() ? MANY : Pass.PAGE;
    }

    public ObjectNode body() {
        List<Integer> measured =
                IntStream.range(0, search.metrics().size()).boxed().toList();
        ObjectNode body = new Pass(search.query(), search.keys(), List.of(), measured, -1, OptionalInt.empty())
                .body(search.metrics(), version, Optional.empty());
        body.put("track_total_hits", true);
        if (body.path("aggs").path("groups").path("composite") instanceof ObjectNode composite) {
            composite.put("size", most());
        }
        if (!proofs.isEmpty()) {
            ObjectNode aggregations = body.has("aggs") ? (ObjectNode) body.get("aggs") : body.putObject("aggs");
            ObjectNode parts = Json.object();
            for (int i = 0; i < proofs.size(); i++) {
                parts.set("p" + i, proofs.get(i).aggregation());
            }
            aggregations.set("proofs", Json.object("global", Json.object()).set("aggs", parts));
        }
        return body;
    }
}
