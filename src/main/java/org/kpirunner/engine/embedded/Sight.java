package org.kpirunner.engine.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.mapping.Indices;
import org.kpirunner.engine.embedded.postgres.PostgresConnections;
import org.kpirunner.engine.embedded.postgres.PostgresSnapshot;

/** What one run sees of its sources: of each the same state all the time, where it can keep one. */
public final class Sight implements AutoCloseable {
    private final Map<PostgresConnections, PostgresSnapshot> snapshots = new HashMap<>();
    private final Map<ElasticsearchClient, SearchSight> searches = new HashMap<>();
    private final boolean isKept;

    /** Of a run that asks a source once, nothing has to be kept. */
    Sight(boolean asksOften) {
        this.isKept = asksOften;
    }

    /** The state of a database, which is taken when the first statement of the run is sent to it. */
    public synchronized PostgresSnapshot of(PostgresConnections connections) {
        return snapshots.computeIfAbsent(connections, isKept ? PostgresSnapshot::shared : PostgresSnapshot::none);
    }

    /** The states of the indices of a cluster, each taken when the first search is sent to it. */
    synchronized SearchSight of(ElasticsearchClient client, Indices indices) {
        return searches.computeIfAbsent(
                client, added -> isKept ? SearchSight.shared(client, indices) : SearchSight.none(client, indices));
    }

    /** Takes the state of some catalogs anew: one from before a table was changed may show it empty. */
    synchronized void forget(Predicate<String> catalogs) {
        snapshots.keySet().stream()
                .filter(one -> catalogs.test(one.source().catalog()))
                .toList()
                .forEach(one -> Objects.requireNonNull(snapshots.remove(one)).close());
        searches.keySet().stream()
                .filter(one -> catalogs.test(one.source().catalog()))
                .toList()
                .forEach(one -> Objects.requireNonNull(searches.remove(one)).close());
    }

    @Override
    public synchronized void close() {
        snapshots.values().forEach(PostgresSnapshot::close);
        searches.values().forEach(SearchSight::close);
    }
}
