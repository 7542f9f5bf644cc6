package org.kpirunner.problem;

import java.util.Locale;

/** Why something has no value or could not be done: the short code that scripts, notes and metrics use. */
public enum Reason {
    /** The query answered no row; the KPI is fine, its value is null. */
    NO_ROWS,
    /** The query answered NULL; the KPI is fine, its value is null. */
    NULL,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    DUPLICATE_COLUMN,
    NOT_A_NUMBER,
    VALUE_TOO_LONG,
    SYNTAX_ERROR,
    NOT_READ_ONLY,
    UNKNOWN_CATALOG,
    UNKNOWN_TABLE,
    UNKNOWN_COLUMN,
    UNKNOWN_FUNCTION,
    AMBIGUOUS_NAME,
    TYPE_MISMATCH,
    NOT_SUPPORTED,
    DIVISION_BY_ZERO,
    NUMERIC_OVERFLOW,
    INVALID_VALUE,
    QUERY_FAILED,
    OUT_OF_MEMORY,
    PARTIAL_ANSWER,
    SOURCE_UNREACHABLE,
    SOURCE_RESTARTED,
    AUTHENTICATION_FAILED,
    PERMISSION_DENIED,
    TIMEOUT,
    CANCELLED,
    BAD_CONFIGURATION,
    /** A bug of ours; its stack trace is printed at the end. */
    INTERNAL_ERROR,
    /** The folder with our ledger cannot be used. */
    STATE_UNUSABLE,
    SHEET_UNREADABLE,
    SHEET_UNWRITABLE,
    SHEET_LOCKED,
    SHEET_LIMIT,
    DELIVERY_UNKNOWN,
    /** Nobody can tell whether people were told. */
    NOTICE_UNCERTAIN,
    DISABLED,
    NOT_SELECTED,
    OTHER_ENVIRONMENT;

    /** The code as it is printed: lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same question may be answered if it is asked again a little later. */
    public boolean isTransient() {
        return switch (this) {
            case SOURCE_UNREACHABLE, SOURCE_RESTARTED, PARTIAL_ANSWER, TIMEOUT, SHEET_LOCKED -> true;
            case NO_ROWS,
                    NULL,
                    TOO_MANY_ROWS,
                    TOO_MANY_COLUMNS,
                    DUPLICATE_COLUMN,
                    NOT_A_NUMBER,
                    VALUE_TOO_LONG,
                    SYNTAX_ERROR,
                    NOT_READ_ONLY,
                    UNKNOWN_CATALOG,
                    UNKNOWN_TABLE,
                    UNKNOWN_COLUMN,
                    UNKNOWN_FUNCTION,
                    AMBIGUOUS_NAME,
                    TYPE_MISMATCH,
                    NOT_SUPPORTED,
                    DIVISION_BY_ZERO,
                    NUMERIC_OVERFLOW,
                    INVALID_VALUE,
                    QUERY_FAILED,
                    OUT_OF_MEMORY,
                    AUTHENTICATION_FAILED,
                    PERMISSION_DENIED,
                    CANCELLED,
                    BAD_CONFIGURATION,
                    INTERNAL_ERROR,
                    STATE_UNUSABLE,
                    SHEET_UNREADABLE,
                    SHEET_UNWRITABLE,
                    SHEET_LIMIT,
                    DELIVERY_UNKNOWN,
                    NOTICE_UNCERTAIN,
                    DISABLED,
                    NOT_SELECTED,
                    OTHER_ENVIRONMENT -> false;
        };
    }
}
