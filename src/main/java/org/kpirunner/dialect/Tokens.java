package org.kpirunner.dialect;

import java.util.ArrayList;
import java.util.List;
import org.kpirunner.problem.Reason;

/** Cuts the text of a query into tokens, so that it can be looked at before it is parsed. */
public final class Tokens {
    private final Text text;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Tokens(Text text) {
        this.text = text;
        this.sql = text.characters();
    }

    /** The tokens of a query without comments; the last one is the END. */
    public static List<Token> of(String sql) {
        return of(new Text(sql));
    }

    static List<Token> of(Text text) {
        Tokens reading = new Tokens(text);
        while (reading.position < reading.sql.length()) {
            reading.readOne();
        }
        reading.add(Token.Kind.END, reading.position);
        return reading.tokens;
    }

    private void readOne() {
        int start = position;
        char c = sql.charAt(start);
        if (Character.isWhitespace(c)) {
            position++;
        } else if (sql.startsWith("--", start)) {
            skipToEndOfLine();
        } else if (sql.startsWith("/*", start)) {
            position = after("*/", start + 2, start, "comment", "*/");
        } else if (c == '\'') {
            quoted('\'', Token.Kind.STRING, "text");
        } else if (c == '"') {
            quoted('"', Token.Kind.QUOTED_NAME, "name");
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            skipWhile(false);
            add(Token.Kind.WORD, start);
        } else if (Character.isDigit(c)) {
            skipWhile(true);
            add(Token.Kind.NUMBER, start);
        } else {
            position++;
            add(Token.Kind.SIGN, start);
        }
    }

    private void skipToEndOfLine() {
        while (position < sql.length() && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
            position++;
        }
    }

    private void quoted(char quote, Token.Kind kind, String what) {
        int start = position;
        int from = start + 1;
        while (true) {
            position = after(String.valueOf(quote), from, start, what, String.valueOf(quote));
            if (position >= sql.length() || sql.charAt(position) != quote) {
                break;
            }
            from = position + 1;
        }
        add(kind, start);
    }

    private int after(String end, int from, int start, String what, String shown) {
        int found = sql.indexOf(end, from);
        if (found < 0) {
            throw text.problem(Reason.SYNTAX_ERROR, start, "the " + what + " that begins here has no closing " + shown);
        }
        return found + end.length();
    }

    private void skipWhile(boolean number) {
        while (position < sql.length()
                && (Character.isJavaIdentifierPart(sql.charAt(position)) || (number && sql.charAt(position) == '.'))) {
            position++;
        }
    }

    private void add(Token.Kind kind, int start) {
        tokens.add(new Token(kind, sql.substring(start, position), start, position));
    }
}
