package org.kpirunner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a statement of Postgres' own dialect, which is one table of a larger statement: it must be one whole query
 * that reads. What a function does that it calls is for the rights of the user to decide.
 */
final class PassedSql {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Set<String> LOCKS = Set.of("UPDATE", "SHARE", "NO", "KEY");

    /** What stands for any quoted text, name or number. */
    private static final String OTHER = "'";

    private final String sql;
    private final List<String> tokens = new ArrayList<>();
    private int position;

    private PassedSql(String sql) {
        this.sql = sql;
    }

    /** Why it must not be sent; empty if it may. */
    static Optional<String> whyNotReading(String sql) {
        PassedSql passed = new PassedSql(sql);
        while (passed.position < sql.length()) {
            if (!passed.readOne()) {
                return Optional.of("a text, name or comment has no end");
            }
        }
        return passed.problem();
    }

    private boolean readOne() {
        char c = sql.charAt(position);
        Matcher dollar = DOLLAR_QUOTE.matcher(sql).region(position, sql.length());
        Matcher word = WORD.matcher(sql).region(position, sql.length());
        if (Character.isWhitespace(c)) {
            position++;
            return true;
        }
        if (sql.startsWith("--", position)) {
            int end = sql.indexOf('\n', position);
            position = end < 0 ? sql.length() : end;
            return true;
        }
        if (sql.startsWith("/*", position)) {
            return comment();
        }
        if (c == '\'' || c == '"') {
            return quoted(c, false);
        }
        if (dollar.lookingAt()) {
            return after(dollar.group(), dollar.end());
        }
        if (word.lookingAt()) {
            position = word.end();
            boolean escapes = word.group().equalsIgnoreCase("E") && sql.startsWith("'", position);
            tokens.add(word.group().toUpperCase(Locale.ROOT));
            return !escapes || quoted('\'', true);
        }
        tokens.add(String.valueOf(c));
        position++;
        return true;
    }

    /** Comments are within each other. */
    private boolean comment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < sql.length());
        return depth == 0;
    }

    private boolean quoted(char quote, boolean escapes) {
        tokens.add(OTHER);
        for (position++; position < sql.length(); position++) {
            if (escapes && sql.charAt(position) == '\\') {
                position++;
            } else if (sql.charAt(position) == quote) {
                position++;
                if (!sql.startsWith(String.valueOf(quote), position)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean after(String end, int from) {
        tokens.add(OTHER);
        int found = sql.indexOf(end, from);
        position = found < 0 ? sql.length() : found + end.length();
        return found >= 0;
    }

    private Optional<String> problem() {
        String first =
                tokens.stream().filter(token -> !token.equals("(")).findFirst().orElse("nothing");
        if (!Words.FIRST.contains(first)) {
            return Optional.of(
                    Words.NOT_READING.contains(first)
                            ? NotReading.message(first)
                            : "a query begins with SELECT, WITH, VALUES or TABLE, not with \"" + first + "\"");
        }
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth < 0) {
                return Optional.of("a \")\" has no \"(\" before it");
            }
            if (token.equals(";")) {
                return Optional.of("it must be one statement, without \";\"");
            }
            if (token.equals("INTO")
                    || (CHANGES.contains(token) && i > 0 && tokens.get(i - 1).equals("("))) {
                return Optional.of(NotReading.message(token));
            }
            if (token.equals("FOR") && i + 1 < tokens.size() && LOCKS.contains(tokens.get(i + 1))) {
                return Optional.of("\"FOR " + tokens.get(i + 1) + "\" locks rows, which does more than read");
            }
        }
        return depth == 0 ? Optional.empty() : Optional.of("a \"(\" has no \")\"");
    }
}
