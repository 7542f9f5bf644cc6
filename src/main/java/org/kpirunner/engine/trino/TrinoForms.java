package org.kpirunner.engine.trino;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.dialect.portable.TableColumns;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** The forms in which queries are sent: the cluster is asked once for the columns of all tables of a catalog. */
final class TrinoForms {
    private static final int PARTS = 3;

    private final TrinoQueries queries;
    private final Shortcuts.Batch shortcuts;
    private final Map<String, Catalog> catalogs = new TreeMap<>();

    /** Forms for a batch of queries; those that can't be read are passed over. */
    TrinoForms(TrinoQueries queries, List<Step> batch, Shortcuts.Batch shortcuts) {
        this.queries = queries;
        this.shortcuts = shortcuts;
        for (Step step : batch) {
            try {
                Query.parse(step.sql()).tables().stream()
                        .filter(table -> table.size() == PARTS)
                        .map(TrinoForms::lower)
                        .forEach(table -> catalogs.computeIfAbsent(table.get(0), Catalog::new)
                                .tables
                                .computeIfAbsent(table.get(1), schema -> new TreeSet<>())
                                .add(table.get(2)));
            } catch (SqlProblem e) {
                // It fails with its problem when its turn comes.
            }
        }
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** The form of one of the queries of the batch. */
    TrinoForm of(Step step, Purpose purpose, Cancellation cancellation) {
        try {
            Query query = Query.parse(step.sql());
            TableColumns columns = table -> columns(table, purpose, cancellation);
            PortableQuery portable = PortableQuery.of(query, columns);
            return new TrinoForm(step, portable, new ShortForm(shortcuts, columns).of(query));
        } catch (SqlProblem e) {
            throw new KpiException(e.reason(), step.place(e.line(), e.column()) + ": " + e.what(), e);
        }
    }

    private Map<String, ColumnKind> columns(List<String> table, Purpose purpose, Cancellation cancellation) {
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
