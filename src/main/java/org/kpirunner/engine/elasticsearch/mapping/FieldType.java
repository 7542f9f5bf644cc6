package org.kpirunner.engine.elasticsearch.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kpirunner.catalog.ColumnType;

/** The types of fields that become columns. */
public enum FieldType {
    KEYWORD,
    TEXT,
    WILDCARD,
    VERSION,
    IP,
    LONG,
    INTEGER,
    SHORT,
    BYTE,
    UNSIGNED_LONG,
    DOUBLE,
    FLOAT,
    HALF_FLOAT,
    SCALED_FLOAT,
    BOOLEAN,
    DATE,
    DATE_NANOS,
    BINARY,
    OBJECT,
    NESTED,
    FLATTENED,
    /** The document's id, which every document has. */
    ID,
    /** The whole document as JSON. */
    SOURCE,
    /** How well a document matched. */
    SCORE,
    /** Declared in the catalog file; no mapping has it yet. */
    ABSENT,
    /** Of different types in the indices of one alias or pattern. */
    CONFLICT;

    static Optional<FieldType> named(String type) {
        return switch (type) {
            case "constant_keyword" -> Optional.of(KEYWORD);
            case "match_only_text", "annotated_text" -> Optional.of(TEXT);
            case "id", "source", "score", "absent", "conflict" -> Optional.empty();
            default ->
                Arrays.stream(values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(type))
                        .findFirst();
        };
    }

    /** What holds the values of a column of this type in documents. */
    static FieldType declared(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER -> INTEGER;
            case BIGINT -> LONG;
            case DOUBLE -> DOUBLE;
            case VARCHAR -> KEYWORD;
            case TIMESTAMP -> DATE;
        };
    }

    /** Whether its values are texts, whatever else the server does with them. */
    public boolean isText() {
        return this == KEYWORD || this == TEXT || this == WILDCARD;
    }

    public boolean isWhole() {
        return this == LONG || this == INTEGER || this == SHORT || this == BYTE;
    }

    public boolean isReal() {
        return this == DOUBLE || this == FLOAT || this == HALF_FLOAT || this == SCALED_FLOAT;
    }
}
