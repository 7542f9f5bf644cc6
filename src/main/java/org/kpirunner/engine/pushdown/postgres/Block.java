package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SELECT in the making: each operator adds its clause while the clauses before it allow that. */
final class Block {
    /** What is selected, as expressions over FROM, or over the groups. */
    List<Sql> fields;

    /** Empty where nothing is read from. */
    final String from;

    final List<String> where = new ArrayList<>();

    @Nullable
    String groupBy;

    final List<String> having = new ArrayList<>();
    List<String> orderBy = List.of();
    String limit = "";
    boolean isGrouped;
    boolean hasWindows;

    /** Whether FROM is a join, which another one must not pull apart. */
    boolean isJoin;

    Block(String from, List<Sql> fields) {
        this.from = from;
        this.fields = List.copyOf(fields);
    }

    /** Whether there is nothing but FROM and fields. */
    boolean isPlain() {
        return where.isEmpty() && !isGrouped && orderBy.isEmpty() && limit.isEmpty() && !hasWindows;
    }

    /** Whether rows can still be left out by a condition. */
    boolean takesFilter() {
        return limit.isEmpty() && !hasWindows;
    }

    /** Whether its rows can be grouped. */
    boolean takesGroups() {
        return !isGrouped && limit.isEmpty() && !hasWindows;
    }

    /** Whether window functions would see exactly its rows. */
    boolean takesWindows() {
        return limit.isEmpty() && !hasWindows;
    }

    void filter(String condition) {
        (isGrouped ? having : where).add(condition);
    }

    /** The statement, its columns named where names are given. */
    String select(List<String> names) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String text = fields.get(i).text();
            boolean isNamed = names.isEmpty() || text.endsWith("." + names.get(i));
            columns.add(isNamed ? text : text + " AS " + names.get(i));
        }
        StringBuilder sql = new StringBuilder("SELECT").append(columns.isEmpty() ? "" : " ");
        sql.append(String.join(", ", columns));
        clause(sql, "FROM", from);
        clause(sql, "WHERE", conjunction(where));
        clause(sql, "GROUP BY", groupBy == null ? "" : groupBy);
        clause(sql, "HAVING", conjunction(having));
        clause(sql, "ORDER BY", String.join(", ", orderBy));
        return limit.isEmpty() ? sql.toString() : sql + " " + limit;
    }

    private static String conjunction(List<String> conditions) {
        return String.join(" AND ", conditions);
    }

    private static void clause(StringBuilder sql, String word, String text) {
        if (!text.isEmpty()) {
            sql.append(' ').append(word).append(' ').append(text);
        }
    }
}
