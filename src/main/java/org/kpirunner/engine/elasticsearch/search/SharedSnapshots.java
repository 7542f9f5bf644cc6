package org.kpirunner.engine.elasticsearch.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All questions of a run see a target as it was at the first of them; one that the server lost is taken anew. */
public final class SharedSnapshots implements Snapshots, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSnapshots.class);

    private final ElasticsearchClient client;
    private final Map<String, CompletableFuture<Optional<PointInTime>>> taken = new HashMap<>();

    public SharedSnapshots(ElasticsearchClient client) {
        this.client = client;
    }

    @Override
    public Snapshot of(String target, boolean together, Cancellation cancellation) {
        return pointInTime(target, cancellation)
                .map(seen -> Snapshot.at(seen, client, target, cancellation))
                .orElseGet(() -> Snapshots.each(client).of(target, together, cancellation));
    }

    /** What all see of a target; empty if the server is too old to keep it. */
    public Optional<PointInTime> pointInTime(String target, Cancellation cancellation) {
        return cancellation.await(shared(target));
    }

    private synchronized CompletableFuture<Optional<PointInTime>> shared(String target) {
        CompletableFuture<Optional<PointInTime>> known = taken.get(target);
        if (known != null && !known.isCompletedExceptionally() && !isLost(known)) {
            return known;
        }
        if (known != null && isLost(known)) {
            LOG.warn(
                    "{} has lost the state of \"{}\" that the run began with; what comes sees it as it is now",
                    client.source().catalog(),
                    target);
        }
        CompletableFuture<Optional<PointInTime>> opened = new CompletableFuture<>();
        taken.put(target, opened);
        Thread thread = new Thread(() -> open(target, opened), "snapshot");
        thread.setDaemon(true);
        thread.start();
        return opened;
    }

    private static boolean isLost(CompletableFuture<Optional<PointInTime>> known) {
        return known.isDone()
                && !known.isCompletedExceptionally()
                && known.join().filter(point -> !point.isKept()).isPresent();
    }

    private void open(String target, CompletableFuture<Optional<PointInTime>> opened) {
        try {
            opened.complete(PointInTime.of(client, target, new Cancellation()));
        } catch (Throwable e) {
            opened.completeExceptionally(e);
        }
    }

    @Override
    public synchronized void close() {
        for (CompletableFuture<Optional<PointInTime>> known : taken.values()) {
            var unused = known.thenAccept(point -> point.ifPresent(PointInTime::close));
        }
        taken.clear();
    }
}
