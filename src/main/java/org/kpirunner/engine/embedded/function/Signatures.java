package org.kpirunner.engine.embedded.function;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlSingleOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** What functions take and give; "maybe" types can be NULL though no operand is. */
final class Signatures {
    static final SqlReturnTypeInference TEXT = strict(SqlTypeName.VARCHAR);
    static final SqlReturnTypeInference MAYBE_TEXT = maybe(SqlTypeName.VARCHAR);
    static final SqlReturnTypeInference WHOLE = strict(SqlTypeName.BIGINT);
    static final SqlReturnTypeInference MAYBE_WHOLE = maybe(SqlTypeName.BIGINT);
    static final SqlReturnTypeInference DOUBLE = strict(SqlTypeName.DOUBLE);
    static final SqlReturnTypeInference FLAG = strict(SqlTypeName.BOOLEAN);
    static final SqlReturnTypeInference MAYBE_FLAG = maybe(SqlTypeName.BOOLEAN);
    static final SqlReturnTypeInference DATE = strict(SqlTypeName.DATE);
    static final SqlReturnTypeInference TIMESTAMP = strict(SqlTypeName.TIMESTAMP);
    static final SqlReturnTypeInference POINT_IN_TIME = strict(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    /** A timestamp with a zone, with as many digits of the second as the first operand has. */
    static final SqlReturnTypeInference POINT_IN_TIME_LIKE_FIRST = ((SqlReturnTypeInference)
                    call -> call.getTypeFactory()
                            .createSqlType(
                                    SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision(call.getOperandType(0))))
            .andThen(SqlTypeTransforms.TO_NULLABLE);

    /** Days to seconds, between two dates or times. */
    static final SqlReturnTypeInference TIME_BETWEEN = ((SqlReturnTypeInference) call -> call.getTypeFactory()
                    .createSqlIntervalType(new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO)))
            .andThen(SqlTypeTransforms.TO_NULLABLE);

    static final SqlReturnTypeInference BYTES = strict(SqlTypeName.VARBINARY);
    static final SqlReturnTypeInference JSON = strict(SqlTypeName.VARIANT);
    static final SqlReturnTypeInference MAYBE_JSON = maybe(SqlTypeName.VARIANT);
    static final SqlReturnTypeInference TEXTS = ReturnTypes.VARCHAR
            .andThen(Signatures::nullable)
            .andThen(Signatures::arrayOf)
            .andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference SAME_AS_FIRST = ReturnTypes.ARG0.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference SAME_AS_SECOND = ReturnTypes.ARG1.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference SAME_AS_THIRD = ReturnTypes.ARG2.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference MAYBE_SAME_AS_FIRST =
            ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);

    /** The type that all operands can be of. */
    static final SqlReturnTypeInference COMMON = ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);

    /** The same, or a text where uuids stand beside texts. */
    static final SqlReturnTypeInference COMMON_OR_TEXT = call -> {
        Set<SqlTypeName> types = call.collectOperandTypes().stream()
                .map(RelDataType::getSqlTypeName)
                .collect(Collectors.toSet());
        types.remove(SqlTypeName.NULL);
        boolean isText = types.size() > 1
                && types.contains(SqlTypeName.UUID)
                && types.stream().allMatch(type -> type == SqlTypeName.UUID || SqlTypeName.CHAR_TYPES.contains(type));
        return isText
                ? call.getTypeFactory().createSqlType(SqlTypeName.VARCHAR)
                : ReturnTypes.LEAST_RESTRICTIVE.inferReturnType(call);
    };

    /** What goes together is told by the type of the result. */
    static final SqlOperandTypeChecker SEVERAL = OperandTypes.ONE_OR_MORE;

    private Signatures() {}

    private static SqlReturnTypeInference strict(SqlTypeName type) {
        return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    private static SqlReturnTypeInference maybe(SqlTypeName type) {
        return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.FORCE_NULLABLE);
    }

    private static int precision(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE ? 0 : type.getPrecision();
    }

    private static RelDataType nullable(SqlOperatorBinding call, RelDataType type) {
        return call.getTypeFactory().createTypeWithNullability(type, true);
    }

    private static RelDataType arrayOf(SqlOperatorBinding call, RelDataType item) {
        return arrayOf(call.getTypeFactory(), item);
    }

    static RelDataType arrayOf(RelDataTypeFactory types, RelDataType item) {
        return types.createArrayType(types.createTypeWithNullability(item, true), -1);
    }

    /** Operands of these families, in order. */
    static SqlOperandTypeChecker of(SqlTypeFamily... families) {
        return families.length == 0 ? OperandTypes.NILADIC : OperandTypes.family(families);
    }

    /** Operands of these families, of which the last ones may be missing. */
    static SqlOperandTypeChecker optional(int required, SqlTypeFamily... families) {
        return new OptionalOperands(required, Arrays.asList(families));
    }

    /** One operand of either family. */
    static SqlOperandTypeChecker either(SqlTypeFamily one, SqlTypeFamily other) {
        return OperandTypes.or(OperandTypes.family(one), OperandTypes.family(other));
    }

    /** At least so many operands of one family. */
    static SqlOperandTypeChecker many(int least, SqlTypeFamily family) {
        return OperandTypes.repeat(
                SqlOperandCountRanges.from(least), (SqlSingleOperandTypeChecker) OperandTypes.family(family));
    }
}
