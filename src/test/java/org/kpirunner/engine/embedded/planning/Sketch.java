package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.TableReference;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.engine.pushdown.postgres.Statement;

/** Plans queries over tables that are nowhere, all of them of Postgres databases. */
final class Sketch {
    private static final List<ColumnMetadata> TEAM = List.of(
            column("id", ColumnType.Simple.UUID, "uuid"),
            column("name", ColumnType.Simple.VARCHAR, "text"),
            column("type", ColumnType.Simple.VARCHAR, "team_type"),
            column("size", ColumnType.Simple.INTEGER, "integer"),
            column("points", ColumnType.Simple.BIGINT, "bigint"),
            column("rating", new ColumnType.Decimal(10, 2), "numeric(10,2)"),
            column("share", ColumnType.Simple.NUMERIC, "numeric"),
            column("score", ColumnType.Simple.DOUBLE, "double precision"),
            column("active", ColumnType.Simple.BOOLEAN, "boolean"),
            column("founded", ColumnType.Simple.DATE, "date"),
            column("created_at", ColumnType.Simple.TIMESTAMP, "timestamp without time zone"),
            column("seen_at", ColumnType.Simple.TIMESTAMP_WITH_TIME_ZONE, "timestamp with time zone"),
            column("tags", new ColumnType.Array(ColumnType.Simple.VARCHAR), "text[]"),
            column("labels", new ColumnType.MapOf(ColumnType.Simple.VARCHAR, ColumnType.Simple.VARCHAR), "hstore"));
    private static final List<ColumnMetadata> MEMBER = List.of(
            column("team_id", ColumnType.Simple.UUID, "uuid"),
            column("user", ColumnType.Simple.VARCHAR, "character varying(20)"),
            column("timestamp", ColumnType.Simple.TIMESTAMP, "timestamp without time zone"),
            column("Mixed Case", ColumnType.Simple.INTEGER, "integer"));
    private static final Map<String, List<ColumnMetadata>> TABLES = Map.of("team", TEAM, "member", MEMBER);

    record Table(TableName name, List<ColumnMetadata> columns) implements TableMetadata {}

    /** A statement that is not sent. */
    record Written(String catalog, String sql) implements Fragment {
        @Override
        public List<String> describe() {
            return List.of(sql);
        }

        @Override
        public long estimate(Cancellation cancellation) {
            return 1;
        }

        @Override
        public Rows open(Cancellation cancellation) {
            throw new UnsupportedOperationException(sql);
        }
    }

    private Sketch() {}

    private static ColumnMetadata column(String name, ColumnType type, String nativeType) {
        return new ColumnMetadata(name, type, nativeType, true, false);
    }

    static NamedTables tables(Query query) {
        Map<List<String>, SourceTable> tables = new HashMap<>();
        for (TableReference reference : query.references()) {
            String name = reference.names().get(2);
            tables.put(
                    reference.names(),
                    new SourceTable(
                            reference.names().get(0),
                            new Table(
                                    new TableName(reference.names().get(1), name),
                                    TABLES.getOrDefault(name, List.of()))));
        }
        return new NamedTables(tables);
    }

    /** The plan from its root down: what is computed here, and what is sent. */
    static List<String> lines(RelNode plan) {
        List<String> lines = new ArrayList<>();
        add(new Splitter((catalog, part) -> new Written(catalog, Statement.of(part))).split(plan), "", lines);
        return lines;
    }

    static List<String> lines(String sql) {
        Query query = Query.parse(sql);
        return lines(Planner.plan(query, tables(query)).plan());
    }

    private static void add(RelNode node, String indent, List<String> lines) {
        if (node instanceof FragmentScan scan) {
            lines.add(indent + scan.fragment().catalog() + ": "
                    + scan.fragment().describe().get(0));
            return;
        }
        lines.add(indent + node.getRelTypeName());
        node.getInputs().forEach(input -> add(input, indent + "  ", lines));
    }
}
