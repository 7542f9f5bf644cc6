package org.kpirunner.engine.embedded.operator;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a source or an operator, pulled one at a time.
 *
 * <p>A value is null for NULL, and otherwise, by SQL type: Boolean; Long for all whole numbers; BigDecimal for DECIMAL;
 * Double for REAL and DOUBLE; String for CHAR, VARCHAR, UUID and JSON; byte[] for VARBINARY; LocalDate; LocalTime;
 * LocalDateTime for TIMESTAMP; Instant for TIMESTAMP WITH TIME ZONE; List for ARRAY; Object[] for ROW; Map for MAP.
 */
public interface Rows extends AutoCloseable {
    /** The next row, one value a column, or null at the end; the caller may keep it but not change it. */
    @Nullable
    Object @Nullable [] next();

    @Override
    void close();
}
