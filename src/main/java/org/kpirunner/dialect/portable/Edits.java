package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.Token;
import org.kpirunner.dialect.Tokens;

/** What is changed in the text of a query; the rest stays as it was written. */
final class Edits {
    private final Query query;
    private final String sql;
    private final List<Token> tokens;
    private final TreeMap<Integer, StringBuilder> closing = new TreeMap<>();
    private final TreeMap<Integer, StringBuilder> opening = new TreeMap<>();
    private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();
    private final Set<List<Object>> wraps = new HashSet<>();
    private final Set<String> changes = new LinkedHashSet<>();

    Edits(Query query) {
        this.query = query;
        this.sql = query.sql();
        this.tokens = Tokens.of(sql);
    }

    /** A part of the text, from its first character to the one after its last. */
    record Range(int start, int end) {}

    private record Replacement(int end, String text) {}

    List<Token> tokens() {
        return tokens;
    }

    String written(Range range) {
        return sql.substring(range.start, range.end);
    }

    /** Puts something around an expression; the same thing only once. */
    void wrap(SqlNode node, String before, String after, String why) {
        Range range = isQuery(node) ? withParentheses(range(node)) : range(node);
        if (wraps.add(List.of(range, before, after))) {
            opening.computeIfAbsent(range.start, at -> new StringBuilder()).insert(0, before);
            closing.computeIfAbsent(range.end, at -> new StringBuilder()).append(after);
            changes.add(why);
        }
    }

    /** Replaces a part; what was changed inside it is lost. */
    void replace(Range range, String text, String why) {
        if (!written(range).equals(text)) {
            replacements.put(range.start, new Replacement(range.end, text));
            changes.add(why);
        }
    }

    /** Where an expression stands, with the parentheses that have a part of it inside. */
    Range range(SqlNode node) {
        List<SqlParserPos> places = new ArrayList<>();
        collect(node, places);
        int start = places.stream().mapToInt(query::start).min().orElseThrow();
        int end = places.stream().mapToInt(query::end).max().orElseThrow();
        return balanced(start, end);
    }

    /** A call with FILTER or OVER begins before the place that the parser gives it. */
    private static void collect(SqlNode node, List<SqlParserPos> places) {
        if (node.getParserPosition().getLineNum() > 0) {
            places.add(node.getParserPosition());
        }
        if (node instanceof SqlCall call) {
            call.getOperandList().stream()
                    .filter(operand -> operand != null)
                    .forEach(operand -> collect(operand, places));
        } else if (node instanceof SqlNodeList list) {
            list.stream().filter(item -> item != null).forEach(item -> collect(item, places));
        }
    }

    private Range balanced(int start, int end) {
        int open = 0;
        int missing = 0;
        for (Token token : tokens) {
            if (token.start() >= start && token.end() <= end) {
                if (token.is("(")) {
                    open++;
                } else if (token.is(")") && open > 0) {
                    open--;
                } else if (token.is(")")) {
                    missing++;
                }
            }
        }
        return new Range(missing == 0 ? start : before(start, missing), open == 0 ? end : after(end, open));
    }

    private int before(int start, int missing) {
        int left = missing;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.end() <= start) {
                left += token.is(")") ? 1 : token.is("(") ? -1 : 0;
                if (left == 0) {
                    return token.start();
                }
            }
        }
        return start;
    }

    private int after(int end, int open) {
        int left = open;
        for (Token token : tokens) {
            if (token.start() >= end) {
                left += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                if (left == 0) {
                    return token.end();
                }
            }
        }
        return end;
    }

    private Range withParentheses(Range range) {
        return new Range(before(range.start, 1), after(range.end, 1));
    }

    static boolean isQuery(SqlNode node) {
        return node.getKind() == SqlKind.WITH || (node.isA(SqlKind.QUERY) && node.getKind() != SqlKind.VALUES);
    }

    /** A part of the text as it has become. */
    String changed(Range range) {
        StringBuilder text = new StringBuilder();
        write(range.start, range.end, text, new ArrayList<>());
        return text.toString();
    }

    private void write(int start, int end, StringBuilder text, List<Integer> origins) {
        int at = start;
        while (at <= end) {
            // What closes at the start of a part, or opens at its end, is not inside it.
            add(at > start ? closing.get(at) : null, at, text, origins);
            if (at == end) {
                return;
            }
            add(opening.get(at), at, text, origins);
            Replacement replacement = replacements.get(at);
            if (replacement != null) {
                add(replacement.text, at, text, origins);
                at = replacement.end;
            } else {
                text.append(sql.charAt(at));
                origins.add(at++);
            }
        }
    }

    private static void add(@Nullable CharSequence what, int at, StringBuilder text, List<Integer> origins) {
        if (what != null) {
            text.append(what);
            what.chars().forEach(letter -> origins.add(at));
        }
    }

    PortableQuery result() {
        StringBuilder text = new StringBuilder();
        List<Integer> origins = new ArrayList<>();
        write(0, sql.length(), text, origins);
        origins.add(sql.length());
        return new PortableQuery(text.toString(), origins, List.copyOf(changes));
    }
}
