package org.kpirunner.dialect.portable;

import java.util.Locale;
import org.apache.calcite.sql.SqlLiteral;

/** What the portable form has to know of the type of a value. */
public enum ColumnKind {
    UUID,
    FLAG,
    TEXT,
    WHOLE,
    DECIMAL,
    REAL,
    DATE,
    TIME,
    MOMENT,
    POINT,
    /** Any other, as an array or a row. */
    OTHER,
    /** Nobody told. */
    UNKNOWN;

    /** The kind of a type by the name that Trino gives it. */
    public static ColumnKind of(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        String word = name.replaceAll("\\W.*", "");
        return switch (word) {
            case "uuid" -> UUID;
            case "boolean" -> FLAG;
            case "varchar", "char" -> TEXT;
            case "tinyint", "smallint", "integer", "int", "bigint" -> WHOLE;
            case "decimal", "numeric" -> DECIMAL;
            case "double", "real", "float" -> REAL;
            case "date" -> DATE;
            case "time" -> TIME;
            case "timestamp" -> name.endsWith("with time zone") ? POINT : MOMENT;
            default -> OTHER;
        };
    }

    static ColumnKind of(SqlLiteral literal) {
        return switch (literal.getTypeName()) {
            case CHAR, VARCHAR -> TEXT;
            case BOOLEAN -> FLAG;
            case DECIMAL, INTEGER, BIGINT ->
                literal.bigDecimalValue() != null && literal.toValue().matches("-?\\d+") ? WHOLE : DECIMAL;
            case DOUBLE, REAL, FLOAT -> REAL;
            case DATE -> DATE;
            case TIME -> TIME;
            case TIMESTAMP -> MOMENT;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> POINT;
            case UUID -> UUID;
            case NULL -> UNKNOWN;
            default -> OTHER;
        };
    }

    boolean isNumber() {
        return this == WHOLE || this == DECIMAL || this == REAL;
    }

    boolean isTime() {
        return this == DATE || this == TIME || this == MOMENT || this == POINT;
    }

    /** The kind of what may be either; with uuid and text it is text. */
    ColumnKind or(ColumnKind other) {
        if (this == other || other == UNKNOWN) {
            return this;
        }
        if (this == UNKNOWN) {
            return other;
        }
        if (isNumber() && other.isNumber()) {
            return this == REAL || other == REAL ? REAL : DECIMAL;
        }
        boolean isText = (this == UUID || this == TEXT) && (other == UUID || other == TEXT);
        return isText ? TEXT : UNKNOWN;
    }

    /** The kind of what arithmetic makes of both. */
    ColumnKind with(ColumnKind other) {
        if (isTime()) {
            return this;
        }
        if (other.isTime()) {
            return other;
        }
        return isNumber() && other.isNumber() ? or(other) : UNKNOWN;
    }
}
