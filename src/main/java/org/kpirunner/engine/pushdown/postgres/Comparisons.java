package org.kpirunner.engine.pushdown.postgres;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * Writes comparisons with Trino's meaning: text by code points whatever the collation, and NaN equal to nothing, where
 * Postgres has it equal to itself and above all other numbers.
 */
final class Comparisons {
    static final String BY_CODE_POINT = " COLLATE \"C\"";
    private static final Sql NAN = Sql.atom("'NaN'");

    private Comparisons() {}

    static Sql of(SqlKind kind, RexNode left, RexNode right, Expressions expressions) {
        RelDataType type = left.getType();
        if (!isComparable(type) || !isComparable(right.getType())) {
            throw new NotPushable("Postgres compares " + type.getSqlTypeName() + " in its own way");
        }
        Sql a = expressions.comparand(left);
        Sql b = expressions.comparand(right);
        if (Casts.isText(type) && isOrder(kind)) {
            a = byCodePoint(a);
        }
        Sql compared = Sql.infix(a, sign(kind), b);
        return Casts.isReal(type) || Casts.isReal(right.getType())
                ? withoutNan(kind, compared, a, isNumber(left), b, isNumber(right))
                : compared;
    }

    private static boolean isComparable(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    REAL,
                    FLOAT,
                    DOUBLE,
                    CHAR,
                    VARCHAR,
                    UUID,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                    BINARY,
                    VARBINARY,
                    NULL -> true;
            default -> false;
        };
    }

    static Sql byCodePoint(Sql text) {
        return Sql.atom("(" + text.operand() + BY_CODE_POINT + ")");
    }

    private static boolean isOrder(SqlKind kind) {
        return kind != SqlKind.EQUALS && kind != SqlKind.NOT_EQUALS;
    }

    private static String sign(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> "=";
            case NOT_EQUALS -> "<>";
            case LESS_THAN -> "<";
            case LESS_THAN_OR_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_OR_EQUAL -> ">=";
            default -> throw new IllegalArgumentException(kind.toString());
        };
    }

    /** Whether it can't be NaN. */
    private static boolean isNumber(RexNode node) {
        return !Casts.isReal(node.getType()) || node.getKind() == SqlKind.LITERAL;
    }

    private static Sql withoutNan(SqlKind kind, Sql compared, Sql a, boolean isNumberA, Sql b, boolean isNumberB) {
        boolean aMatters = !isNumberA;
        boolean bMatters = !isNumberB;
        return switch (kind) {
            case EQUALS -> aMatters && bMatters ? and(compared, a) : compared;
            case NOT_EQUALS ->
                aMatters && bMatters
                        ? Sql.compound(compared.operand() + " OR (" + a.operand() + " = " + NAN.text() + " AND "
                                + b.operand() + " = " + NAN.text() + ")")
                        : compared;
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> aMatters ? and(compared, a) : compared;
            default -> bMatters ? and(compared, b) : compared;
        };
    }

    private static Sql and(Sql compared, Sql notNan) {
        return Sql.compound(compared.text() + " AND " + notNan.operand() + " <> " + NAN.text());
    }
}
