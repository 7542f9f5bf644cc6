package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;

/** Rows or columns. */
public enum Dimension {
    ROWS,
    COLUMNS;

    public static Dimension of(JsonNode value) {
        return "COLUMNS".equals(value.asText()) ? COLUMNS : ROWS;
    }
}
