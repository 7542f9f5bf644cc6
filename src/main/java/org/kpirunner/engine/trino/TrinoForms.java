package org.kpirunner.engine.trino;

import com.google.common.base.Suppliers;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.dialect.portable.TableColumns;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The forms in which the queries of a batch are sent. */
final class TrinoForms {
    /** A catalog that tells its tables later is asked by each query for itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<Step, Query> batch;
    private final Supplier<Shortcuts.Batch> shortcuts;
    private final ClusterTables tables;
    private final Map<Step, TrinoForm> found = new ConcurrentHashMap<>();

    private TrinoForms(Map<Step, Query> batch, Supplier<Shortcuts.Batch> shortcuts, ClusterTables tables) {
        this.batch = batch;
        this.shortcuts = shortcuts;
        this.tables = tables;
    }

    /** Forms for a batch of steps; a query that can't be read fails with its problem when its turn comes. */
    static TrinoForms of(List<Step> steps, Shortcuts shortcuts, TrinoQueries queries) {
        Map<Step, Query> batch = new LinkedHashMap<>();
        for (Step step : steps) {
            try {
                batch.put(step, Query.parse(step.sql()));
            } catch (SqlProblem e) {
                // it is read once more
            }
        }
        List<Query> all = List.copyOf(batch.values());
        return new TrinoForms(batch, Suppliers.memoize(() -> shortcuts.of(all)), new ClusterTables(queries, all));
    }

    /** The catalogs that a step reads, in order of appearance. */
    List<String> catalogs(Step step) {
        return Optional.ofNullable(batch.get(step))
                .map(query -> List.copyOf(query.catalogs()))
                .orElse(List.of());
    }

    /** The steps in another order: what reads many tables takes long, and would be waited for at the end. */
    List<Step> largestFirst(List<Step> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(step -> -Optional.ofNullable(batch.get(step))
                        .map(query -> query.tables().size())
                        .orElse(0)))
                .toList();
    }

    /** The catalogs of which no shortcuts are known, and why. */
    Map<String, String> unknown() {
        return shortcuts.get().unknown();
    }

    /**
     * Looks for all forms before the first query is sent, as far as the cluster tells its tables soon.
     *
     * @return the statements that were found in them, each for one step
     */
    List<Bundle.Member> find(String run) {
        Purpose purpose = Purpose.ahead(run, List.of("tables"), PATIENCE);
        Cancellation late = new Cancellation();
        Map<String, CompletableFuture<?>> read = tables.read(purpose, late);
        var unused = shortcuts.get();
        try {
            CompletableFuture.allOf(read.values().toArray(new CompletableFuture<?>[0]))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            late.cancel(new KpiException(Reason.TIMEOUT, "the cluster takes too long to tell its tables", e));
        } catch (InterruptedException e) {
            // A thread that is interrupted could not tell the cluster.
            late.cancel(new KpiException(Reason.CANCELLED, "the run was interrupted", e));
            Thread.currentThread().interrupt();
            return List.of();
        }
        batch.keySet().parallelStream()
                .filter(step -> catalogs(step).stream().allMatch(catalog -> isKnown(read.get(catalog))))
                .forEach(step -> find(step, purpose));
        return batch.keySet().stream()
                .flatMap(step -> Optional.ofNullable(found.get(step)).flatMap(TrinoForm::statement).stream()
                        .map(statement -> new Bundle.Member(step, statement)))
                .toList();
    }

    private static boolean isKnown(@Nullable CompletableFuture<?> read) {
        return read != null && read.isDone() && !read.isCompletedExceptionally();
    }

    private void find(Step step, Purpose purpose) {
        try {
            found.put(step, of(step, purpose, new Cancellation()));
        } catch (RuntimeException e) {
            // it is looked for once more when its turn comes, and fails there
        }
    }

    /** The form of one of the steps. */
    TrinoForm of(Step step, Purpose purpose, Cancellation cancellation) {
        TrinoForm known = found.get(step);
        if (known != null) {
            return known;
        }
        try {
            Query query = batch.get(step);
            query = query == null ? Query.parse(step.sql()) : query;
            TableColumns columns = table -> tables.columns(table, purpose, cancellation);
            PortableQuery portable = PortableQuery.of(query, columns);
            return new TrinoForm(step, portable, new ShortForm(shortcuts.get(), columns).of(query));
        } catch (SqlProblem e) {
            throw new PlacedProblem(step, e.line(), e.column(), e.reason(), e.what(), e);
        }
    }
}
