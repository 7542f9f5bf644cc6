package org.kpirunner.engine.embedded.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.TableReference;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Source;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;

/** The tables that a batch of queries names; each source is asked once for all of them. */
public final class Tables {
    private static final int PARTS = 3;
    private static final int MOST_SHOWN = 12;

    private final Function<String, Source> sources;
    private final Set<String> catalogs;
    private final ToldTables told;

    private Tables(Function<String, Source> sources, Set<String> catalogs, ToldTables told) {
        this.sources = sources;
        this.catalogs = catalogs;
        this.told = told;
    }

    /** Tables as they are now; a source is asked when the first of them is needed. */
    public static Tables of(Function<String, Source> sources, List<Query> batch) {
        return of(sources, batch, new KeptTables());
    }

    /** Tables as they were in an earlier run of the process, where that is known, until {@link #hold} tells better. */
    public static Tables of(Function<String, Source> sources, List<Query> batch, KeptTables kept) {
        Map<String, Set<TableName>> names = new HashMap<>();
        for (Query query : batch) {
            for (List<String> table : query.tables()) {
                if (table.size() == PARTS && PassThrough.of(table).isEmpty()) {
                    names.computeIfAbsent(table.get(0).toLowerCase(Locale.ROOT), name -> new LinkedHashSet<>())
                            .add(name(table));
                }
            }
        }
        return new Tables(sources, names.keySet(), ToldTables.of(names, kept));
    }

    /** The same as the sources tell them now. */
    public Tables anew() {
        return new Tables(sources, catalogs, told.anew());
    }

    private static TableName name(List<String> table) {
        return new TableName(table.get(1), table.get(2));
    }

    /** Asks the sources, and gives the catalogs whose tables are known by then. */
    public Set<String> known(Duration patience) {
        return told.known(reachable(catalogs), patience);
    }

    /** The sources of catalogs; whoever needs one that can't be used fails. */
    private List<Source> reachable(Collection<String> names) {
        List<Source> found = new ArrayList<>();
        for (String catalog : names) {
            try {
                found.add(sources.apply(catalog));
            } catch (KpiException e) {
                // the queries that name it fail
            }
        }
        return found;
    }

    /** Whether the tables of some catalogs are as their sources tell them now, which is waited for. */
    public boolean hold(Collection<String> some, Cancellation cancellation) {
        return told.hold(reachable(some), cancellation);
    }

    /** Whether it is known already that they are. */
    public boolean areVerified(Collection<String> some) {
        return told.isVerified(reachable(some));
    }

    /** All tables that are there, of catalogs whose tables are known. */
    public NamedTables read(Set<String> known) {
        Map<List<String>, SourceTable> tables = new HashMap<>();
        for (String catalog : known) {
            told.of(sources.apply(catalog), new Cancellation())
                    .forEach((name, table) ->
                            tables.put(List.of(catalog, name.schema(), name.table()), new SourceTable(catalog, table)));
        }
        return new NamedTables(tables);
    }

    /** The tables of one of the queries. */
    public NamedTables of(Query query, Cancellation cancellation) {
        Map<List<String>, SourceTable> tables = new HashMap<>();
        for (TableReference reference : query.references()) {
            tables.put(reference.names(), table(query, reference, cancellation));
        }
        return new NamedTables(tables);
    }

    /** A table of the batch, if there is one of that name. */
    public Optional<SourceTable> find(List<String> names, Cancellation cancellation) {
        if (names.size() != PARTS) {
            return Optional.empty();
        }
        Source source = sources.apply(names.get(0));
        return Optional.ofNullable(told.of(source, cancellation).get(name(names)))
                .map(found -> new SourceTable(source.catalog(), found));
    }

    /** Why a catalog has not told its tables. */
    public String whyUnknown(String catalog) {
        try {
            CompletableFuture<?> asked = told.asked(sources.apply(catalog).catalog());
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
        TableMetadata found = told.of(source, cancellation).get(name(reference.names()));
        if (found == null) {
            throw query.problem(Reason.UNKNOWN_TABLE, reference.at(), unknown(source, reference.names(), cancellation));
        }
        return new SourceTable(source.catalog(), found);
    }

    private Source source(Query query, TableReference reference) {
        try {
            return sources.apply(reference.names().get(0));
        } catch (KpiException e) {
            if (e.reason() == Reason.UNKNOWN_CATALOG) {
                throw query.problem(e.reason(), reference.at(), String.valueOf(e.getMessage()));
            }
            throw e;
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
