package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Token;
import org.kpirunner.dialect.portable.Edits.Range;
import org.kpirunner.dialect.portable.ShortQuery.Block;

/**
 * Puts groups with their counts in the place of a table that is grouped and counted as a whole: what computes with
 * groups and counts stays as it is.
 */
final class GroupedTable {
    private static final Set<String> COMPUTING = Set.of("round", "coalesce", "nullif", "abs", "cast", "try_cast");
    private static final Set<SqlKind> PLAIN = Set.of(
            SqlKind.AS,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.MINUS_PREFIX,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.BETWEEN,
            SqlKind.CAST,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF,
            SqlKind.DESCENDING,
            SqlKind.NULLS_FIRST,
            SqlKind.NULLS_LAST);
    private static final Set<String> AFTER_GROUPS =
            Set.of("HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT", ";");

    private final Edits edits;
    private final TableQuestion.Answers answers;
    private final SqlSelect select;
    private final SqlNodeList order;
    private final FromItem item;
    private final List<SqlNode> keys = new ArrayList<>();
    private final List<SqlNode> counts = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();

    GroupedTable(Edits edits, TableQuestion.Answers answers, Block block, FromItem item) {
        this.edits = edits;
        this.answers = answers;
        this.select = block.select();
        this.order = block.order();
        this.item = item;
    }

    boolean replace() {
        boolean isAlone = select.getFrom() == item.relation()
                || (select.getFrom() instanceof SqlCall named
                        && named.getKind() == SqlKind.AS
                        && named.operand(0) == item.relation());
        if (!isAlone || select.isDistinct() || !select.getWindowList().isEmpty() || !isCounted()) {
            return false;
        }
        Optional<String> relation = answers.to(question());
        relation.ifPresent(this::put);
        return relation.isPresent();
    }

    /** Whether groups and counts are all that it computes with. */
    private boolean isCounted() {
        for (SqlNode key : select.getGroup() == null ? SqlNodeList.EMPTY : select.getGroup()) {
            keys.add(meant(key));
        }
        select.getSelectList().forEach(one -> {
            if (one.getKind() == SqlKind.AS) {
                aliases.add(((SqlCall) one).operand(1).toString().toLowerCase(Locale.ROOT));
            }
        });
        boolean isCounted = isComputed(select.getSelectList(), false)
                && (select.getHaving() == null || isComputed(select.getHaving(), false))
                && isComputed(order, true);
        return isCounted && !(keys.isEmpty() && counts.isEmpty());
    }

    /** A number or an alias stands for an item of the SELECT list. */
    private SqlNode meant(SqlNode key) {
        if (key instanceof SqlLiteral place
                && place.toValue() != null
                && place.toValue().matches("[1-9]\\d{0,3}")) {
            int index = Integer.parseInt(place.toValue()) - 1;
            return index < select.getSelectList().size()
                    ? unnamed(select.getSelectList().get(index))
                    : key;
        }
        return key;
    }

    private static SqlNode unnamed(SqlNode one) {
        return one.getKind() == SqlKind.AS ? ((SqlCall) one).operand(0) : one;
    }

    private boolean isComputed(SqlNode node, boolean isOrder) {
        if (node instanceof SqlNodeList list) {
            return list.stream().allMatch(part -> isComputed(part, isOrder));
        }
        if (Aggregates.isCount(node)) {
            if (counts.stream().noneMatch(count -> count == node)) {
                counts.add(node);
            }
            return true;
        }
        if (key(node).isPresent()
                || (node instanceof SqlLiteral)
                || node instanceof SqlDataTypeSpec
                || node instanceof SqlIntervalQualifier) {
            return true;
        }
        if (node instanceof SqlIdentifier name) {
            return isOrder
                    && name.isSimple()
                    && aliases.contains(name.getSimple().toLowerCase(Locale.ROOT));
        }
        return node instanceof SqlCall call
                && isPlain(call)
                && operands(call).stream().allMatch(part -> isComputed(part, isOrder));
    }

    private static boolean isPlain(SqlCall call) {
        return PLAIN.contains(call.getKind())
                || SqlKind.COMPARISON.contains(call.getKind())
                || COMPUTING.contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
    }

    private static List<SqlNode> operands(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        List<@Nullable SqlNode> all = call.getOperandList();
        for (int i = 0; i < all.size(); i++) {
            SqlNode operand = all.get(i);
            boolean isName = call.getKind() == SqlKind.AS && i > 0;
            if (operand != null && !isName) {
                operands.add(operand);
            }
        }
        return operands;
    }

    private Optional<Integer> key(SqlNode node) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == node || keys.get(i).equalsDeep(node, Litmus.IGNORE)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private TableQuestion question() {
        List<String> items = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            items.add(written(keys.get(i)));
            names.add(name(i));
        }
        for (int i = 0; i < counts.size(); i++) {
            items.add(written(counts.get(i)));
            names.add("count " + i);
        }
        String groups = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", items.subList(0, keys.size()));
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
        return keys.get(key) instanceof SqlIdentifier column
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
        for (int i = 0; i < counts.size(); i++) {
            edits.replace(edits.range(counts.get(i)), "\"count " + i + '"', why);
        }
        int index = 0;
        for (SqlNode one : select.getSelectList()) {
            replaceKeys(one, why);
            boolean isReplaced = Aggregates.isCount(one) || (key(one).isPresent() && !(one instanceof SqlIdentifier));
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
        Optional<Integer> key = key(node);
        if (key.isPresent()) {
            if (!(node instanceof SqlIdentifier)) {
                edits.replace(edits.range(node), '"' + name(key.get()) + '"', why);
            }
        } else if (node instanceof SqlNodeList list) {
            list.forEach(part -> replaceKeys(part, why));
        } else if (node instanceof SqlCall call && !Aggregates.isCount(node)) {
            operands(call).forEach(part -> replaceKeys(part, why));
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
