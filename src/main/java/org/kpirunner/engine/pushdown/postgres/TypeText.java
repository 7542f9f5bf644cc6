package org.kpirunner.engine.pushdown.postgres;

import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.Types;

/** What Postgres calls the types of plans. */
final class TypeText {
    private static final int MOST_FRACTION_DIGITS = 6;

    private TypeText() {}

    static String of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> "boolean";
            case TINYINT, SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case FLOAT, DOUBLE -> "double precision";
            case DECIMAL ->
                Types.isUnbounded(type) ? "numeric" : "numeric(" + type.getPrecision() + ", " + type.getScale() + ")";
            case CHAR, VARCHAR -> "text";
            case UUID -> "uuid";
            case DATE -> "date";
            case TIME -> "time" + fraction(type);
            case TIMESTAMP -> "timestamp" + fraction(type);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamp" + fraction(type) + " with time zone";
            case BINARY, VARBINARY -> "bytea";
            case ARRAY -> of(element(type)) + "[]";
            default -> throw new NotPushable("type " + type.getSqlTypeName() + " has no form for Postgres");
        };
    }

    private static RelDataType element(RelDataType array) {
        RelDataType element = array.getComponentType();
        if (element == null) {
            throw new IllegalArgumentException(array + " has no element");
        }
        return element;
    }

    private static String fraction(RelDataType type) {
        int digits = type.getPrecision();
        if (digits > MOST_FRACTION_DIGITS) {
            throw new NotPushable("Postgres keeps at most microseconds");
        }
        return digits == MOST_FRACTION_DIGITS || digits < 0 ? "" : "(" + digits + ")";
    }
}
