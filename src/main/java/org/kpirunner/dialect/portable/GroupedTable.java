package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.kpirunner.dialect.Token;
import org.kpirunner.dialect.portable.Edits.Range;
import org.kpirunner.dialect.portable.ShortQuery.Block;

/**
 * Puts groups with their counts in the place of a table that is grouped and counted as a whole: what computes with
 * groups and counts stays as it is.
 */
final class GroupedTable {
    private static final Set<String> AFTER_GROUPS =
            Set.of("HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT", ";");

    private final Edits edits;
    private final TableQuestion.Answers answers;
    private final SqlSelect select;
    private final SqlNodeList order;
    private final FromItem item;
    private final CountedBlock counted;

    private GroupedTable(Edits edits, TableQuestion.Answers answers, Block block, FromItem item, CountedBlock counted) {
        this.edits = edits;
        this.answers = answers;
        this.select = block.select();
        this.order = block.order();
        this.item = item;
        this.counted = counted;
    }

    /** Whether it was possible. */
    static boolean replace(Edits edits, TableQuestion.Answers answers, Block block, FromItem item) {
        SqlNode from = block.select().getFrom();
        boolean isAlone = from == item.relation()
                || (from instanceof SqlCall named
                        && named.getKind() == SqlKind.AS
                        && named.operand(0) == item.relation());
        return isAlone
                && CountedBlock.of(block)
                        .filter(counted -> new GroupedTable(edits, answers, block, item, counted).replace())
                        .isPresent();
    }

    private boolean replace() {
        Optional<String> relation = answers.to(question());
        relation.ifPresent(this::put);
        return relation.isPresent();
    }

    private TableQuestion question() {
        List<String> items = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < counted.keys().size(); i++) {
            items.add(written(counted.keys().get(i)));
            names.add(name(i));
        }
        for (int i = 0; i < counted.counts().size(); i++) {
            items.add(written(counted.counts().get(i)));
            names.add("count " + i);
        }
        String groups = counted.keys().isEmpty()
                ? ""
                : " GROUP BY "
                        + String.join(", ", items.subList(0, counted.keys().size()));
        String where = select.getWhere() == null ? "" : " WHERE (" + written(select.getWhere()) + ")";
        String sql = "SELECT " + String.join(", ", items) + " FROM " + written(item.identifier()) + " AS \""
                + item.name() + '"' + where + groups;
        return new TableQuestion(item.identifier().names, sql, names, false);
    }

    private String written(SqlNode node) {
        return edits.written(edits.range(node));
    }

    /** A column keeps its name, so that those who ask for it find it. */
    private String name(int key) {
        return counted.keys().get(key) instanceof SqlIdentifier column
                ? column.names.get(column.names.size() - 1)
                : "group " + key;
    }

    private void put(String relation) {
        String why = "of " + String.join(".", item.identifier().names) + " only groups and their counts are asked for";
        int start = edits.range(item.identifier()).start();
        Token next = afterGroups(start);
        Token last = edits.tokens().stream()
                .filter(token -> token.end() <= next.start())
                .reduce((one, other) -> other)
                .orElseThrow();
        for (int i = 0; i < counted.counts().size(); i++) {
            edits.replace(edits.range(counted.counts().get(i)), "\"count " + i + '"', why);
        }
        int index = 0;
        for (SqlNode one : select.getSelectList()) {
            replaceKeys(one, why);
            boolean isReplaced =
                    Aggregates.isCount(one) || (counted.key(one).isPresent() && !(one instanceof SqlIdentifier));
            if (isReplaced) {
                edits.wrap(
                        one,
                        "",
                        " AS \"EXPR$" + index + '"',
                        "a column without a name gets it: AS \"EXPR$" + index + '"');
            }
            index++;
        }
        if (select.getHaving() != null) {
            replaceKeys(select.getHaving(), why);
        }
        replaceKeys(order, why);
        edits.replace(new Range(start, last.end()), relation + " AS \"" + item.name() + '"', why);
        if (next.is("HAVING")) {
            edits.replace(new Range(next.start(), next.end()), "WHERE", why);
        }
    }

    private void replaceKeys(SqlNode node, String why) {
        Optional<Integer> key = counted.key(node);
        if (key.isPresent()) {
            if (!(node instanceof SqlIdentifier)) {
                edits.replace(edits.range(node), '"' + name(key.get()) + '"', why);
            }
        } else if (node instanceof SqlNodeList list) {
            list.forEach(part -> replaceKeys(part, why));
        } else if (node instanceof SqlCall call && !Aggregates.isCount(node)) {
            CountedBlock.operands(call).forEach(part -> replaceKeys(part, why));
        }
    }

    /** What follows FROM, WHERE and GROUP BY. */
    private Token afterGroups(int start) {
        int depth = 0;
        for (Token token : edits.tokens()) {
            if (token.start() < start) {
                continue;
            }
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            }
            if (depth < 0 || token.kind() == Token.Kind.END || (depth == 0 && token.isOneOf(AFTER_GROUPS))) {
                return token;
            }
        }
        throw new IllegalStateException("a query has no end");
    }
}
