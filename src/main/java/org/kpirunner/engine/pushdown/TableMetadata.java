package org.kpirunner.engine.pushdown;

import java.util.List;
import java.util.Set;

/** A table as its source tells; each kind of source has its own, which may say more. */
public interface TableMetadata {
    /** The name exactly as the source has it. */
    TableName name();

    /** The columns in their order, the hidden ones last. */
    List<ColumnMetadata> columns();

    /** Sets of columns, by their places, that are never NULL and of which no two rows have the same values. */
    default Set<Set<Integer>> keys() {
        return Set.of();
    }
}
