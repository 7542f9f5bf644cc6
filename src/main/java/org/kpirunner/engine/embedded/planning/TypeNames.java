package org.kpirunner.engine.embedded.planning;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.pushdown.Types;

/** What people call a type: the names of Trino. */
public final class TypeNames {
    private TypeNames() {}

    public static String of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case VARCHAR, CHAR -> type.getPrecision() < 0 ? "varchar" : "varchar(" + type.getPrecision() + ")";
            case DECIMAL ->
                Types.isUnbounded(type) ? "decimal" : "decimal(" + type.getPrecision() + "," + type.getScale() + ")";
            case TIMESTAMP -> "timestamp(" + type.getPrecision() + ")";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamp(" + type.getPrecision() + ") with time zone";
            case TIME -> "time(" + type.getPrecision() + ")";
            case VARIANT -> "json";
            case NULL -> "null";
            case ARRAY -> "array(" + of(part(type.getComponentType())) + ")";
            case MAP -> "map(" + of(part(type.getKeyType())) + ", " + of(part(type.getValueType())) + ")";
            case ROW ->
                type.getFieldList().stream()
                        .map(field -> field.getName() + " " + of(field.getType()))
                        .collect(Collectors.joining(", ", "row(", ")"));
            default -> type.getSqlTypeName().getName().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static RelDataType part(@org.jspecify.annotations.Nullable RelDataType type) {
        if (type == null) {
            throw new IllegalArgumentException("a type without its part");
        }
        return type;
    }
}
