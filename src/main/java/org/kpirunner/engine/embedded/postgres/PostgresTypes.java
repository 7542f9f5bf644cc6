package org.kpirunner.engine.embedded.postgres;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.kpirunner.engine.pushdown.ColumnType;

/** What the types of Postgres are here. */
final class PostgresTypes {
    private static final int MOST_DIGITS = 38;
    private static final int HEADER = 4;

    private PostgresTypes() {}

    /** What has no type of its own here is read as its text: enums, JSON, intervals, addresses, ranges. */
    static ColumnType type(String name, int modifier) {
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

    /** As it was declared, which Postgres keeps to itself where it is a view's. */
    static ColumnType array(ColumnType element, int dimensions) {
        return new ColumnType.Array(dimensions > 1 ? array(element, dimensions - 1) : element);
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

    /** As Postgres has it in its catalog; a number without a precision has none. */
    static int modifier(ResultSetMetaData told, int at, String type) throws SQLException {
        return switch (type) {
            case "numeric" ->
                told.getPrecision(at) == 0 ? -1 : (told.getPrecision(at) << 16 | (told.getScale(at) & 0x7ff)) + HEADER;
            case "timestamp", "timestamptz" -> told.getScale(at);
            default -> -1;
        };
    }
}
