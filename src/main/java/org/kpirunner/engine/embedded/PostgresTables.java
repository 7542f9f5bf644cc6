package org.kpirunner.engine.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final int MOST_DIGITS = 38;
    private static final int HEADER = 4;

    /**
     * Domains are followed to the type they stand for; an exact name goes before one that differs in case. Texts that
     * are equal although they differ are told by {@code collated} after their type; servers before 12 have none.
     */
    private static final String COLUMNS = """
            WITH RECURSIVE asked(schema_name, table_name) AS (
                SELECT * FROM unnest(?::text[], ?::text[])
            ), col AS (
                SELECT n.nspname, c.relname, a.attname, a.attnum, a.attnotnull,
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
                SELECT nspname, relname, attname, attnum, attnotnull OR typnotnull, typbasetype,
                    CASE WHEN typtypmod = -1 THEN modifier ELSE typtypmod END, native
                FROM col JOIN pg_catalog.pg_type t ON t.oid = col.type WHERE t.typtype = 'd'
            )
            SELECT col.*, t.typname, t.typtype, e.typname AS element, e.typtype AS element_kind
            FROM col JOIN pg_catalog.pg_type t ON t.oid = col.type
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
        Map<TableName, List<ColumnMetadata>> found = new LinkedHashMap<>();
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
                    found.computeIfAbsent(name, key -> new ArrayList<>()).add(column(row));
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw PostgresErrors.asking(connections.source(), e);
        }
        Map<TableName, TableMetadata> tables = new LinkedHashMap<>();
        for (TableName name : asked) {
            TableName exact = found.containsKey(name) ? name : inAnyCase(name, found.keySet());
            if (exact != null) {
                tables.put(name, new PostgresTable(exact, found.getOrDefault(exact, List.of())));
            }
        }
        return tables;
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
                ? type(row.getString("typname"), modifier)
                : new ColumnType.Array(type(element, modifier));
        return new ColumnMetadata(
                row.getString("attname"), type, row.getString("native"), !row.getBoolean("attnotnull"), false);
    }

    /** What has no type of its own here is read as its text: enums, JSON, intervals, addresses, ranges. */
    private static ColumnType type(String name, int modifier) {
        return switch (name) {
            case "bool" -> ColumnType.Simple.BOOLEAN;
            case "int2" -> ColumnType.Simple.SMALLINT;
            case "int4" -> ColumnType.Simple.INTEGER;
            case "int8", "oid" -> ColumnType.Simple.BIGINT;
            case "float4" -> ColumnType.Simple.REAL;
            case "float8" -> ColumnType.Simple.DOUBLE;
            case "numeric" -> numeric(modifier);
            case "uuid" -> ColumnType.Simple.UUID;
            case "bytea" -> ColumnType.Simple.VARBINARY;
            case "date" -> ColumnType.Simple.DATE;
            case "time" -> ColumnType.Simple.TIME;
            case "timestamp" -> timestamp(modifier, false);
            case "timestamptz" -> timestamp(modifier, true);
            case "hstore" -> new ColumnType.MapOf(ColumnType.Simple.VARCHAR, ColumnType.Simple.VARCHAR);
            default -> ColumnType.Simple.VARCHAR;
        };
    }

    private static ColumnType timestamp(int modifier, boolean withTimeZone) {
        return modifier >= 0
                ? new ColumnType.Timestamp(modifier, withTimeZone)
                : withTimeZone ? ColumnType.Simple.TIMESTAMP_WITH_TIME_ZONE : ColumnType.Simple.TIMESTAMP;
    }

    private static ColumnType numeric(int modifier) {
        int precision = ((modifier - HEADER) >> 16) & 0xffff;
        int scale = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
        boolean isPlain = modifier >= HEADER && precision <= MOST_DIGITS && scale >= 0 && scale <= precision;
        return isPlain ? new ColumnType.Decimal(precision, scale) : ColumnType.Simple.NUMERIC;
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
                        ? new ColumnType.Array(type(name.substring(1), -1))
                        : type(name, modifier(told, at, name)),
                name.equals("int8") ? "bigint" : name,
                true,
                false);
    }

    /** As Postgres has it in its catalog; a number without a precision has none. */
    private static int modifier(ResultSetMetaData told, int at, String type) throws SQLException {
        return switch (type) {
            case "numeric" ->
                told.getPrecision(at) == 0 ? -1 : (told.getPrecision(at) << 16 | (told.getScale(at) & 0x7ff)) + HEADER;
            case "timestamp", "timestamptz" -> told.getScale(at);
            default -> -1;
        };
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
