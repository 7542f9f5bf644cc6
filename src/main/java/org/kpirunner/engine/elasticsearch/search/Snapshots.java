package org.kpirunner.engine.elasticsearch.search;

import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;

/** What searches see of their targets. */
@FunctionalInterface
public interface Snapshots {
    /**
     * What one question sees; to be closed after its last search.
     *
     * @param together whether it has several searches, which must see the same
     */
    Snapshot of(String target, boolean together, Cancellation cancellation);

    /** Each question sees what is there when it is asked. */
    static Snapshots each(ElasticsearchClient client) {
        return (target, together, cancellation) ->
                together ? Snapshot.open(client, target, cancellation) : Snapshot.live(client, target, cancellation);
    }
}
