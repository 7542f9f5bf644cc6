package org.kpirunner.engine.embedded.batch;

import java.util.Map;
import java.util.function.Supplier;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.embedded.planning.Recent;

/** What the queries of a run ask together, kept for the next run of the same queries over the same tables. */
public final class KeptBatches {
    /** As many lists of queries as one process may have in turns. */
    private static final int MOST = 8;

    private final Map<Object, Kept> batches = new Recent<>(MOST);

    private record Kept(NamedTables tables, Batch batch) {}

    /**
     * The batch of an earlier run, or one that is made now.
     *
     * @param run equal for runs that ask alike
     */
    public Batch get(Object run, NamedTables tables, Supplier<Batch> maker) {
        synchronized (batches) {
            Kept known = batches.get(run);
            if (known != null && known.tables().isSame(tables)) {
                return known.batch();
            }
        }
        Batch made = maker.get();
        synchronized (batches) {
            batches.put(run, new Kept(tables, made));
        }
        return made;
    }
}
