package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.problem.Reason;

/**
 * Says of a column that two tables are joined USING which table's it is, as the validator takes it for ambiguous outside
 * of the SELECT list. Where that can't be told, the column stays as it is.
 */
final class UsingColumns extends SqlBasicVisitor<@Nullable Void> {
    private final Query query;

    private UsingColumns(Query query) {
        this.query = query;
    }

    /** Changes the statement itself. */
    static void qualify(SqlNode statement, Query query) {
        statement.accept(new UsingColumns(query));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
            Map<String, SqlNode> columns = columns(select);
            for (int i = 0; i < ordered.orderList.size(); i++) {
                SqlNode key = ordered.orderList.get(i);
                if (!isSelected(select, key)) {
                    ordered.orderList.set(i, replaced(key, columns));
                }
            }
        }
        if (call instanceof SqlSelect select) {
            qualify(select, columns(select));
            SqlNode from = select.getFrom();
            while (from instanceof SqlJoin join) {
                if (using(join).stream().anyMatch(name -> isOfRightSide(join.getLeft(), name))) {
                    joinOn(join, select);
                }
                from = join.getLeft();
            }
        }
        return super.visit(call);
    }

    /** Whether a column of USING is not, or not always, the one of the first table, which the validator takes. */
    private static boolean isOfRightSide(SqlNode from, SqlIdentifier name) {
        return from instanceof SqlJoin join
                && using(join).stream().anyMatch(one -> key(one).equals(key(name)))
                && (join.getJoinType() == JoinType.RIGHT
                        || join.getJoinType() == JoinType.FULL
                        || isOfRightSide(join.getLeft(), name));
    }

    private void joinOn(SqlJoin join, SqlSelect select) {
        SqlParserPos at = join.getParserPosition();
        boolean isStar =
                select.getSelectList().stream().anyMatch(item -> item instanceof SqlIdentifier name && name.isStar());
        List<SqlNode> equal = new ArrayList<>();
        for (SqlIdentifier name : using(join)) {
            Optional<SqlNode> left = column(join.getLeft(), name);
            Optional<SqlNode> right = column(join.getRight(), name);
            if (isStar || left.isEmpty() || right.isEmpty()) {
                throw query.problem(
                        Reason.NOT_SUPPORTED,
                        name.getParserPosition(),
                        "\"*\" with another USING (" + name.getSimple()
                                + ") after a RIGHT or FULL JOIN is not supported;" + " name the columns, or write ON");
            }
            equal.add(SqlStdOperatorTable.EQUALS.createCall(at, left.get(), right.get()));
        }
        join.setOperand(4, JoinConditionType.ON.symbol(at));
        join.setOperand(
                5,
                equal.stream()
                        .reduce((one, other) -> SqlStdOperatorTable.AND.createCall(at, one, other))
                        .orElseThrow());
    }

    /** Whether a key of ORDER BY is a column of the result, with or without a direction. */
    private static boolean isSelected(SqlSelect select, SqlNode key) {
        if (key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST) {
            return isSelected(select, ((SqlCall) key).operand(0));
        }
        return key instanceof SqlIdentifier name
                && name.isSimple()
                && select.getSelectList().stream().anyMatch(item -> {
                    SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
                    return named instanceof SqlIdentifier column
                            && column.names.get(column.names.size() - 1).equalsIgnoreCase(name.getSimple());
                });
    }

    private static void qualify(SqlSelect select, Map<String, SqlNode> columns) {
        if (columns.isEmpty()) {
            return;
        }
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            boolean isName = item instanceof SqlIdentifier name && columns.containsKey(key(name));
            SqlNode column = replaced(item, columns);
            items.set(i, isName ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), column, item) : column);
        }
        if (select.getWhere() != null) {
            select.setWhere(replaced(select.getWhere(), columns));
        }
        if (select.getGroup() != null) {
            select.setGroupBy((SqlNodeList) replaced(select.getGroup(), columns));
        }
        if (select.getHaving() != null) {
            select.setHaving(replaced(select.getHaving(), columns));
        }
    }

    private static String key(SqlIdentifier name) {
        return name.isSimple() ? name.getSimple().toLowerCase(Locale.ROOT) : "";
    }

    /** What each column of USING is, by its name in lower case. */
    private static Map<String, SqlNode> columns(SqlSelect select) {
        Map<String, SqlNode> columns = new LinkedHashMap<>();
        SqlNode from = select.getFrom();
        while (from instanceof SqlJoin join) {
            using(join).forEach(name -> column(join, name).ifPresent(column -> columns.putIfAbsent(key(name), column)));
            from = join.getLeft();
        }
        return columns;
    }

    private static List<SqlIdentifier> using(SqlJoin join) {
        return join.getCondition() instanceof SqlNodeList names
                ? names.stream().map(SqlIdentifier.class::cast).toList()
                : List.of();
    }

    private static Optional<SqlNode> column(SqlNode from, SqlIdentifier name) {
        if (!(from instanceof SqlJoin join)) {
            return table(from)
                    .map(table -> new SqlIdentifier(List.of(table, name.getSimple()), name.getParserPosition()));
        }
        if (using(join).stream().noneMatch(one -> key(one).equals(key(name)))) {
            return Optional.empty();
        }
        Optional<SqlNode> left = column(join.getLeft(), name);
        Optional<SqlNode> right = column(join.getRight(), name);
        return switch (join.getJoinType()) {
            case INNER -> left.isPresent() ? left : right;
            case LEFT -> left;
            case RIGHT -> right;
            case FULL ->
                left.flatMap(one ->
                        right.map(other -> SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, one, other)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> table(SqlNode from) {
        SqlNode named = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
        return named instanceof SqlIdentifier table
                ? Optional.of(table.names.get(table.names.size() - 1))
                : Optional.empty();
    }

    /** With the columns in the place of their names, but not in sub-queries, which have names of their own. */
    private static SqlNode replaced(SqlNode node, Map<String, SqlNode> columns) {
        SqlNode replaced = node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier name) {
                SqlNode column = columns.get(key(name));
                return column == null ? name : column.clone(name.getParserPosition());
            }

            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                if (call instanceof SqlSelect) {
                    return call;
                }
                return call.getKind() == SqlKind.AS
                        ? SqlStdOperatorTable.AS.createCall(
                                call.getParserPosition(), replaced(call.operand(0), columns), call.operand(1))
                        : super.visit(call);
            }
        });
        return replaced == null ? node : replaced;
    }
}
