package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * Tables that are written in the statement itself.
 *
 * @param outer the columns of the queries around it
 */
record DerivedTables(Statement statement, Map<CorrelationId, List<Sql>> outer) {
    Block of(SetOp operation) {
        String word = switch (operation.kind) {
            case UNION -> "UNION";
            case INTERSECT -> "INTERSECT";
            case EXCEPT -> "EXCEPT";
            default -> throw new NotPushable("Postgres has no " + operation.kind);
        };
        operation.getRowType().getFieldList().forEach(field -> Groups.check(field.getType()));
        String alias = statement.newTable();
        List<String> selects = new ArrayList<>();
        for (RelNode input : operation.getInputs()) {
            Block block = statement.block(input, outer);
            selects.add("(" + conformed(block, input.getRowType(), operation.getRowType()) + ")");
        }
        String rows = String.join(" " + word + (operation.all ? " ALL " : " "), selects);
        return table("(" + rows + ")", alias, operation);
    }

    private static String conformed(Block block, RelDataType from, RelDataType to) {
        List<Sql> fields = new ArrayList<>();
        for (int i = 0; i < block.fields.size(); i++) {
            RelDataType wanted = to.getFieldList().get(i).getType();
            boolean same = from.getFieldList().get(i).getType().getSqlTypeName() == wanted.getSqlTypeName();
            if (block.fields.get(i).hasZone()) {
                throw new NotPushable("Postgres does not keep the time zone of a point in time");
            }
            fields.add(same ? block.fields.get(i) : Sql.cast(block.fields.get(i), TypeText.of(wanted)));
        }
        block.fields = fields;
        return block.select(List.of());
    }

    Block of(Values values) {
        List<RelDataTypeField> fields = values.getRowType().getFieldList();
        if (values.tuples.isEmpty()) {
            return nothing(fields);
        }
        if (values.tuples.size() == 1) {
            return new Block("", row(values.tuples.get(0), fields));
        }
        String rows = values.tuples.stream()
                .map(row -> "(" + Sql.list(row(row, fields)) + ")")
                .collect(Collectors.joining(", "));
        return table("(VALUES " + rows + ")", statement.newTable(), values);
    }

    private static Block nothing(List<RelDataTypeField> fields) {
        Block nothing = new Block(
                "",
                fields.stream()
                        .map(field -> Sql.cast(Sql.atom("NULL"), TypeText.of(field.getType())))
                        .toList());
        nothing.where.add("FALSE");
        return nothing;
    }

    private static List<Sql> row(List<RexLiteral> row, List<RelDataTypeField> fields) {
        List<Sql> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Sql literal = Literals.of(row.get(i));
            boolean same = row.get(i).getType().getSqlTypeName()
                    == fields.get(i).getType().getSqlTypeName();
            values.add(
                    same ? literal : Sql.cast(literal, TypeText.of(fields.get(i).getType())));
        }
        return values;
    }

    /** The elements of an array, in rows of their own. */
    Block of(Uncollect uncollect) {
        Block input = statement.block(uncollect.getInput(), outer);
        if (!input.isPlain() || !input.from.isEmpty() || input.fields.stream().anyMatch(Sql::hasZone)) {
            throw new NotPushable("Postgres unnests only single arrays");
        }
        for (RelDataTypeField field : uncollect.getInput().getRowType().getFieldList()) {
            RelDataType element = field.getType().getComponentType();
            if (element == null || element.isStruct() || element.getComponentType() != null) {
                throw new NotPushable("Postgres unnests only arrays of single values");
            }
        }
        String ordinality = uncollect.withOrdinality ? " WITH ORDINALITY" : "";
        return table("unnest(" + Sql.list(input.fields) + ")" + ordinality, statement.newTable(), uncollect);
    }

    /** Rows as a table with the columns of a part of the plan. */
    private static Block table(String rows, String alias, RelNode part) {
        List<String> columns = Names.columns(part.getRowType().getFieldNames());
        return new Block(
                rows + " AS " + alias + " (" + String.join(", ", columns) + ")",
                columns.stream().map(column -> Sql.atom(alias + "." + column)).toList());
    }
}
