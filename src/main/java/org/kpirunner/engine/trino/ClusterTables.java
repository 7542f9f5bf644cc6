package org.kpirunner.engine.trino;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** What the cluster says of the tables that a batch of queries names: it is asked once for all of a catalog. */
final class ClusterTables {
    private static final int PARTS = 3;

    private final TrinoQueries queries;
    private final Map<String, Catalog> catalogs = new TreeMap<>();

    ClusterTables(TrinoQueries queries, Collection<Query> batch) {
        this.queries = queries;
        batch.stream()
                .flatMap(query -> query.tables().stream())
                .filter(table -> table.size() == PARTS)
                .map(ClusterTables::lower)
                .forEach(table -> catalogs.computeIfAbsent(table.get(0), Catalog::new)
                        .tables
                        .computeIfAbsent(table.get(1), schema -> new TreeSet<>())
                        .add(table.get(2)));
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Begins to ask for all of them; the result says for each catalog when they are known. */
    Map<String, CompletableFuture<?>> read(Purpose purpose, Cancellation cancellation) {
        Map<String, CompletableFuture<?>> read = new TreeMap<>();
        catalogs.forEach((name, catalog) -> read.put(
                name,
                CompletableFuture.supplyAsync(() -> catalog.columns(purpose, cancellation), ClusterTables::start)));
        return read;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tables");
        thread.setDaemon(true);
        thread.start();
    }

    /** The columns of a table by their names; empty if there is none. */
    Map<String, ColumnKind> columns(List<String> table, Purpose purpose, Cancellation cancellation) {
        Catalog catalog = table.size() == PARTS ? catalogs.get(lower(table).get(0)) : null;
        return catalog == null
                ? Map.of()
                : catalog.columns(purpose, cancellation)
                        .getOrDefault(lower(table).subList(1, PARTS), Map.of());
    }

    /** The tables of one catalog that the batch names. */
    private final class Catalog {
        private final String name;
        private final Map<String, Set<String>> tables = new TreeMap<>();
        private @Nullable Map<List<String>, Map<String, ColumnKind>> known;

        private Catalog(String name) {
            this.name = name;
        }

        synchronized Map<List<String>, Map<String, ColumnKind>> columns(Purpose purpose, Cancellation cancellation) {
            Map<List<String>, Map<String, ColumnKind>> columns = known;
            if (columns == null) {
                columns = ask(purpose, cancellation);
                known = columns;
            }
            return columns;
        }

        private Map<List<String>, Map<String, ColumnKind>> ask(Purpose purpose, Cancellation cancellation) {
            Map<List<String>, Map<String, ColumnKind>> columns = new LinkedHashMap<>();
            for (List<Value> row : queries.ask(sql(), purpose, Integer.MAX_VALUE, cancellation, id -> {})
                    .rows()) {
                List<String> cells = row.stream().map(Plain::of).toList();
                columns.computeIfAbsent(cells.subList(0, 2), table -> new LinkedHashMap<>())
                        .put(cells.get(2), ColumnKind.of(cells.get(3)));
            }
            return columns;
        }

        private String sql() {
            List<String> wanted = new ArrayList<>();
            tables.forEach((schema, names) -> wanted.add("(table_schema = " + Sql.text(schema) + " AND table_name IN ("
                    + names.stream().map(Sql::text).collect(Collectors.joining(", ")) + "))"));
            return "SELECT table_schema, table_name, column_name, data_type FROM " + Sql.name(name)
                    + ".information_schema.columns WHERE " + String.join(" OR ", wanted)
                    + " ORDER BY table_schema, table_name, ordinal_position";
        }
    }
}
