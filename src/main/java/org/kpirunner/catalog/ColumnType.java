package org.kpirunner.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types that a {@code #kpi: column} line can declare, under the names that Trino has for them. */
public enum ColumnType {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    VARCHAR,
    TIMESTAMP;

    static Optional<ColumnType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ColumnType::word).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
