package org.kpirunner.engine.embedded.planning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.TypedLiteral;

/**
 * What is converted without being asked to: what Trino converts, uuid beside text, and text literals where a date, time
 * or boolean stands. Everything else is refused, as it could only be a guess.
 */
final class ImplicitCasts extends TypeCoercionImpl {
    /** Two types that do not go together, and where. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SqlParserPos at;
        private final String what;

        private Mismatch(SqlNode at, String what) {
            super(what, null, false, false);
            this.at = at.getParserPosition();
            this.what = what;
        }

        SqlParserPos at() {
            return at;
        }

        String what() {
            return what;
        }
    }

    ImplicitCasts(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        for (int i = 1; i < binding.getOperandCount(); i++) {
            checkComparable(binding, binding.getOperandType(0), binding.getOperandType(i));
        }
        return super.binaryComparisonCoercion(binding);
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        checkComparable(binding, binding.getOperandType(0), binding.getOperandType(1));
        return super.inOperationCoercion(binding);
    }

    private static void checkComparable(SqlCallBinding binding, RelDataType left, RelDataType right) {
        List<RelDataType> lefts = parts(left);
        List<RelDataType> rights = parts(right);
        for (int i = 0; i < Math.min(lefts.size(), rights.size()); i++) {
            if (!areComparable(lefts.get(i), rights.get(i))) {
                throw new Mismatch(
                        binding.getCall(),
                        TypeNames.of(lefts.get(i)) + " cannot be compared with " + TypeNames.of(rights.get(i))
                                + "; cast one of them to the type of the other");
            }
        }
    }

    /** The types of a row, or the one of a single value. */
    private static List<RelDataType> parts(RelDataType type) {
        return type.isStruct()
                ? type.getFieldList().stream().map(RelDataTypeField::getType).toList()
                : List.of(type);
    }

    private static boolean areComparable(RelDataType left, RelDataType right) {
        Group a = Group.of(left);
        Group b = Group.of(right);
        return a == b
                || a == Group.ANYTHING
                || b == Group.ANYTHING
                || (a == Group.TEXT && b.isWrittenAsText())
                || (b == Group.TEXT && a.isWrittenAsText());
    }

    /** Types that can be compared with each other. */
    private enum Group {
        NUMBER,
        TEXT,
        FLAG,
        MOMENT,
        TIME,
        UUID,
        BYTES,
        INTERVAL,
        OTHER,
        ANYTHING;

        static Group of(RelDataType type) {
            SqlTypeName name = type.getSqlTypeName();
            if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
                return INTERVAL;
            }
            return switch (name) {
                case NULL, ANY -> ANYTHING;
                case CHAR, VARCHAR -> TEXT;
                case BOOLEAN -> FLAG;
                case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MOMENT;
                case TIME -> TIME;
                case UUID -> UUID;
                case BINARY, VARBINARY -> BYTES;
                default -> SqlTypeUtil.isNumeric(type) ? NUMBER : OTHER;
            };
        }

        boolean isWrittenAsText() {
            return this == FLAG || this == MOMENT || this == TIME || this == UUID;
        }
    }

    /** The inherited way takes {@code flag = 2} for {@code flag = TRUE}. */
    @Override
    protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return false;
    }

    /** A uuid is compared as its whole text; the inherited way cuts it to the length of a literal. */
    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(
            @Nullable RelDataType left, @Nullable RelDataType right) {
        if (left != null && right != null && Group.of(left) != Group.of(right)) {
            boolean nullable = left.isNullable() || right.isNullable();
            if (Group.of(left) == Group.UUID || Group.of(right) == Group.UUID) {
                return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.VARCHAR), nullable);
            }
            if (Group.of(left) == Group.FLAG || Group.of(right) == Group.FLAG) {
                return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), nullable);
            }
        }
        return super.commonTypeForBinaryComparison(left, right);
    }

    @Override
    public @Nullable RelDataType implicitCast(RelDataType given, SqlTypeFamily expected) {
        boolean textTaken = expected == SqlTypeFamily.CHARACTER || expected == SqlTypeFamily.STRING;
        if (textTaken && Group.of(given) == Group.UUID) {
            return factory.createSqlType(SqlTypeName.VARCHAR);
        }
        RelDataType cast = super.implicitCast(given, expected);
        if (cast == null || Group.of(given) == Group.of(cast) || Group.of(given) == Group.ANYTHING) {
            return cast;
        }
        return null;
    }

    @Override
    protected boolean coerceOperandType(
            @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType target) {
        SqlNode operand = call.operand(index);
        if (scope == null || !needToCast(scope, operand, target)) {
            return super.coerceOperandType(scope, call, index, target);
        }
        Optional<SqlLiteral> literal = literal(scope, operand, target);
        literal.ifPresent(typed -> {
            call.setOperand(index, typed);
            validator.deriveType(scope, typed);
        });
        return literal.isPresent() || super.coerceOperandType(scope, call, index, target);
    }

    @Override
    protected boolean coerceColumnType(
            @Nullable SqlValidatorScope scope, SqlNodeList list, int index, RelDataType target) {
        if (scope == null || index >= list.size() || isStar(list.get(index))) {
            return super.coerceColumnType(scope, list, index, target);
        }
        SqlNode column = list.get(index);
        SqlNode operand = column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
        if (!needToCast(scope, operand, target)) {
            return super.coerceColumnType(scope, list, index, target);
        }
        Optional<SqlLiteral> literal = literal(scope, operand, target);
        if (literal.isEmpty() || column.getKind() == SqlKind.AS) {
            return super.coerceColumnType(scope, list, index, target);
        }
        list.set(index, literal.get());
        validator.deriveType(scope, literal.get());
        return true;
    }

    private static boolean isStar(SqlNode node) {
        return node instanceof org.apache.calcite.sql.SqlIdentifier name && name.isStar();
    }

    /** The text literal as one of the target's type; empty if an ordinary cast will do. */
    private Optional<SqlLiteral> literal(SqlValidatorScope scope, SqlNode operand, RelDataType target) {
        RelDataType given = validator.deriveType(scope, operand);
        Group from = Group.of(given);
        Group to = Group.of(target);
        if (from == to || from == Group.ANYTHING || (from == Group.UUID && to == Group.TEXT)) {
            checkNotNarrower(operand, given, target);
            return Optional.empty();
        }
        if (from == Group.TEXT && to.isWrittenAsText() && operand instanceof SqlLiteral literal) {
            String text = literal.getValueAs(String.class);
            return Optional.of(typed(text, operand, target)
                    .orElseThrow(() -> new Mismatch(
                            operand,
                            "'" + text + "' is no " + TypeNames.of(target).replaceAll("\\(\\d+\\)", ""))));
        }
        throw new Mismatch(
                operand,
                "found " + TypeNames.of(given) + " where " + TypeNames.of(target)
                        + " is needed; cast it, as in CAST(… AS " + TypeNames.of(target) + ")");
    }

    /** A double never becomes a decimal, nor either of them a whole number, without being asked to. */
    private static void checkNotNarrower(SqlNode operand, RelDataType from, RelDataType to) {
        boolean loses = (SqlTypeUtil.isApproximateNumeric(from) && SqlTypeUtil.isExactNumeric(to))
                || (SqlTypeUtil.isDecimal(from) && SqlTypeUtil.isIntType(to));
        if (loses) {
            throw new Mismatch(
                    operand,
                    "found " + TypeNames.of(from) + " where " + TypeNames.of(to)
                            + " is needed; cast it, as in CAST(… AS " + TypeNames.of(to) + ")");
        }
    }

    private static Optional<SqlLiteral> typed(String text, SqlNode operand, RelDataType target) {
        SqlParserPos at = operand.getParserPosition();
        return switch (target.getSqlTypeName()) {
            case BOOLEAN ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(SqlLiteral.createBoolean(true, at));
                    case "false" -> Optional.of(SqlLiteral.createBoolean(false, at));
                    default -> Optional.empty();
                };
            case DATE -> TypedLiteral.parse("DATE", text, at);
            case TIME -> TypedLiteral.parse("TIME", text, at);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TypedLiteral.parse("TIMESTAMP", text, at);
            case UUID -> TypedLiteral.parse("UUID", text, at);
            default -> Optional.empty();
        };
    }
}
