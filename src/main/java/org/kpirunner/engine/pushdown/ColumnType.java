package org.kpirunner.engine.pushdown;

import java.util.List;

/** The type of a column in terms of SQL, whatever its source calls it. */
public sealed interface ColumnType {
    /** A type without parameters; times are kept to the microsecond unless {@link Timestamp} says otherwise. */
    enum Simple implements ColumnType {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        REAL,
        DOUBLE,
        /** Text of any length, and every type that we read as its text. */
        VARCHAR,
        VARBINARY,
        UUID,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMP_WITH_TIME_ZONE,
        /** Exact numbers with any number of digits on both sides of the point. */
        NUMERIC
    }

    /** Exact numbers with a fixed number of digits. */
    record Decimal(int precision, int scale) implements ColumnType {}

    /** Text padded with blanks to its length. */
    record Char(int length) implements ColumnType {}

    /** Date and time, or an instant, with as many fractional digits as given. */
    record Timestamp(int precision, boolean withTimeZone) implements ColumnType {}

    record Array(ColumnType element) implements ColumnType {}

    record MapOf(ColumnType key, ColumnType value) implements ColumnType {}

    record Row(List<Field> fields) implements ColumnType {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /** One part of a {@link Row}. */
    record Field(String name, ColumnType type) {}
}
