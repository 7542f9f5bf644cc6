package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.search.Proof;

/**
 * One way through the documents of a group search.
 *
 * @param values what each group is divided by further, to count how many different ones there are
 * @param measured the metrics that are measured on the way, by their place
 * @param distinct the metric that counts the values, or -1
 * @param top how many groups are wanted, those of the most documents
 */
record Pass(
        Query query,
        List<GroupKey> keys,
        List<GroupKey> values,
        List<Integer> measured,
        int distinct,
        OptionalInt top) {
    /** As many buckets as all servers allow in one answer by default. */
    static final int PAGE = 10_000;

    /** What comes of so many fits into little memory. */
    private static final int LARGE_PAGE = 30_000;

    private static final int NONE = -1;

    static List<Pass> of(GroupSearch search) {
        List<Integer> distinct = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        IntStream.range(0, search.metrics().size())
                .forEach(i -> (search.metrics().get(i) instanceof Metric.Distinct ? distinct : others).add(i));
        if (distinct.size() == 1 && !search.keys().isEmpty()) {
            Metric.Distinct only = (Metric.Distinct) search.metrics().get(distinct.get(0));
            if (only.where().equals(Query.all())) {
                // What is measured of the parts of a group adds up to what is measured of the group.
                return List.of(
                        new Pass(search.query(), search.keys(), only.values(), others, distinct.get(0), search.top()));
            }
        }
        List<Pass> passes = new ArrayList<>();
        if (!others.isEmpty() || !search.keys().isEmpty()) {
            passes.add(new Pass(search.query(), search.keys(), List.of(), others, NONE, search.top()));
        }
        for (int i : distinct) {
            Metric.Distinct metric = (Metric.Distinct) search.metrics().get(i);
            Query query = Query.and(search.query(), metric.where());
            Pass pass = new Pass(query, search.keys(), metric.values(), List.of(), i, search.top());
            passes.add(Different.canCount(pass) ? pass : pass.withValues());
        }
        return passes;
    }

    List<GroupKey> sources() {
        List<GroupKey> sources = new ArrayList<>(keys);
        sources.addAll(values);
        return sources;
    }

    /** Only documents that have all values. */
    private Pass withValues() {
        List<Query> all = new ArrayList<>(List.of(query));
        values.forEach(value -> all.add(Query.exists(value.column())));
        return where(Query.and(all));
    }

    /** The same way through other documents. */
    Pass where(Query other) {
        return new Pass(other, keys, values, measured, distinct, top);
    }

    /** The same way to all groups. */
    Pass toAll() {
        return new Pass(query, keys, values, measured, distinct, OptionalInt.empty());
    }

    /** Whether its answer shows that no document has several values of a key, without being asked. */
    boolean provesSingle(GroupKey key) {
        return (Terms.canFind(this) && keys.contains(key)) || (Different.canCount(this) && values.contains(key));
    }

    boolean countsValues() {
        return distinct != NONE;
    }

    /** What its buckets do not show when they come page after page. */
    List<Proof> singles() {
        return keys.stream()
                .<Proof>map(key -> new Proof.Single(key.field().path(), key.column(), query))
                .toList();
    }

    /** The bodies of the searches to begin with. */
    List<ObjectNode> first(List<Metric> metrics, Version version) {
        return Different.canCount(this)
                ? Different.of(this).bodies()
                : Terms.canFind(this)
                        ? new Terms(this, version).bodies(metrics)
                        : List.of(body(metrics, version, Optional.empty()));
    }

    /**
     * The body of the request for a page of buckets.
     *
     * @param after the key of the last bucket of the page before
     */
    ObjectNode body(List<Metric> metrics, Version version, Optional<JsonNode> after) {
        ObjectNode aggregations = aggregations(metrics);
        ObjectNode body = Json.object("query", query.asFilter());
        boolean tells = version.countsByDocument()
                && after.isEmpty()
                && (!sources().isEmpty() || measured.stream().anyMatch(i -> metrics.get(i) instanceof Metric.Count));
        body.put("size", 0).put("track_total_hits", sources().isEmpty() || tells);
        if (!sources().isEmpty()) {
            ObjectNode groups = Json.object("composite", composite(version, after));
            if (!aggregations.isEmpty()) {
                groups.set("aggs", aggregations);
            }
            aggregations = Json.object(Terms.GROUPS, groups);
        }
        if (tells && !aggregations.isEmpty()) {
            aggregations.set(Once.NAME, Once.aggregation());
        }
        return aggregations.isEmpty() ? body : body.set("aggs", aggregations);
    }

    /** How many buckets to ask for at a time: the server goes through all documents for each page. */
    int page(Version version) {
        return version.allowsManyBuckets() ? Math.max(PAGE, LARGE_PAGE / (1 + measured.size())) : PAGE;
    }

    /** What is measured of each bucket. */
    ObjectNode aggregations(List<Metric> metrics) {
        ObjectNode aggregations = Json.object();
        for (int i : measured) {
            String name = name(i);
            metrics.get(i).aggregation().ifPresent(aggregation -> aggregations.set(name, aggregation));
        }
        return aggregations;
    }

    /** The name of the aggregation of a metric. */
    static String name(int metric) {
        return "m" + metric;
    }

    private ObjectNode composite(Version version, Optional<JsonNode> after) {
        ObjectNode composite = Json.object().put("size", page(version));
        ArrayNode list = composite.putArray("sources");
        List<GroupKey> sources = sources();
        for (int i = 0; i < sources.size(); i++) {
            list.add(Json.object("k" + i, sources.get(i).source(version)));
        }
        after.ifPresent(key -> composite.set("after", key));
        return composite;
    }
}
