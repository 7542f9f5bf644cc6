package org.kpirunner.engine.trino;

import io.trino.jdbc.QueryStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queries that the cluster has, as it last told. */
final class AtWork {
    private final Map<String, QueryStats> queries = new ConcurrentHashMap<>();

    void put(QueryStats stats) {
        queries.put(stats.getQueryId(), stats);
    }

    void remove(Set<String> ids) {
        queries.keySet().removeAll(ids);
    }

    /** How many it works on, how many wait there, and how much it has read for them; empty if there is nothing to say. */
    String words() {
        List<QueryStats> now = List.copyOf(queries.values());
        long waiting = now.stream().filter(QueryStats::isQueued).count();
        return words(
                now.size() - waiting,
                waiting,
                now.stream().mapToLong(QueryStats::getProcessedRows).sum(),
                now.stream().mapToInt(QueryStats::getCompletedSplits).sum(),
                now.stream().mapToInt(QueryStats::getTotalSplits).sum());
    }

    static String words(long running, long waiting, long rows, int done, int splits) {
        List<String> words = new ArrayList<>();
        if (running > 0) {
            words.add(running + " at work");
        }
        if (waiting > 0) {
            words.add(waiting + " waiting");
        }
        if (rows > 0) {
            words.add(String.format(Locale.ROOT, "%,d rows read", rows));
        }
        if (splits > 0) {
            words.add(done + " of " + splits + " splits");
        }
        return words.isEmpty() ? "" : "trino: " + String.join(", ", words);
    }
}
