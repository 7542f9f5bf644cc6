package org.kpirunner.engine.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What one run sees of its sources: of each the same state all the time, where it can keep one. */
public final class Sight implements AutoCloseable {
    private final Map<PostgresConnections, PostgresSnapshot> snapshots = new HashMap<>();
    private final boolean isKept;

    /** Of a run that asks a source once, nothing has to be kept. */
    Sight(boolean asksOften) {
        this.isKept = asksOften;
    }

    /** The state of a database, which is taken when the first statement of the run is sent to it. */
    synchronized PostgresSnapshot of(PostgresConnections connections) {
        return snapshots.computeIfAbsent(connections, isKept ? PostgresSnapshot::shared : PostgresSnapshot::none);
    }

    /** Takes the state of some catalogs anew: one from before a table was changed may show it empty. */
    synchronized void forget(Predicate<String> catalogs) {
        snapshots.entrySet().removeIf(kept -> {
            boolean isNamed = catalogs.test(kept.getKey().source().catalog());
            if (isNamed) {
                kept.getValue().close();
            }
            return isNamed;
        });
    }

    @Override
    public synchronized void close() {
        snapshots.values().forEach(PostgresSnapshot::close);
    }
}
