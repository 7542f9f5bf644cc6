package org.kpirunner.engine.pushdown;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * What arithmetic and aggregates answer: whole numbers as Trino has it, averages of them in doubles; exact numbers keep
 * all their digits, also in a quotient.
 */
final class TypeSystem extends RelDataTypeSystemImpl {
    static final RelDataTypeSystem INSTANCE = new TypeSystem();

    /** More than a query can declare, so that the type can be told from declared ones. */
    static final int MAX_DECIMAL_PRECISION = 1000;

    static final int MAX_DECLARED_DECIMAL_PRECISION = 38;
    private static final int MAX_FRACTION_OF_SECOND = 9;
    private static final int MILLISECONDS = 3;

    private TypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> MAX_DECIMAL_PRECISION;
            case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> MAX_FRACTION_OF_SECOND;
            default -> super.getMaxPrecision(type);
        };
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> MAX_DECLARED_DECIMAL_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> MILLISECONDS;
            default -> super.getDefaultPrecision(type);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? MAX_DECIMAL_PRECISION : super.getMaxScale(type);
    }

    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
        return nullableAs(
                argument,
                types,
                switch (argument.getSqlTypeName()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
                    case DECIMAL -> Types.unbounded(types);
                    default -> argument;
                });
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
        return nullableAs(
                argument,
                types,
                switch (argument.getSqlTypeName()) {
                    case DECIMAL -> Types.unbounded(types);
                    case REAL -> argument;
                    default -> types.createSqlType(SqlTypeName.DOUBLE);
                });
    }

    private static RelDataType nullableAs(RelDataType argument, RelDataTypeFactory types, RelDataType result) {
        return types.createTypeWithNullability(result, argument.isNullable());
    }

    @Override
    public RelDataType deriveDecimalPlusType(RelDataTypeFactory types, RelDataType left, RelDataType right) {
        return arithmetic(types, left, right);
    }

    @Override
    public RelDataType deriveDecimalMultiplyType(RelDataTypeFactory types, RelDataType left, RelDataType right) {
        return arithmetic(types, left, right);
    }

    @Override
    public RelDataType deriveDecimalDivideType(RelDataTypeFactory types, RelDataType left, RelDataType right) {
        return arithmetic(types, left, right);
    }

    @Override
    public RelDataType deriveDecimalModType(RelDataTypeFactory types, RelDataType left, RelDataType right) {
        return arithmetic(types, left, right);
    }

    @SuppressWarnings("NullAway") // null says that these are not decimals
    private static RelDataType arithmetic(RelDataTypeFactory types, RelDataType left, RelDataType right) {
        boolean exact = SqlTypeUtil.isExactNumeric(left) && SqlTypeUtil.isExactNumeric(right);
        boolean decimal = SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right);
        return exact && decimal ? Types.unbounded(types) : null;
    }
}
