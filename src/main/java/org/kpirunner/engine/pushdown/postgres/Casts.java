package org.kpirunner.engine.pushdown.postgres;

import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes a CAST so that Postgres rounds, cuts and refuses as Trino does; what it can't is not pushed. */
final class Casts {
    private static final Set<SqlTypeName> WHOLE =
            Set.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER, SqlTypeName.BIGINT);
    private static final Set<SqlTypeName> REAL = Set.of(SqlTypeName.REAL, SqlTypeName.FLOAT, SqlTypeName.DOUBLE);
    private static final Set<SqlTypeName> TEXT = Set.of(SqlTypeName.CHAR, SqlTypeName.VARCHAR);

    /** Postgres understands far more than Trino; what Trino would not must fail here too. */
    private static final String DATE_FORM = "^\\s*\\d{4}-\\d{1,2}-\\d{1,2}\\s*$";

    private static final String TIMESTAMP_FORM =
            "^\\s*\\d{4}-\\d{1,2}-\\d{1,2}( \\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d{1,6})?)?)?\\s*$";

    private static final String TIMESTAMP_TEXT = "YYYY-MM-DD HH24:MI:SS.US";
    private static final int TIMESTAMP_TEXT_WITHOUT_FRACTION = 19;

    private Casts() {}

    static boolean isWhole(RelDataType type) {
        return WHOLE.contains(type.getSqlTypeName());
    }

    static boolean isReal(RelDataType type) {
        return REAL.contains(type.getSqlTypeName());
    }

    static boolean isText(RelDataType type) {
        return TEXT.contains(type.getSqlTypeName());
    }

    static Sql of(Sql value, RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == SqlTypeName.NULL) {
            return Sql.cast(value, TypeText.of(to));
        }
        return switch (to.getSqlTypeName()) {
            case CHAR, VARCHAR -> text(value, from, to);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(value, from, to);
            case DECIMAL -> decimal(value, from, to);
            case REAL, FLOAT, DOUBLE -> real(value, from, to);
            case BOOLEAN -> flag(value, from);
            case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> moment(value, from, to);
            case UUID, TIME, VARBINARY -> same(value, from, to);
            default -> throw notPushable(from, to);
        };
    }

    private static NotPushable notPushable(RelDataType from, RelDataType to) {
        return new NotPushable(
                "Postgres casts " + from.getSqlTypeName() + " to " + to.getSqlTypeName() + " in its own way");
    }

    private static Sql same(Sql value, RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() != to.getSqlTypeName()) {
            throw notPushable(from, to);
        }
        return Sql.cast(value, TypeText.of(to));
    }

    private static Sql text(Sql value, RelDataType from, RelDataType to) {
        int length = to.getPrecision();
        if (isText(from)) {
            return length < 0 ? value : Sql.atom("left(" + value.text() + ", " + length + ")");
        }
        if (length >= 0 && from.getSqlTypeName() != SqlTypeName.UUID) {
            throw new NotPushable("Postgres does not refuse a value that is longer than " + to);
        }
        return switch (from.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, BOOLEAN, DATE -> Sql.cast(value, "text");
            case UUID ->
                length < 0 || length >= 36
                        ? Sql.cast(value, "text")
                        : Sql.atom("left(CAST(" + value.text() + " AS text), " + length + ")");
            case TIMESTAMP -> timestampText(value.text(), from);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                Sql.infix(
                        timestampText(local(value).text(), from),
                        "||",
                        Sql.atom(Literals.text(value.hasZone() ? " " + value.zone() : " UTC")));
            default -> throw notPushable(from, to);
        };
    }

    private static Sql timestampText(String value, RelDataType from) {
        int digits = from.getPrecision();
        int length = TIMESTAMP_TEXT_WITHOUT_FRACTION + (digits == 0 ? 0 : 1 + digits);
        return Sql.atom("left(to_char(" + value + ", '" + TIMESTAMP_TEXT + "'), " + length + ")");
    }

    /** The wall time of a point in time where it was said to be. */
    static Sql local(Sql pointInTime) {
        String zone = pointInTime.hasZone() ? pointInTime.zone() : "UTC";
        return Sql.compound(pointInTime.operand() + " AT TIME ZONE " + Literals.text(zone));
    }

    /** Trino rounds a double half away from zero, Postgres half to even. */
    private static Sql whole(Sql value, RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return flagAsNumber(value, to);
        }
        if (isReal(from)) {
            String x = value.operand();
            return Sql.atom("CAST(CASE WHEN abs(" + x + " - trunc(" + x + ")) >= 0.5 THEN trunc(" + x + ") + sign(" + x
                    + ") ELSE trunc(" + x + ") END AS " + TypeText.of(to) + ")");
        }
        if (isWhole(from) || isText(from) || from.getSqlTypeName() == SqlTypeName.DECIMAL) {
            return Sql.cast(value, TypeText.of(to));
        }
        throw notPushable(from, to);
    }

    private static Sql flagAsNumber(Sql value, RelDataType to) {
        return Sql.atom("CAST(CASE WHEN " + value.operand() + " THEN 1 WHEN NOT " + value.operand() + " THEN 0 END AS "
                + TypeText.of(to) + ")");
    }

    private static Sql decimal(Sql value, RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return flagAsNumber(value, to);
        }
        if (isWhole(from) || isText(from) || from.getSqlTypeName() == SqlTypeName.DECIMAL) {
            return Sql.cast(value, TypeText.of(to));
        }
        throw notPushable(from, to);
    }

    private static Sql real(Sql value, RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return flagAsNumber(value, to);
        }
        if (isWhole(from) || isText(from) || isReal(from) || from.getSqlTypeName() == SqlTypeName.DECIMAL) {
            return Sql.cast(value, TypeText.of(to));
        }
        throw notPushable(from, to);
    }

    private static Sql flag(Sql value, RelDataType from) {
        if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return value;
        }
        if (isWhole(from) || isReal(from) || from.getSqlTypeName() == SqlTypeName.DECIMAL) {
            return Sql.infix(value, "<>", Sql.atom("0"));
        }
        throw new NotPushable("Postgres takes more words for true and false than Trino");
    }

    private static Sql moment(Sql value, RelDataType from, RelDataType to) {
        String type = TypeText.of(to);
        return switch (from.getSqlTypeName()) {
            case DATE, TIMESTAMP -> Sql.cast(value, type);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                to.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                        ? Sql.cast(value, type).inZone(value.zone())
                        : Sql.cast(local(value), type);
            case CHAR, VARCHAR -> Sql.cast(checked(value, from, to), type);
            default -> throw notPushable(from, to);
        };
    }

    private static Sql checked(Sql value, RelDataType from, RelDataType to) {
        String form = switch (to.getSqlTypeName()) {
            case DATE -> DATE_FORM;
            case TIMESTAMP -> TIMESTAMP_FORM;
            default -> throw notPushable(from, to);
        };
        String x = value.operand();
        return Sql.atom("CASE WHEN " + x + " ~ '" + form + "' THEN " + x + " ELSE 'invalid: ' || " + x + " END");
    }
}
