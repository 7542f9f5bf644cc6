package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.kpirunner.engine.pushdown.NotPushable;

/** The groups of an aggregate as GROUP BY. */
final class Groups {
    private Groups() {}

    /** Groups the rows of a block, which takes groups. */
    static void group(Block block, Aggregate aggregate) {
        List<RelDataType> types = aggregate.getInput().getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .toList();
        List<Sql> fields = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            check(types.get(key));
            fields.add(block.fields.get(key));
        }
        Aggregates aggregates = new Aggregates(block.fields, types);
        for (AggregateCall call : aggregate.getAggCallList()) {
            fields.add(aggregates.of(call));
        }
        block.groupBy = groupBy(aggregate, block.fields);
        block.isGrouped = true;
        block.orderBy = List.of();
        block.fields = fields;
    }

    /**
     * Checks that values of a type can be grouped.
     *
     * @throws NotPushable if Postgres does not
     */
    static void check(RelDataType type) {
        if (!isGrouped(type)) {
            throw new NotPushable("Postgres does not group by " + type.getSqlTypeName());
        }
    }

    /** Whether Postgres groups by values of a type. */
    static boolean isGrouped(RelDataType type) {
        return type.getSqlTypeName() != SqlTypeName.MAP && !type.isStruct();
    }

    private static String groupBy(Aggregate aggregate, List<Sql> fields) {
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return keys(aggregate.getGroupSet(), fields);
        }
        return "GROUPING SETS ("
                + aggregate.getGroupSets().stream()
                        .map(set -> "(" + keys(set, fields) + ")")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** A bare literal would be the number of a column. */
    private static String keys(ImmutableBitSet keys, List<Sql> fields) {
        return keys.asList().stream()
                .map(fields::get)
                .map(key -> key.text().matches("-?[\\d.]+|TRUE|FALSE|NULL|[A-Z]+ '.*'")
                        ? "(" + key.text() + " IS NULL)"
                        : key.text())
                .collect(Collectors.joining(", "));
    }
}
