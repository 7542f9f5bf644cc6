package org.kpirunner.engine.pushdown.postgres;

import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes what rows are ordered by: text by code points, NULL where the plan wants it. */
final class Ordering {
    private Ordering() {}

    static String of(Sql value, RelDataType type, RelFieldCollation key) {
        return of(value, type, key.getDirection().isDescending(), nullsFirst(key));
    }

    static String of(Sql value, RelDataType type, boolean descending, boolean nullsFirst) {
        if (type.isStruct() || type.getComponentType() != null || type.getKeyType() != null) {
            throw new NotPushable("Postgres orders " + type.getSqlTypeName() + " in its own way");
        }
        String by = Casts.isText(type) ? value.operand() + Comparisons.BY_CODE_POINT : value.text();
        return by + (descending ? " DESC" : "") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    private static boolean nullsFirst(RelFieldCollation key) {
        return key.nullDirection == RelFieldCollation.NullDirection.FIRST;
    }
}
