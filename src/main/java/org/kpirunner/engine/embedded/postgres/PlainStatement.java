package org.kpirunner.engine.embedded.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.postgres.Statement;
import org.kpirunner.engine.trino.Shortcuts;

/** Statements whose values are the same whoever reads them, in whatever session: nothing depends on its time zone. */
final class PlainStatement {
    private PlainStatement() {}

    /**
     * The statement of a plan; empty if its rows have an order, or its values would not come out of Trino as they are.
     *
     * @throws org.kpirunner.engine.pushdown.NotPushable if Postgres can't compute all of it
     */
    static Optional<Shortcuts.Statement> of(String catalog, Planner.Planned planned) {
        RelNode plan = planned.plan();
        boolean isOrdered = plan instanceof Sort sort
                && !sort.getCollation().getFieldCollations().isEmpty();
        if (isOrdered || dependsOnZone(plan)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Shortcuts.Item> columns = new ArrayList<>();
        for (RelDataTypeField field : plan.getRowType().getFieldList()) {
            String name = "c" + field.getIndex();
            Optional<String> type = type(field.getType());
            if (type.isEmpty() && !isReadAsItIs(field.getType())) {
                return Optional.empty();
            }
            names.add(name);
            values.add(type.map(cast -> "CAST(" + name + " AS " + cast + ")").orElse(name) + " AS " + name);
            columns.add(new Shortcuts.Item(planned.columns().get(field.getIndex()), type));
        }
        String sql = "SELECT " + String.join(", ", values) + " FROM (" + Statement.of(plan) + ") AS q ("
                + String.join(", ", names) + ")";
        return Optional.of(new Shortcuts.Statement(catalog, sql, columns));
    }

    /** Sums of whole numbers are numeric in Postgres. */
    private static Optional<String> type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Optional.of("boolean");
            case DATE -> Optional.of("date");
            case UUID -> Optional.of("uuid");
            case TINYINT, SMALLINT -> Optional.of("smallint");
            case INTEGER -> Optional.of("integer");
            case BIGINT -> Optional.of("bigint");
            case DOUBLE -> Optional.of("double precision");
            default -> Optional.empty();
        };
    }

    /** A zone or digits without end are another thing in Trino; there are many types that are read as texts. */
    private static boolean isReadAsItIs(RelDataType type) {
        return List.of(SqlTypeName.VARCHAR, SqlTypeName.CHAR, SqlTypeName.TIMESTAMP)
                .contains(type.getSqlTypeName());
    }

    private static boolean dependsOnZone(RelNode node) {
        Zones zones = new Zones();
        node.accept(zones);
        return zones.found || node.getInputs().stream().anyMatch(PlainStatement::dependsOnZone);
    }

    /** Looks for expressions whose type has a time zone. */
    private static final class Zones extends RexShuttle {
        private boolean found;

        @Override
        public RexNode visitInputRef(RexInputRef column) {
            found |= hasZone(column.getType());
            return column;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            found |= hasZone(call.getType());
            return super.visitCall(call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            found |= dependsOnZone(query.rel);
            return super.visitSubQuery(query);
        }
    }

    private static boolean hasZone(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_TZ;
    }
}
