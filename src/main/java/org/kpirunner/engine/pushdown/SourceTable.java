package org.kpirunner.engine.pushdown;

import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * A table of a source in a plan.
 *
 * <p>Its fields are the columns of its metadata, in order; {@code column(i)} is the one of field i.
 */
public final class SourceTable extends AbstractTable {
    private final String catalog;
    private final TableMetadata metadata;

    public SourceTable(String catalog, TableMetadata metadata) {
        this.catalog = catalog;
        this.metadata = metadata;
    }

    /** The table that a scan reads. */
    public static SourceTable of(TableScan scan) {
        return scan.getTable().unwrapOrThrow(SourceTable.class);
    }

    public String catalog() {
        return catalog;
    }

    public TableMetadata metadata() {
        return metadata;
    }

    /** Whether it is the same table, with nothing about it changed. */
    public boolean isSame(@Nullable SourceTable other) {
        return other != null && catalog.equals(other.catalog) && metadata.equals(other.metadata);
    }

    public ColumnMetadata column(int field) {
        return metadata.columns().get(field);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        for (ColumnMetadata column : metadata.columns()) {
            row.add(column.name(), Types.relational(column.type(), column.nullable(), types));
        }
        return row.build();
    }
}
