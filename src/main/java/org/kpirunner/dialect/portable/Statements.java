package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.portable.Scope.Column;
import org.kpirunner.dialect.portable.Scope.Columns;

/** Goes through queries, and knows what columns they have. */
final class Statements {
    private final Edits edits;
    private final TableColumns tables;
    private final boolean namesUnnamed;

    Statements(Edits edits, TableColumns tables) {
        this.edits = edits;
        this.tables = tables;
        this.namesUnnamed =
                edits.tokens().stream().anyMatch(token -> token.text().contains("EXPR$"));
    }

    void visit(SqlNode statement) {
        visit(statement, null, false);
    }

    /**
     * The columns of a query.
     *
     * @param isRelation whether somebody may ask for its columns by name
     */
    Columns visit(SqlNode query, @Nullable Scope around, boolean isRelation) {
        if (query instanceof SqlWith with) {
            return with(with, around, isRelation);
        }
        if (query instanceof SqlOrderBy ordered) {
            return visit(ordered.query, around, isRelation);
        }
        if (query instanceof SqlSelect select) {
            return select(select, around, isRelation);
        }
        return switch (query.getKind()) {
            case UNION, EXCEPT, INTERSECT -> sets((SqlCall) query, around, isRelation);
            case VALUES -> values((SqlCall) query, around);
            case EXPLICIT_TABLE -> table(((SqlCall) query).operand(0), new Scope(around));
            default -> Columns.UNKNOWN;
        };
    }

    private Columns with(SqlWith with, @Nullable Scope around, boolean isRelation) {
        Scope scope = new Scope(around);
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            boolean isNamed = item.columnList != null;
            Columns columns = visit(item.query, scope, !isNamed);
            scope.name(item.name.getSimple(), isNamed ? renamed(columns, names(item.columnList)) : columns);
        }
        return visit(with.body, scope, isRelation);
    }

    private Columns sets(SqlCall call, @Nullable Scope around, boolean isRelation) {
        List<Columns> branches = new ArrayList<>();
        for (SqlNode branch : call.getOperandList()) {
            branches.add(visit(branch, around, isRelation && branches.isEmpty()));
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < branches.get(0).all().size(); i++) {
            int index = i;
            List<ColumnKind> kinds = branches.stream()
                    .map(branch -> index < branch.all().size()
                            ? branch.all().get(index).kind()
                            : ColumnKind.UNKNOWN)
                    .toList();
            ColumnKind kind = kinds.stream().reduce(ColumnKind::or).orElse(ColumnKind.UNKNOWN);
            if (kind == ColumnKind.TEXT) {
                for (int b = 0; b < kinds.size(); b++) {
                    if (kinds.get(b) == ColumnKind.UUID) {
                        asText(call.operand(b), index, true);
                    }
                }
            }
            columns.add(new Column(branches.get(0).all().get(i).name(), kind));
        }
        return new Columns(columns);
    }

    private Columns values(SqlCall values, @Nullable Scope around) {
        Expressions expressions = new Expressions(edits, this, new Scope(around));
        List<Column> columns = new ArrayList<>();
        for (SqlNode row : values.getOperandList()) {
            List<SqlNode> cells = row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
            for (int i = 0; i < cells.size(); i++) {
                ColumnKind kind = expressions.visit(cells.get(i));
                if (i == columns.size()) {
                    columns.add(new Column("EXPR$" + i, kind));
                }
            }
        }
        return new Columns(columns);
    }

    private Columns select(SqlSelect select, @Nullable Scope around, boolean isRelation) {
        Scope scope = new Scope(around);
        if (select.getFrom() != null) {
            from(select.getFrom(), scope);
        }
        Expressions expressions = new Expressions(edits, this, scope);
        List<Column> columns = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            if (item instanceof SqlIdentifier star && star.isStar()) {
                columns.addAll(scope.star(star));
            } else {
                columns.add(item(item, columns.size(), isRelation, scope, expressions));
            }
        }
        expressions.visitClause(select.getWhere());
        expressions.visitClause(select.getGroup());
        expressions.visitClause(select.getHaving());
        expressions.visitAll(select.getWindowList());
        return new Columns(columns);
    }

    private Column item(SqlNode item, int index, boolean isRelation, Scope scope, Expressions expressions) {
        if (item.getKind() == SqlKind.AS) {
            SqlNode expression = ((SqlCall) item).operand(0);
            String name = ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
            ColumnKind kind = expressions.visit(expression);
            scope.alias(name, expression);
            return new Column(name, kind);
        }
        ColumnKind kind = expressions.visit(item);
        if (item instanceof SqlIdentifier name) {
            return new Column(name.names.get(name.names.size() - 1), kind);
        }
        String name = "EXPR$" + index;
        if (isRelation && namesUnnamed) {
            edits.wrap(item, "", " AS \"" + name + '"', "a column without a name gets it: AS \"" + name + '"');
        }
        return new Column(name, kind);
    }

    private void from(SqlNode from, Scope scope) {
        if (from instanceof SqlJoin join) {
            from(join.getLeft(), scope);
            from(join.getRight(), scope);
            if (join.getCondition() != null && !(join.getCondition() instanceof SqlNodeList)) {
                new Expressions(edits, this, scope).visit(join.getCondition());
            }
        } else if (from.getKind() == SqlKind.AS) {
            List<SqlNode> operands = ((SqlCall) from).getOperandList();
            Columns columns = relation(operands.get(0), scope, operands.size() == 2);
            List<String> names = operands.stream()
                    .skip(2)
                    .map(name -> ((SqlIdentifier) name).getSimple())
                    .toList();
            scope.add(
                    ((SqlIdentifier) operands.get(1)).getSimple(), names.isEmpty() ? columns : renamed(columns, names));
        } else {
            String name = from instanceof SqlIdentifier table ? table.names.get(table.names.size() - 1) : "";
            scope.add(name.isEmpty() ? "(" + System.identityHashCode(from) : name, relation(from, scope, true));
        }
    }

    private Columns relation(SqlNode node, Scope scope, boolean isNamedByItself) {
        if (node instanceof SqlIdentifier) {
            return table(node, scope);
        }
        if (node.getKind() == SqlKind.TABLE_REF || node.getKind() == SqlKind.LATERAL) {
            return relation(((SqlCall) node).operand(0), scope, isNamedByItself);
        }
        if (Edits.isQuery(node) || node.getKind() == SqlKind.VALUES) {
            return visit(node, scope, isNamedByItself);
        }
        return Columns.UNKNOWN;
    }

    private Columns table(SqlNode node, Scope scope) {
        if (!(node instanceof SqlIdentifier name)) {
            return Columns.UNKNOWN;
        }
        Optional<Columns> named = name.isSimple() ? scope.named(name.getSimple()) : Optional.empty();
        return named.orElseGet(() -> {
            Map<String, ColumnKind> columns = tables.of(name.names);
            return new Columns(columns.entrySet().stream()
                    .map(column -> new Column(column.getKey(), column.getValue()))
                    .toList());
        });
    }

    private static Columns renamed(Columns columns, List<String> names) {
        if (columns.all().size() != names.size()) {
            return Columns.UNKNOWN;
        }
        List<Column> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(new Column(names.get(i), columns.all().get(i).kind()));
        }
        return new Columns(renamed);
    }

    private static List<String> names(@Nullable SqlNodeList list) {
        return list == null
                ? List.of()
                : list.stream().map(name -> ((SqlIdentifier) name).getSimple()).toList();
    }

    /** Has a query answer a uuid as text. */
    void asText(SqlNode query, int index, boolean keepsName) {
        if (query instanceof SqlOrderBy ordered) {
            asText(ordered.query, index, keepsName);
        } else if (query instanceof SqlWith with) {
            asText(with.body, index, keepsName);
        } else if (query instanceof SqlSelect select
                && index < select.getSelectList().size()) {
            SqlNode item = select.getSelectList().get(index);
            boolean isAliased = item.getKind() == SqlKind.AS;
            SqlNode expression = isAliased ? ((SqlCall) item).operand(0) : item;
            if (expression instanceof SqlIdentifier name && !name.isStar()) {
                String kept = keepsName && !isAliased ? " AS \"" + name.names.get(name.names.size() - 1) + '"' : "";
                edits.wrap(expression, "CAST(", " AS varchar)" + kept, Expressions.UUID_AS_TEXT);
            }
        } else if (query instanceof SqlCall call && query.isA(SqlKind.SET_QUERY)) {
            call.getOperandList().forEach(branch -> asText(branch, index, keepsName));
        }
    }
}
