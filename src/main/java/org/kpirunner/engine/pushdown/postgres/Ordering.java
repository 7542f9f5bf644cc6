package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes what rows are ordered by: text by code points, NULL where the plan wants it; and how many there are. */
final class Ordering {
    private Ordering() {}

    /** ORDER BY of a sort. */
    static List<String> of(Sort sort, List<Sql> fields) {
        List<RelDataTypeField> types = sort.getInput().getRowType().getFieldList();
        return sort.getCollation().getFieldCollations().stream()
                .map(key -> of(
                        notOrdinal(fields.get(key.getFieldIndex())),
                        types.get(key.getFieldIndex()).getType(),
                        key))
                .toList();
    }

    /** A bare number would be the number of a column. */
    private static Sql notOrdinal(Sql value) {
        return value.text().matches("-?\\d+") ? Sql.compound(value.text() + " + 0") : value;
    }

    /** LIMIT and OFFSET of a sort; empty if it has none. */
    static String limit(Sort sort) {
        List<String> limit = new ArrayList<>();
        if (sort.fetch != null) {
            limit.add("LIMIT " + count(sort.fetch));
        }
        if (sort.offset != null) {
            limit.add("OFFSET " + count(sort.offset));
        }
        return String.join(" ", limit);
    }

    private static String count(RexNode node) {
        Object value = node instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
        if (value == null) {
            throw new NotPushable("the limit is not a number");
        }
        return value.toString();
    }

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
