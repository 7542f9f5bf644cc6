package org.kpirunner.engine.embedded.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.PassedTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Reads what a Postgres database says of its tables. */
final class PostgresTables {
    /**
     * Domains are followed to the type they stand for; an exact name goes before one that differs in case. Texts that
     * are equal although they differ are told by {@code collated} after their type; servers before 12 have none.
     *
     * <p>Keys are what the server enforces of all rows at every moment, of types whose values are equal here if and only
     * if they are to an index: those of the table itself say nothing of the rows of tables that inherit from it, and
     * since version 18 NOT NULL may be asked of new rows only. Nor does that of a foreign table or of a domain hold for
     * all that is read: a view may have NULL in a column whose domain has none.
     */
    private static final String COLUMNS = """
            WITH RECURSIVE asked(schema_name, table_name) AS (
                SELECT * FROM unnest(?::text[], ?::text[])
            ), col AS (
                SELECT c.oid AS relation, n.nspname, c.relname, a.attname, a.attnum, a.attndims,
                    a.attnotnull AND c.relkind <> 'f'
                        AND (c.relkind = 'p' OR NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid))
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid
                            AND k.contype = 'n' AND NOT k.convalidated AND k.conkey = ARRAY[a.attnum]) AS never_null,
                    a.atttypid AS type, a.atttypmod AS modifier,
                    format_type(a.atttypid, a.atttypmod)
                        || CASE WHEN to_jsonb(l) ->> 'collisdeterministic' = 'false' THEN ' collated' ELSE '' END AS native
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
                    AND (lower(n.nspname), lower(c.relname)) IN (SELECT lower(schema_name), lower(table_name) FROM asked)
                UNION ALL
                SELECT relation, nspname, relname, attname, attnum, attndims, never_null, typbasetype,
                    CASE WHEN typtypmod = -1 THEN modifier ELSE typtypmod END, native
                FROM col JOIN pg_catalog.pg_type t ON t.oid = col.type WHERE t.typtype = 'd'
            ), key AS (
                SELECT i.indrelid AS relation, string_agg(k.columns, ';') AS keys
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid,
                LATERAL (
                    SELECT string_agg(a.attnum::text, ',') AS columns,
                        bool_and(a.attnum > 0 AND a.attnotnull AND o.opcdefault
                            AND COALESCE(to_jsonb(l) ->> 'collisdeterministic', 'true') = 'true'
                            AND a.atttypid = ANY ('{pg_catalog.int2,pg_catalog.int4,pg_catalog.int8,pg_catalog.date,
                                pg_catalog.uuid,pg_catalog.text,pg_catalog.varchar}'::regtype[])
                            AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint n WHERE n.conrelid = i.indrelid
                                AND n.contype = 'n' AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum])) AS holds
                    FROM unnest(i.indkey::int2[], i.indclass::oid[]) WITH ORDINALITY AS part(attnum, class, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = part.attnum
                    JOIN pg_catalog.pg_opclass o ON o.oid = part.class
                    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                    WHERE part.place <= COALESCE((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)
                ) k
                WHERE i.indrelid IN (SELECT relation FROM col)
                    AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indisready AND i.indislive
                    AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT i.indisexclusion AND k.holds
                    AND (c.relkind = 'p' OR c.relkind = 'r'
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid))
                GROUP BY i.indrelid
            )
            SELECT col.*, key.keys, t.typname, t.typtype, e.typname AS element, e.typtype AS element_kind
            FROM col JOIN pg_catalog.pg_type t ON t.oid = col.type
            LEFT JOIN key ON key.relation = col.relation
            LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
            WHERE t.typtype <> 'd'
            ORDER BY nspname, relname, attnum""";

    private static final String NAMES = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND NOT c.relispartition
                AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
            ORDER BY 1, 2""";

    private final PostgresConnections connections;

    PostgresTables(PostgresConnections connections) {
        this.connections = connections;
    }

    Map<TableName, TableMetadata> read(Collection<TableName> asked, Cancellation cancellation) {
        Map<TableName, Told> found = new LinkedHashMap<>();
        cancellation.check();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", asked.stream().map(TableName::schema).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", asked.stream().map(TableName::table).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableName name = new TableName(row.getString("nspname"), row.getString("relname"));
                    found.computeIfAbsent(name, added -> new Told()).add(row);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw PostgresErrors.asking(connections.source(), e);
        }
        Map<TableName, TableMetadata> tables = new LinkedHashMap<>();
        for (TableName name : asked) {
            TableName exact = found.containsKey(name) ? name : inAnyCase(name, found.keySet());
            Told told = exact == null ? null : found.get(exact);
            if (exact != null && told != null) {
                tables.put(name, new Table(exact, told.columns, told.keys()));
            }
        }
        return tables;
    }

    /** A table, view, materialized view, partitioned or foreign table. */
    private record Table(TableName name, List<ColumnMetadata> columns, Set<Set<Integer>> keys)
            implements TableMetadata {
        private Table {
            columns = List.copyOf(columns);
            keys = Set.copyOf(keys);
        }
    }

    /** The rows about one table. */
    private static final class Told {
        private final List<ColumnMetadata> columns = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private String keys = "";

        void add(ResultSet row) throws SQLException {
            columns.add(column(row));
            places.add(row.getString("attnum"));
            keys = Objects.requireNonNullElse(row.getString("keys"), "");
        }

        Set<Set<Integer>> keys() {
            return Arrays.stream(keys.split(";"))
                    .map(key ->
                            Arrays.stream(key.split(",")).map(places::indexOf).collect(Collectors.toSet()))
                    .filter(key -> !key.contains(-1))
                    .collect(Collectors.toSet());
        }
    }

    private static @Nullable TableName inAnyCase(TableName asked, Collection<TableName> found) {
        String text = asked.toString().toLowerCase(Locale.ROOT);
        return found.stream()
                .filter(name -> name.toString().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(null);
    }

    private static ColumnMetadata column(ResultSet row) throws SQLException {
        String element = row.getString("element");
        int modifier = row.getInt("modifier");
        ColumnType type = element == null
                ? PostgresTypes.type(row.getString("typname"), modifier)
                : PostgresTypes.array(PostgresTypes.type(element, modifier), row.getInt("attndims"));
        return new ColumnMetadata(
                row.getString("attname"), type, row.getString("native"), !row.getBoolean("never_null"), false);
    }

    /** What the answer to a question in Postgres' own words looks like; the question itself is not answered. */
    TableMetadata passed(PassThrough asked, TableName name, Cancellation cancellation) {
        List<ColumnMetadata> columns = new ArrayList<>();
        cancellation.check();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet none = statement.executeQuery("SELECT * FROM "
                    + org.kpirunner.engine.pushdown.postgres.Statement.passed(asked) + " AS t LIMIT 0")) {
                ResultSetMetaData told = none.getMetaData();
                for (int i = 1; i <= told.getColumnCount(); i++) {
                    ColumnMetadata column = column(told, i);
                    if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
                        throw new KpiException(
                                Reason.DUPLICATE_COLUMN,
                                connections.source().catalog() + ": the query that is passed through has two columns \""
                                        + column.name() + "\"");
                    }
                    columns.add(column);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw PostgresErrors.asking(connections.source(), e);
        }
        return new PassedTable(name, columns, asked);
    }

    private static ColumnMetadata column(ResultSetMetaData told, int at) throws SQLException {
        String name = told.getColumnTypeName(at);
        return new ColumnMetadata(
                told.getColumnLabel(at),
                name.startsWith("_")
                        ? new ColumnType.Array(PostgresTypes.type(name.substring(1), -1))
                        : PostgresTypes.type(name, PostgresTypes.modifier(told, at, name)),
                name.equals("int8") ? "bigint" : name,
                true,
                false);
    }

    List<TableName> names(Cancellation cancellation) {
        List<TableName> names = new ArrayList<>();
        cancellation.check();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(NAMES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(new TableName(row.getString(1), row.getString(2)));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw PostgresErrors.asking(connections.source(), e);
        }
        return names;
    }
}
