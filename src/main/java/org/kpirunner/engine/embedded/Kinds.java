package org.kpirunner.engine.embedded;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.TableMetadata;

/** What the portable form of a query has to know of a table. */
final class Kinds {
    private Kinds() {}

    /** The columns by their names in lower case. */
    static Map<String, ColumnKind> of(TableMetadata table) {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        for (ColumnMetadata column : table.columns()) {
            kinds.put(column.name().toLowerCase(Locale.ROOT), of(column.type()));
        }
        return kinds;
    }

    private static ColumnKind of(ColumnType type) {
        if (type instanceof ColumnType.Simple simple) {
            return switch (simple) {
                case BOOLEAN -> ColumnKind.FLAG;
                case TINYINT, SMALLINT, INTEGER, BIGINT -> ColumnKind.WHOLE;
                case REAL, DOUBLE -> ColumnKind.REAL;
                case VARCHAR -> ColumnKind.TEXT;
                case UUID -> ColumnKind.UUID;
                case DATE -> ColumnKind.DATE;
                case TIME -> ColumnKind.TIME;
                case TIMESTAMP -> ColumnKind.MOMENT;
                case TIMESTAMP_WITH_TIME_ZONE -> ColumnKind.POINT;
                case NUMERIC -> ColumnKind.DECIMAL;
                case VARBINARY -> ColumnKind.OTHER;
            };
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return timestamp.withTimeZone() ? ColumnKind.POINT : ColumnKind.MOMENT;
        }
        if (type instanceof ColumnType.Char) {
            return ColumnKind.TEXT;
        }
        return type instanceof ColumnType.Decimal ? ColumnKind.DECIMAL : ColumnKind.OTHER;
    }
}
