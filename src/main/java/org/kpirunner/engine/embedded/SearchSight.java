package org.kpirunner.engine.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.mapping.Address;
import org.kpirunner.engine.elasticsearch.mapping.IndexMapping;
import org.kpirunner.engine.elasticsearch.mapping.Indices;
import org.kpirunner.engine.elasticsearch.search.PointInTime;
import org.kpirunner.engine.elasticsearch.search.SharedSnapshots;
import org.kpirunner.engine.elasticsearch.search.Snapshots;
import org.kpirunner.engine.pushdown.search.IndexTable;

/**
 * What the searches of a run see of a cluster.
 *
 * <p>Where all see one state of an index, it is asked once whether it is what the searches were made for: the documents
 * of that state keep the mapping that they had.
 */
final class SearchSight implements AutoCloseable {
    private final Indices indices;
    private final Snapshots snapshots;
    private final Optional<SharedSnapshots> shared;
    private final Map<Seen, CompletableFuture<Optional<IndexMapping>>> mappings = new HashMap<>();

    private SearchSight(Indices indices, Snapshots snapshots, Optional<SharedSnapshots> shared) {
        this.indices = indices;
        this.snapshots = snapshots;
        this.shared = shared;
    }

    private record Seen(PointInTime point, Address address) {}

    /** Each question sees what is there when it is asked. */
    static SearchSight none(ElasticsearchClient client, Indices indices) {
        return new SearchSight(indices, Snapshots.each(client), Optional.empty());
    }

    /** All see an index as it was at the first question, where the server can keep that. */
    static SearchSight shared(ElasticsearchClient client, Indices indices) {
        SharedSnapshots snapshots = new SharedSnapshots(client);
        return new SearchSight(indices, snapshots, Optional.of(snapshots));
    }

    Snapshots snapshots() {
        return snapshots;
    }

    /** Whether an index that has been searched is what the search was made for: an alias may have moved meanwhile. */
    boolean stillHolds(IndexTable table, Cancellation cancellation) {
        Address address = new Address(table.name().schema(), table.name().table());
        Optional<IndexMapping> now = shared.flatMap(
                        all -> all.pointInTime(table.mapping().target(), cancellation))
                .map(point -> cancellation.await(mapping(new Seen(point, address))))
                .orElseGet(() -> ask(address, cancellation));
        return now.filter(table.mapping()::stillHolds).isPresent();
    }

    private synchronized CompletableFuture<Optional<IndexMapping>> mapping(Seen seen) {
        CompletableFuture<Optional<IndexMapping>> known = mappings.get(seen);
        if (known == null || known.isCompletedExceptionally()) {
            known = CompletableFuture.supplyAsync(() -> ask(seen.address(), new Cancellation()), SearchSight::start);
            mappings.put(seen, known);
        }
        return known;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "mapping");
        thread.setDaemon(true);
        thread.start();
    }

    private Optional<IndexMapping> ask(Address address, Cancellation cancellation) {
        return Optional.ofNullable(indices.read(List.of(address), cancellation).get(address));
    }

    @Override
    public void close() {
        shared.ifPresent(SharedSnapshots::close);
    }
}
