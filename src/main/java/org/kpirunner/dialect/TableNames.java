package org.kpirunner.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the names of tables in a statement. */
final class TableNames extends SqlBasicVisitor<@Nullable Void> {
    private final Map<List<String>, TableReference> names = new LinkedHashMap<>();
    private final Set<String> defined = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private TableNames() {}

    static List<TableReference> of(SqlNode statement) {
        TableNames found = new TableNames();
        statement.accept(found);
        found.names.keySet().removeIf(name -> name.size() == 1 && found.defined.contains(name.get(0)));
        return List.copyOf(found.names.values());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            from(select.getFrom());
        } else if (call instanceof SqlWithItem item) {
            defined.add(item.name.getSimple());
        } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            from(call.operand(0));
        }
        return super.visit(call);
    }

    private void from(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier table) {
            names.putIfAbsent(List.copyOf(table.names), new TableReference(table.names, table.getParserPosition()));
        } else if (node instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
        } else if (node != null && node.getKind() == SqlKind.AS) {
            from(((SqlCall) node).operand(0));
        } else if (node != null && node.getKind() == SqlKind.TABLE_REF) {
            from(((SqlCall) node).operand(0));
        }
    }
}
