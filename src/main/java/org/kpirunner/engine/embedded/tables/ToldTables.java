package org.kpirunner.engine.embedded.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Source;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;

/**
 * Asks each source once for all tables of a batch.
 *
 * <p>What was kept of an earlier run is believed until then; whether it still holds is known when the source has
 * answered.
 */
final class ToldTables {
    private final Map<String, Set<TableName>> names;
    private final KeptTables kept;
    private final Map<String, Map<TableName, TableMetadata>> believed;
    private final Map<String, CompletableFuture<Map<TableName, TableMetadata>>> asked;

    private ToldTables(
            Map<String, Set<TableName>> names,
            KeptTables kept,
            Map<String, Map<TableName, TableMetadata>> believed,
            Map<String, CompletableFuture<Map<TableName, TableMetadata>>> asked) {
        this.names = names;
        this.kept = kept;
        this.believed = believed;
        this.asked = asked;
    }

    /** The tables of these names, by catalog. */
    static ToldTables of(Map<String, Set<TableName>> names, KeptTables kept) {
        Map<String, Map<TableName, TableMetadata>> believed = new HashMap<>();
        names.forEach((catalog, tables) -> kept.get(catalog, tables).ifPresent(found -> believed.put(catalog, found)));
        return new ToldTables(names, kept, believed, new HashMap<>());
    }

    /** The same without what was kept before. */
    synchronized ToldTables anew() {
        return new ToldTables(names, kept, Map.of(), new HashMap<>(asked));
    }

    /** The catalogs whose tables are known by then. */
    Set<String> known(List<Source> sources, Duration patience) {
        List<CompletableFuture<?>> waited = new ArrayList<>();
        for (Source source : sources) {
            CompletableFuture<?> answer = shared(source);
            if (!believed.containsKey(source.catalog())) {
                waited.add(answer);
            }
        }
        try {
            CompletableFuture.allOf(waited.toArray(new CompletableFuture<?>[0]))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // the others may know all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known();
    }

    private synchronized Set<String> known() {
        Set<String> known = new HashSet<>(believed.keySet());
        asked.forEach((catalog, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                known.add(catalog);
            }
        });
        return known;
    }

    /** The tables of a source, as they were kept or as it tells them now. */
    Map<TableName, TableMetadata> of(Source source, Cancellation cancellation) {
        Map<TableName, TableMetadata> before = believed.get(source.catalog());
        return before == null ? told(source, cancellation) : before;
    }

    /** Whether what was kept of some catalogs is as their sources tell it now. */
    boolean hold(Collection<Source> sources, Cancellation cancellation) {
        return sources.stream().allMatch(source -> {
            Map<TableName, TableMetadata> before = believed.get(source.catalog());
            return before == null || before.equals(told(source, cancellation));
        });
    }

    /** Whether it is known already that all of it holds, or that nothing was kept. */
    boolean isVerified(Collection<Source> sources) {
        return sources.stream().allMatch(source -> {
            Map<TableName, TableMetadata> before = believed.get(source.catalog());
            CompletableFuture<Map<TableName, TableMetadata>> now = asked(source.catalog());
            return before == null
                    || (now != null && now.isDone() && !now.isCompletedExceptionally() && before.equals(now.join()));
        });
    }

    private Map<TableName, TableMetadata> told(Source source, Cancellation cancellation) {
        return cancellation.await(shared(source));
    }

    /** What a source has been asked, if it has. */
    synchronized @Nullable CompletableFuture<Map<TableName, TableMetadata>> asked(String catalog) {
        return asked.get(catalog);
    }

    /** A failure stands for those who wait for the same answer, not for those who ask again. */
    private synchronized CompletableFuture<Map<TableName, TableMetadata>> shared(Source source) {
        CompletableFuture<Map<TableName, TableMetadata>> known = asked.get(source.catalog());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<Map<TableName, TableMetadata>> answer = new CompletableFuture<>();
        asked.put(source.catalog(), answer);
        Thread thread = new Thread(() -> ask(source, answer), "tables-" + source.catalog());
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void ask(Source source, CompletableFuture<Map<TableName, TableMetadata>> answer) {
        Set<TableName> all = names.getOrDefault(source.catalog(), Set.of());
        try {
            Map<TableName, TableMetadata> found = source.tables(all, new Cancellation());
            kept.put(source.catalog(), all, found);
            answer.complete(found);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
