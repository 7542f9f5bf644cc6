package org.kpirunner.engine.pushdown.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.Types;

/** The values of literals: String, BigDecimal, Boolean, and LocalDateTime in UTC; empty is NULL. */
final class Literal {
    private Literal() {}

    static boolean is(RexNode node) {
        return node instanceof RexLiteral
                || (node.isA(SqlKind.CAST) && ((RexCall) node).getOperands().get(0) instanceof RexLiteral);
    }

    static Optional<Object> value(RexNode node) {
        if (node instanceof RexLiteral literal) {
            return literal.isNull() ? Optional.empty() : Optional.of(value(literal.getValueAs(Comparable.class)));
        }
        RexNode operand = ((RexCall) node).getOperands().get(0);
        return value(operand).map(value -> cast(value, node.getType()));
    }

    /** As plans keep it, in a literal or in a range of a search argument. */
    static Object value(@Nullable Comparable<?> kept) {
        if (kept instanceof NlsString text) {
            return text.getValue();
        }
        if (kept instanceof BigDecimal || kept instanceof Boolean) {
            return kept;
        }
        if (kept instanceof Double real && Double.isFinite(real)) {
            return new BigDecimal(real);
        }
        if (kept instanceof TimestampString timestamp) {
            return LocalDateTime.parse(timestamp.toString().replace(' ', 'T'));
        }
        if (kept instanceof DateString date) {
            return LocalDate.parse(date.toString()).atStartOfDay();
        }
        throw new NotPushable("a literal is of another type");
    }

    private static Object cast(Object value, RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        boolean timestamp = name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        if (value instanceof LocalDateTime && timestamp) {
            return value;
        }
        if (value instanceof String text && timestamp) {
            try {
                return LocalDateTime.parse(text.strip().replace(' ', 'T'));
            } catch (DateTimeParseException e) {
                throw new NotPushable("\"" + text + "\" is not plainly a timestamp");
            }
        }
        if (value instanceof String && isUnlimitedText(type)) {
            return value;
        }
        if (value instanceof BigDecimal number && (Types.isUnbounded(type) || isWhole(number, name))) {
            return value;
        }
        if (value instanceof BigDecimal number && name == SqlTypeName.DOUBLE) {
            return new BigDecimal(number.doubleValue());
        }
        throw new NotPushable("a literal is cast to " + name);
    }

    private static boolean isWhole(BigDecimal number, SqlTypeName name) {
        return SqlTypeName.INT_TYPES.contains(name)
                && number.stripTrailingZeros().scale() <= 0;
    }

    /** Whether a comparison of two values is true. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static boolean holds(Object left, SqlKind operator, Object right) {
        boolean isOrder = operator != SqlKind.EQUALS && operator != SqlKind.NOT_EQUALS;
        if (left.getClass() != right.getClass() || (isOrder && left instanceof String)) {
            throw new NotPushable("literals of different types are compared");
        }
        int order = ((Comparable) left).compareTo(right);
        return switch (operator) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            default -> order >= 0;
        };
    }

    static boolean isUnlimitedText(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.VARCHAR
                && (type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        || type.getPrecision() == Integer.MAX_VALUE);
    }
}
