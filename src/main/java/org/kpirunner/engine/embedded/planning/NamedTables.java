package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.SourceTable;

/** The tables of one query, by the three names that it gives them. */
public record NamedTables(Map<List<String>, SourceTable> tables) {
    public NamedTables {
        tables = Map.copyOf(tables);
    }

    /** Whether the tables are as they were. */
    public boolean isSame(NamedTables others) {
        return tables.keySet().equals(others.tables.keySet())
                && tables.entrySet().stream()
                        .allMatch(table -> table.getValue().isSame(others.tables.get(table.getKey())));
    }

    CalciteCatalogReader catalogReader(RelDataTypeFactory types) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        tables.forEach((names, table) -> {
            CalciteSchema schema = child(child(root, names.get(0)), names.get(1));
            if (schema.getTable(names.get(2), false) == null) {
                schema.add(names.get(2), table);
            }
        });
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteCatalogReader(root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    private static CalciteSchema child(CalciteSchema parent, String name) {
        CalciteSchema child = parent.getSubSchema(name, false);
        return child == null ? parent.add(name, new AbstractSchema()) : child;
    }

    /** The tables under the names that a statement has for them, to tell what there is. */
    List<ValidationError.TableInQuery> inQuery(SqlNode statement) {
        List<ValidationError.TableInQuery> found = new ArrayList<>();
        statement.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call.getKind() == SqlKind.AS
                        && call.operand(0) instanceof SqlIdentifier table
                        && call.operand(1) instanceof SqlIdentifier alias) {
                    add(table, alias.getSimple());
                    return null;
                }
                return super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier table) {
                add(table, table.names.get(table.names.size() - 1));
                return null;
            }

            private void add(SqlIdentifier name, String alias) {
                SourceTable table = tables.get(name.names);
                if (table != null) {
                    found.add(new ValidationError.TableInQuery(alias, columns(table)));
                }
            }
        });
        return found;
    }

    private static List<String> columns(SourceTable table) {
        return table.metadata().columns().stream().map(ColumnMetadata::name).toList();
    }
}
