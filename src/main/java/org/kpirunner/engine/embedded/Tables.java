package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.TableReference;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;

/** What the sources tell of the tables that a batch of queries names: each source is asked once for all of them. */
final class Tables {
    private static final int PARTS = 3;
    private static final int MOST_SHOWN = 12;

    private final Sources sources;
    private final Map<String, Set<TableName>> names = new HashMap<>();
    private final Map<String, CompletableFuture<Map<TableName, TableMetadata>>> read = new HashMap<>();

    Tables(Sources sources, List<Query> batch) {
        this.sources = sources;
        batch.stream().flatMap(query -> query.tables().stream()).forEach(this::add);
    }

    private void add(List<String> table) {
        if (table.size() == PARTS && PassThrough.of(table).isEmpty()) {
            names.computeIfAbsent(catalog(table), name -> new LinkedHashSet<>()).add(name(table));
        }
    }

    private static String catalog(List<String> table) {
        return table.get(0).toLowerCase(Locale.ROOT);
    }

    private static TableName name(List<String> table) {
        return new TableName(table.get(1), table.get(2));
    }

    /** The catalogs that have told their tables by then. */
    Set<String> known(Duration patience) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (String catalog : names.keySet()) {
            try {
                asked.add(shared(sources.get(catalog)));
            } catch (KpiException e) {
                // the queries that name it fail
            }
        }
        try {
            CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // the others may know all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known();
    }

    private synchronized Set<String> known() {
        Set<String> known = new HashSet<>();
        read.forEach((catalog, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                known.add(catalog);
            }
        });
        return known;
    }

    /** All tables that are there, of catalogs that have told them. */
    NamedTables read(Set<String> catalogs) {
        Map<List<String>, SourceTable> tables = new HashMap<>();
        for (String catalog : catalogs) {
            shared(sources.get(catalog))
                    .join()
                    .forEach((name, table) ->
                            tables.put(List.of(catalog, name.schema(), name.table()), new SourceTable(catalog, table)));
        }
        return new NamedTables(tables);
    }

    /** The tables of one of the queries. */
    NamedTables of(Query query, Cancellation cancellation) {
        Map<List<String>, SourceTable> tables = new HashMap<>();
        for (TableReference reference : query.references()) {
            tables.put(reference.names(), table(query, reference, cancellation));
        }
        return new NamedTables(tables);
    }

    /** A table of the batch, if there is one of that name. */
    Optional<SourceTable> find(List<String> names, Cancellation cancellation) {
        if (names.size() != PARTS) {
            return Optional.empty();
        }
        Source source = sources.get(names.get(0));
        return Optional.ofNullable(read(source, cancellation).get(name(names)))
                .map(found -> new SourceTable(source.catalog(), found));
    }

    /** Why a catalog has not told its tables. */
    String whyUnknown(String catalog) {
        try {
            CompletableFuture<?> asked = asked(sources.get(catalog));
            if (asked != null && asked.isDone()) {
                asked.join();
            }
            return "it takes too long to answer";
        } catch (CompletionException e) {
            return e.getCause() instanceof KpiException problem ? String.valueOf(problem.getMessage()) : e.toString();
        } catch (KpiException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private SourceTable table(Query query, TableReference reference, Cancellation cancellation) {
        if (reference.names().size() != PARTS) {
            throw query.problem(
                    Reason.UNKNOWN_TABLE,
                    reference.at(),
                    "table \"" + reference + "\" needs its catalog, schema and name, as in coproduction.public.team");
        }
        Source source = source(query, reference);
        Optional<PassThrough> passed = PassThrough.of(reference.names());
        if (passed.isPresent()) {
            if (passed.get().function() != source.passes()) {
                throw query.problem(
                        Reason.NOT_SUPPORTED,
                        reference.at(),
                        "catalog \"" + source.catalog() + "\" is asked by "
                                + source.passes().example(source.catalog()));
            }
            return new SourceTable(
                    source.catalog(), source.passed(passed.get(), name(reference.names()), cancellation));
        }
        TableMetadata found = read(source, cancellation).get(name(reference.names()));
        if (found == null) {
            throw query.problem(Reason.UNKNOWN_TABLE, reference.at(), unknown(source, reference.names(), cancellation));
        }
        return new SourceTable(source.catalog(), found);
    }

    private Source source(Query query, TableReference reference) {
        try {
            return sources.get(reference.names().get(0));
        } catch (KpiException e) {
            if (e.reason() == Reason.UNKNOWN_CATALOG) {
                throw query.problem(e.reason(), reference.at(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private Map<TableName, TableMetadata> read(Source source, Cancellation cancellation) {
        CompletableFuture<Map<TableName, TableMetadata>> mine = shared(source).copy();
        Cancellation.Registration registration = cancellation.onCancel(() -> mine.cancel(true));
        try {
            return mine.join();
        } catch (CancellationException e) {
            cancellation.check();
            throw e;
        } catch (CompletionException e) {
            throw e.getCause() instanceof KpiException problem ? copy(problem) : e;
        } finally {
            registration.close();
        }
    }

    /** Each step has a failure of its own, with its own stack trace. */
    private static KpiException copy(KpiException problem) {
        return new KpiException(problem.reason(), String.valueOf(problem.getMessage()), problem);
    }

    private synchronized @Nullable CompletableFuture<?> asked(Source source) {
        return read.get(source.catalog());
    }

    /** A failure stands for those who wait for the same answer, not for those who ask again. */
    private synchronized CompletableFuture<Map<TableName, TableMetadata>> shared(Source source) {
        CompletableFuture<Map<TableName, TableMetadata>> known = read.get(source.catalog());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<Map<TableName, TableMetadata>> answer = new CompletableFuture<>();
        read.put(source.catalog(), answer);
        Thread thread = new Thread(() -> ask(source, answer), "tables-" + source.catalog());
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void ask(Source source, CompletableFuture<Map<TableName, TableMetadata>> answer) {
        try {
            answer.complete(source.tables(names.getOrDefault(source.catalog(), Set.of()), new Cancellation()));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private static String unknown(Source source, List<String> asked, Cancellation cancellation) {
        String place = source.catalog() + "." + asked.get(1);
        List<TableName> all;
        try {
            all = source.tableNames(cancellation);
        } catch (KpiException e) {
            return "unknown table \"" + asked.get(2) + "\" in " + place;
        }
        List<String> there = all.stream()
                .filter(name -> name.schema().equalsIgnoreCase(asked.get(1)))
                .map(TableName::table)
                .toList();
        if (there.isEmpty()) {
            Set<String> schemas =
                    all.stream().map(TableName::schema).collect(Collectors.toCollection(LinkedHashSet::new));
            return "unknown schema \"" + asked.get(1) + "\" in " + source.catalog()
                    + Nearest.hint(asked.get(1), schemas)
                    + listed(schemas.stream().toList());
        }
        String hint = Nearest.hint(asked.get(2), there);
        return "unknown table \"" + asked.get(2) + "\" in " + place + (hint.isEmpty() ? listed(there) : hint);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() || names.size() > MOST_SHOWN ? "" : "; there are " + String.join(", ", names);
    }
}
