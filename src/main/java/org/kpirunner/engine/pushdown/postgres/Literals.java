package org.kpirunner.engine.pushdown.postgres;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes literals so that Postgres gives them the type that they have. */
final class Literals {
    private static final BigDecimal MILLIS_OF_A_SECOND = BigDecimal.valueOf(1000);

    private Literals() {}

    static String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new NotPushable("Postgres has no text with a zero character");
        }
        return "'" + value.replace("'", "''") + "'";
    }

    static Sql of(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return type.getSqlTypeName() == SqlTypeName.NULL
                    ? Sql.atom("NULL")
                    : Sql.cast(Sql.atom("NULL"), TypeText.of(type));
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Sql.atom(value(literal, Boolean.class) ? "TRUE" : "FALSE");
            case TINYINT, SMALLINT, INTEGER ->
                number(value(literal, BigDecimal.class).toPlainString());
            case BIGINT -> Sql.cast(number(value(literal, BigDecimal.class).toPlainString()), "bigint");
            case DECIMAL -> decimal(value(literal, BigDecimal.class));
            case REAL, FLOAT, DOUBLE -> Sql.cast(Sql.atom("'" + value(literal, Double.class) + "'"), TypeText.of(type));
            case CHAR, VARCHAR -> Sql.cast(Sql.atom(text(string(literal))), "text");
            case UUID -> Sql.cast(Sql.atom("'" + literal.getValue() + "'"), "uuid");
            case DATE -> Sql.atom("DATE '" + value(literal, DateString.class) + "'");
            case TIME -> Sql.atom("TIME '" + value(literal, TimeString.class) + "'");
            case TIMESTAMP -> Sql.atom("TIMESTAMP '" + value(literal, TimestampString.class) + "'");
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                Sql.atom("TIMESTAMPTZ '" + value(literal, TimestampString.class) + "+00'");
            case BINARY, VARBINARY ->
                Sql.cast(Sql.atom("'\\x" + value(literal, ByteString.class).toString(16) + "'"), "bytea");
            default -> interval(literal);
        };
    }

    /** The characters of a literal that stands for text. */
    static String string(RexLiteral literal) {
        return value(literal, NlsString.class).getValue();
    }

    /** A whole number as it is written. */
    static Sql number(RexLiteral literal) {
        return number(value(literal, BigDecimal.class).toPlainString());
    }

    /** Whether literals of the type can be elements of {@link #array}. */
    static boolean fitArray(RelDataType type) {
        return Casts.isText(type) || Casts.isWhole(type) || type.getSqlTypeName() == SqlTypeName.UUID;
    }

    /** The literals, all of the type of the first, as one array. */
    static String array(List<RexLiteral> literals) {
        String elements = literals.stream()
                .map(literal ->
                        Casts.isText(literal.getType()) ? element(string(literal)) : String.valueOf(literal.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return array(elements, literals.get(0).getType());
    }

    /** The points of whole numbers as one array. */
    static String array(Sarg<?> points, RelDataType type) {
        String elements = points.rangeSet.asRanges().stream()
                .map(range -> String.valueOf(range.lowerEndpoint()))
                .collect(Collectors.joining(",", "{", "}"));
        return array(elements, type);
    }

    private static String array(String elements, RelDataType type) {
        return "CAST(" + text(elements) + " AS " + TypeText.of(type) + "[])";
    }

    private static String element(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Sql number(String text) {
        return text.startsWith("-") ? Sql.compound(text) : Sql.atom(text);
    }

    /** A whole number would be an integer for Postgres, and divide as one. */
    private static Sql decimal(BigDecimal value) {
        String text = value.toPlainString();
        return text.contains(".") ? number(text) : Sql.cast(number(text), "numeric");
    }

    private static Sql interval(RexLiteral literal) {
        SqlTypeName type = literal.getType().getSqlTypeName();
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
            return Sql.atom("INTERVAL '" + value(literal, BigDecimal.class).toBigInteger() + " months'");
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type)) {
            BigDecimal seconds = value(literal, BigDecimal.class).divide(MILLIS_OF_A_SECOND);
            return Sql.atom("INTERVAL '" + seconds.toPlainString() + " seconds'");
        }
        throw new NotPushable("a literal of type " + type + " has no form for Postgres");
    }

    private static <T> T value(RexLiteral literal, Class<T> type) {
        return Objects.requireNonNull(literal.getValueAs(type));
    }
}
