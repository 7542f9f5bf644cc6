package org.kpirunner.engine.pushdown;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The types of plans: those of Calcite, with the ranges and the derivations of {@link TypeSystem}. */
public final class Types extends SqlTypeFactoryImpl {
    /** Digits on either side of the point of a decimal that has no fixed number of digits. */
    private static final int UNBOUNDED_SCALE = TypeSystem.MAX_DECIMAL_PRECISION / 2;

    private static final int MICROSECONDS = 6;

    private static final List<SqlTypeName> MOMENTS =
            List.of(SqlTypeName.DATE, SqlTypeName.TIMESTAMP, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

    public Types() {
        super(TypeSystem.INSTANCE);
    }

    /** Of dates and times the one that says most, where the inherited way takes the first or none. */
    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        List<RelDataType> some = types.stream()
                .filter(type -> type.getSqlTypeName() != SqlTypeName.NULL)
                .toList();
        boolean areMoments = !some.isEmpty() && some.stream().allMatch(type -> MOMENTS.contains(type.getSqlTypeName()));
        if (!areMoments) {
            return super.leastRestrictive(types, rule);
        }
        int latest = some.stream()
                .mapToInt(type -> MOMENTS.indexOf(type.getSqlTypeName()))
                .max()
                .orElseThrow();
        int digits = some.stream()
                .filter(type -> type.getSqlTypeName() != SqlTypeName.DATE)
                .mapToInt(RelDataType::getPrecision)
                .max()
                .orElse(0);
        RelDataType type = latest == 0 ? createSqlType(MOMENTS.get(0)) : createSqlType(MOMENTS.get(latest), digits);
        return createTypeWithNullability(type, types.stream().anyMatch(RelDataType::isNullable));
    }

    /**
     * Whether a type is an exact number that keeps all its digits: {@code numeric} of Postgres without precision, or
     * the result of arithmetic. A cast to it changes nothing.
     */
    public static boolean isUnbounded(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL
                && type.getPrecision() > TypeSystem.MAX_DECLARED_DECIMAL_PRECISION;
    }

    static RelDataType unbounded(RelDataTypeFactory types) {
        return types.createSqlType(SqlTypeName.DECIMAL, TypeSystem.MAX_DECIMAL_PRECISION, UNBOUNDED_SCALE);
    }

    static RelDataType relational(ColumnType type, boolean nullable, RelDataTypeFactory types) {
        return types.createTypeWithNullability(relational(type, types), nullable);
    }

    private static RelDataType relational(ColumnType type, RelDataTypeFactory types) {
        if (type instanceof ColumnType.Simple simple) {
            return simple(simple, types);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return types.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return types.createSqlType(
                    timestamp.withTimeZone() ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP,
                    timestamp.precision());
        }
        if (type instanceof ColumnType.Array array) {
            return types.createArrayType(relational(array.element(), true, types), -1);
        }
        if (type instanceof ColumnType.MapOf map) {
            return types.createMapType(relational(map.key(), types), relational(map.value(), true, types));
        }
        RelDataTypeFactory.Builder row = types.builder();
        for (ColumnType.Field field : ((ColumnType.Row) type).fields()) {
            row.add(field.name(), relational(field.type(), true, types));
        }
        return row.build();
    }

    private static RelDataType simple(ColumnType.Simple type, RelDataTypeFactory types) {
        return switch (type) {
            case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case TINYINT -> types.createSqlType(SqlTypeName.TINYINT);
            case SMALLINT -> types.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
            case REAL -> types.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case VARCHAR -> types.createSqlType(SqlTypeName.VARCHAR);
            case VARBINARY -> types.createSqlType(SqlTypeName.VARBINARY);
            case UUID -> types.createSqlType(SqlTypeName.UUID);
            case DATE -> types.createSqlType(SqlTypeName.DATE);
            case TIME -> types.createSqlType(SqlTypeName.TIME, MICROSECONDS);
            case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS);
            case TIMESTAMP_WITH_TIME_ZONE ->
                types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, MICROSECONDS);
            case NUMERIC -> unbounded(types);
        };
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    /** Text is never padded: a literal is as long as it is, and stays so beside a longer one. */
    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision) {
        return name == SqlTypeName.CHAR ? createSqlType(SqlTypeName.VARCHAR) : super.createSqlType(name, precision);
    }

    /** As inherited, but fractions of seconds are never lost. */
    @Override
    @SuppressWarnings("NullAway") // the inherited method answers null for types that have nothing in common
    public RelDataType leastRestrictive(List<RelDataType> types) {
        RelDataType common = super.leastRestrictive(types);
        if (common == null || !isTimestamp(common)) {
            return common;
        }
        int precision = types.stream()
                .filter(Types::isTimestamp)
                .mapToInt(RelDataType::getPrecision)
                .max()
                .orElse(common.getPrecision());
        return createTypeWithNullability(createSqlType(common.getSqlTypeName(), precision), common.isNullable());
    }

    private static boolean isTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
                || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }
}
