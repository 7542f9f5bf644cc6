package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.portable.ShortQuery.Block;

/**
 * Puts in the place of a table those of its rows and columns that its query needs: rows that are alike come once, with
 * how many they are, and are repeated there. So the relation has the same rows, and the query around it stays as it is.
 */
final class NarrowedTable {
    private final Edits edits;
    private final TableQuestion.Answers answers;
    private final Block block;
    private final FromItem item;
    private final UsedColumns used;

    NarrowedTable(Edits edits, TableColumns tables, TableQuestion.Answers answers, Block block, FromItem item) {
        this.edits = edits;
        this.answers = answers;
        this.block = block;
        this.item = item;
        this.used = new UsedColumns(tables, FromItem.of(block.select().getFrom()), item);
    }

    boolean replace() {
        SqlSelect select = block.select();
        if (block.isWhole() && select.getGroup() == null && !select.isDistinct() && !Aggregates.in(select)) {
            return false;
        }
        List<SqlNode> conditions = item.isInner() ? conditions(select.getWhere()) : List.of();
        if (replace(conditions)) {
            return true;
        }
        // Each alone may be possible where all together are not.
        List<SqlNode> possible = conditions.size() < 2
                ? List.of()
                : conditions.stream().filter(this::isPossible).toList();
        return !conditions.isEmpty() && replace(possible);
    }

    private boolean isPossible(SqlNode condition) {
        return answers.to(question(List.of(), List.of(condition))).isPresent();
    }

    private boolean replace(List<SqlNode> conditions) {
        Optional<Set<String>> columns = used.of(parts(conditions));
        Optional<String> relation = columns.flatMap(names -> answers.to(question(List.copyOf(names), conditions)));
        relation.ifPresent(text -> {
            String table = String.join(".", item.identifier().names);
            String why = "of " + table
                    + " only the rows and columns that matter are asked for, and those that are alike once";
            conditions.forEach(condition -> edits.replace(edits.range(condition), "true", why));
            edits.replace(
                    edits.range(item.identifier()), text + (item.isAliased() ? "" : " AS \"" + item.name() + '"'), why);
        });
        return relation.isPresent();
    }

    private TableQuestion question(List<String> columns, List<SqlNode> conditions) {
        String keys = columns.stream().map(NarrowedTable::quoted).collect(Collectors.joining(", "));
        String where = conditions.stream()
                .map(condition -> '(' + edits.written(edits.range(condition)) + ')')
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT " + (keys.isEmpty() ? "" : keys + ", ") + "COUNT(*) FROM "
                + edits.written(edits.range(item.identifier())) + " AS " + quoted(item.name())
                + (where.isEmpty() ? "" : " WHERE " + where)
                + (keys.isEmpty() ? "" : " GROUP BY " + keys);
        return new TableQuestion(item.identifier().names, sql, columns, true);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Those that must all be true, about this table alone. */
    private List<SqlNode> conditions(@Nullable SqlNode where) {
        List<SqlNode> conditions = new ArrayList<>();
        if (where != null && where.getKind() == SqlKind.AND) {
            ((SqlCall) where).getOperandList().forEach(part -> conditions.addAll(conditions(part)));
        } else if (where != null && used.isOnlyOf(where)) {
            conditions.add(where);
        }
        return conditions;
    }

    /** All that may name a column, without the conditions. */
    private List<SqlNode> parts(List<SqlNode> conditions) {
        List<SqlNode> parts = new ArrayList<>();
        parts.add(block.select().getSelectList());
        parts.add(block.order());
        add(parts, block.select().getFrom());
        add(parts, block.select().getGroup());
        add(parts, block.select().getHaving());
        add(parts, block.select().getWindowList());
        addAllBut(conditions, block.select().getWhere(), parts);
        return parts;
    }

    private static void add(List<SqlNode> parts, @Nullable SqlNode part) {
        if (part != null) {
            parts.add(part);
        }
    }

    private static void addAllBut(List<SqlNode> conditions, @Nullable SqlNode where, List<SqlNode> parts) {
        if (where == null || conditions.stream().anyMatch(condition -> condition == where)) {
            return;
        }
        if (where.getKind() == SqlKind.AND) {
            ((SqlCall) where).getOperandList().forEach(part -> addAllBut(conditions, part, parts));
        } else {
            parts.add(where);
        }
    }
}
