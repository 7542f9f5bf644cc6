package org.kpirunner.engine.pushdown.postgres;

import java.util.Locale;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;

/** Gives a column the type that it has in plans, where Postgres has another one. */
final class Reading {
    private Reading() {}

    static Sql of(ColumnMetadata column, String reference) {
        Sql raw = Sql.atom(reference);
        String type = column.nativeType().toLowerCase(Locale.ROOT);
        if (column.type() == ColumnType.Simple.VARCHAR) {
            boolean isText = type.equals("text") || type.startsWith("character varying");
            return isText ? raw : Sql.cast(raw, "text");
        }
        if (column.type() == ColumnType.Simple.BIGINT && !type.equals("bigint")) {
            return Sql.cast(raw, "bigint");
        }
        return raw;
    }
}
