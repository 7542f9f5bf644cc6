package org.kpirunner.engine.pushdown.postgres;

import java.util.List;
import java.util.Locale;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;

/** Gives a column the type that it has in plans, where Postgres has another one. */
final class Reading {
    private Reading() {}

    /** An address is written as Postgres shows it, without the bits of a mask that it does not have. */
    static Sql of(ColumnMetadata column, String reference) {
        Sql raw = Sql.atom(reference);
        String type = column.nativeType().toLowerCase(Locale.ROOT);
        if (column.type() == ColumnType.Simple.VARCHAR) {
            return isText(type) ? raw : type.equals("inet") ? Sql.call("abbrev", List.of(raw)) : Sql.cast(raw, "text");
        }
        if (column.type() instanceof ColumnType.Array array
                && array.element() == ColumnType.Simple.VARCHAR
                && !isText(type)
                && !type.startsWith("inet")) {
            return Sql.cast(raw, "text[]");
        }
        if (column.type() == ColumnType.Simple.BIGINT && !type.equals("bigint")) {
            return Sql.cast(raw, "bigint");
        }
        return raw;
    }

    private static boolean isText(String type) {
        return type.equals("text") || type.equals("text[]") || type.startsWith("character varying");
    }
}
