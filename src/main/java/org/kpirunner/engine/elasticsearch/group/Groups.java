package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.search.FieldReader;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.elasticsearch.search.Snapshots;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.problem.Reason;

/** The groups of a search, counted to the end. */
public final class Groups implements AutoCloseable {
    /** As many as fit into memory when a group needs several passes. */
    private static final int MOST_HELD = 300_000;

    private final ElasticsearchClient client;
    private final GroupSearch search;
    private final Snapshot snapshot;
    private final FieldReader reader;
    private final List<Measure> measures;
    private final Cancellation cancellation;
    private Iterator<@Nullable Object[]> rows = Collections.emptyIterator();

    private Groups(ElasticsearchClient client, GroupSearch search, Snapshot snapshot, Cancellation cancellation) {
        this.client = client;
        this.search = search;
        this.snapshot = snapshot;
        this.cancellation = cancellation;
        this.reader = new FieldReader(client.failures(), search.target());
        this.measures = search.metrics().stream()
                .map(metric -> new Measure(metric, reader))
                .toList();
    }

    /** What is known of a group. */
    private record Group(List<@Nullable Object> keys, List<Measure.Sum> sums) {}

    /**
     * Starts a search, which sees what the snapshots show.
     *
     * @throws Unproven if a proof does not hold, or a number is too large to be computed in doubles
     */
    public static Groups open(
            ElasticsearchClient client,
            Snapshots snapshots,
            GroupSearch search,
            Collection<Proof> proofs,
            Cancellation cancellation) {
        List<Pass> passes = Pass.of(search);
        boolean single = proofs.isEmpty()
                && passes.size() == 1
                && passes.get(0).sources().isEmpty();
        Snapshot snapshot = snapshots.of(search.target(), !single, cancellation);
        Groups groups = new Groups(client, search, snapshot, cancellation);
        try {
            groups.start(passes, List.copyOf(proofs));
            return groups;
        } catch (RuntimeException e) {
            groups.close();
            throw e;
        }
    }

    private void start(List<Pass> passes, List<Proof> proofs) {
        List<Buckets> ways = passes.stream()
                .map(pass -> new Buckets(pass, search.metrics(), snapshot, client.version(cancellation)))
                .toList();
        List<ObjectNode> bodies = new ArrayList<>();
        ways.forEach(way -> bodies.addAll(way.first()));
        int searches = bodies.size();
        proofs.forEach(proof -> bodies.add(proof.body()));
        List<JsonNode> answers = snapshot.searchAll(bodies);
        Proof.check(proofs, answers.subList(searches, answers.size()));
        int taken = 0;
        for (Buckets way : ways) {
            int count = way.first().size();
            way.begin(answers.subList(taken, taken + count));
            taken += count;
        }
        boolean neighbours = search.keys().stream()
                .noneMatch(key -> key.field().type().isReal() || key.part().isPresent());
        boolean streams = ways.size() == 1 && neighbours && !search.keys().isEmpty() && !search.mayBeInexact();
        rows = streams
                ? new Streamed(passes.get(0), ways.get(0))
                : held(passes, ways).iterator();
    }

    /** The groups of a single pass, one after the other: the buckets of one group are neighbours. */
    private final class Streamed implements Iterator<@Nullable Object[]> {
        private final Pass pass;
        private final Buckets buckets;
        private @Nullable JsonNode bucket;

        Streamed(Pass pass, Buckets buckets) {
            this.pass = pass;
            this.buckets = buckets;
            this.bucket = buckets.next();
        }

        @Override
        public boolean hasNext() {
            return bucket != null;
        }

        @Override
        public @Nullable Object[] next() {
            JsonNode first = bucket;
            if (first == null) {
                throw new NoSuchElementException();
            }
            Group group = new Group(groupKeys(buckets.keys(first, reader)), sums());
            JsonNode next = first;
            do {
                add(pass, buckets, next, group.sums());
                next = buckets.next();
            } while (next != null && groupKeys(buckets.keys(next, reader)).equals(group.keys()));
            bucket = next;
            return row(group);
        }
    }

    private List<@Nullable Object> groupKeys(List<@Nullable Object> keys) {
        return keys.subList(0, search.keys().size());
    }

    private List<@Nullable Object[]> held(List<Pass> passes, List<Buckets> ways) {
        Map<List<@Nullable Object>, Group> held = new LinkedHashMap<>();
        if (search.keys().isEmpty()) {
            held.put(List.of(), new Group(List.of(), sums()));
        }
        for (int i = 0; i < ways.size(); i++) {
            Pass pass = passes.get(i);
            Buckets buckets = ways.get(i);
            for (JsonNode bucket = buckets.next(); bucket != null; bucket = buckets.next()) {
                List<@Nullable Object> keys = groupKeys(buckets.keys(bucket, reader));
                Group group = held.computeIfAbsent(keys, added -> new Group(added, sums()));
                if (held.size() > MOST_HELD) {
                    throw client.failures()
                            .problem(
                                    Reason.OUT_OF_MEMORY,
                                    "has more than " + MOST_HELD + " groups in \"" + search.target()
                                            + "\", too many to hold for an answer that needs several searches");
                }
                add(pass, buckets, bucket, group.sums());
            }
            if (buckets.different() > 0) {
                held.values().forEach(group -> group.sums().get(pass.distinct()).count += buckets.different());
            }
        }
        return held.values().stream().map(this::row).toList();
    }

    private List<Measure.Sum> sums() {
        List<Measure.Sum> sums = new ArrayList<>();
        measures.forEach(measure -> sums.add(new Measure.Sum()));
        return sums;
    }

    private void add(Pass pass, Buckets buckets, JsonNode bucket, List<Measure.Sum> sums) {
        for (int i : pass.measured()) {
            measures.get(i)
                    .add(bucket.path(Pass.name(i)), bucket.path("doc_count").asLong(), sums.get(i));
        }
        if (pass.countsValues()) {
            List<@Nullable Object> keys = buckets.keys(bucket, reader);
            boolean allThere =
                    keys.subList(pass.keys().size(), keys.size()).stream().noneMatch(key -> key == null);
            sums.get(pass.distinct()).count += allThere ? 1 : 0;
        }
    }

    /** The keys and the outputs of a group. */
    private @Nullable Object[] row(Group group) {
        int keys = group.keys().size();
        Object[] row =
                Arrays.copyOf(group.keys().toArray(), keys + search.outputs().size());
        Computed computed = new Computed(search, group.sums());
        for (int i = 0; i < search.outputs().size(); i++) {
            row[keys + i] = computed.value(search.outputs().get(i));
        }
        return row;
    }

    /** The next row, or null at the end. */
    public @Nullable Object @Nullable [] next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
