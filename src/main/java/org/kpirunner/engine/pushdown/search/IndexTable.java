package org.kpirunner.engine.pushdown.search;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.core.TableScan;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.IndexMapping;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;

/** A table that is an index of Elasticsearch; its columns are the fields of the mapping. */
public record IndexTable(TableName name, IndexMapping mapping) implements TableMetadata {
    private static final int LONGEST_UNSIGNED = 20;
    private static final int MILLISECONDS = 3;
    private static final int NANOSECONDS = 9;

    /** The index that a scan reads. */
    static IndexTable of(TableScan scan) {
        if (SourceTable.of(scan).metadata() instanceof IndexTable table) {
            return table;
        }
        throw new NotPushable("it is not a table of Elasticsearch");
    }

    @Override
    public List<ColumnMetadata> columns() {
        return mapping.fields().stream()
                .map(field -> new ColumnMetadata(
                        field.name(), type(field), field.nativeType(), isNullable(field), isHidden(field)))
                .toList();
    }

    private static boolean isHidden(Field field) {
        return switch (field.type()) {
            case ID, SOURCE, SCORE -> true;
            default -> false;
        };
    }

    private static boolean isNullable(Field field) {
        return !field.equals(Field.ID) && !field.equals(Field.SOURCE);
    }

    static ColumnType type(Field field) {
        ColumnType type = scalar(field);
        return field.array() ? new ColumnType.Array(type) : type;
    }

    private static ColumnType scalar(Field field) {
        return switch (field.type()) {
            case KEYWORD, TEXT, WILDCARD, VERSION, IP, FLATTENED, ID, SOURCE, CONFLICT -> ColumnType.Simple.VARCHAR;
            case LONG -> ColumnType.Simple.BIGINT;
            case INTEGER -> ColumnType.Simple.INTEGER;
            case SHORT -> ColumnType.Simple.SMALLINT;
            case BYTE -> ColumnType.Simple.TINYINT;
            case UNSIGNED_LONG -> new ColumnType.Decimal(LONGEST_UNSIGNED, 0);
            case DOUBLE, SCALED_FLOAT -> ColumnType.Simple.DOUBLE;
            case FLOAT, HALF_FLOAT, SCORE -> ColumnType.Simple.REAL;
            case BOOLEAN -> ColumnType.Simple.BOOLEAN;
            case DATE -> new ColumnType.Timestamp(MILLISECONDS, false);
            case DATE_NANOS -> new ColumnType.Timestamp(NANOSECONDS, false);
            case BINARY -> ColumnType.Simple.VARBINARY;
            case OBJECT, NESTED ->
                new ColumnType.Row(field.parts().stream()
                        .map(part -> new ColumnType.Field(part.name(), type(part)))
                        .toList());
            case ABSENT -> declared(field.nativeType());
        };
    }

    private static ColumnType declared(String type) {
        return switch (type) {
            case "timestamp" -> new ColumnType.Timestamp(MILLISECONDS, false);
            default -> ColumnType.Simple.valueOf(type.toUpperCase(Locale.ROOT));
        };
    }
}
