package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens, as a locale writes numbers and separates arguments. */
final class Lexer {
    private static final String TITLE = "(?:(?:'(?:[^']|'')+'|[A-Za-z_]\\w*)!)?";
    private static final String REFERENCE = TITLE
            + "(?:\\$?[A-Za-z]{1,3}\\$?[0-9]+(?::\\$?[A-Za-z]{1,3}(?:\\$?[0-9]+)?|:\\$?[0-9]+)?"
            + "|\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}(?:\\$?[0-9]+)?|\\$?[0-9]+:\\$?[0-9]+)(?![\\w(])";
    private static final Pattern POINT = pattern('.');
    private static final Pattern COMMA = pattern(',');

    private Lexer() {}

    /** The tokens of a formula without its equals sign; empty where it has a character that no token begins with. */
    static List<Token> tokens(String text, char decimal) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = (decimal == ',' ? COMMA : POINT).matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Broken();
            }
            tokens.add(new Token(kind(matcher), matcher.group()));
            at = matcher.end();
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            if (matcher.group(kind.name()) != null) {
                return kind;
            }
        }
        throw new IllegalStateException(matcher.group());
    }

    private static Pattern pattern(char decimal) {
        String fraction = "(?:" + Pattern.quote(Character.toString(decimal)) + "[0-9]+)?";
        String separators = decimal == ',' ? "[;(){}\\\\]" : "[,;(){}\\\\]";
        return Pattern.compile("(?<SPACE>\\s+)|(?<STRING>\"(?:[^\"]|\"\")*\")|(?<REFERENCE>" + REFERENCE
                + ")|(?<NUMBER>[0-9]+" + fraction + "(?:[eE][+-]?[0-9]+)?)|(?<NAME>[A-Za-z_][\\w.]*)"
                + "|(?<OPERATOR><>|<=|>=|[-+*/^&=<>%])|(?<MARK>" + separators + ")");
    }

    /** A piece of a formula. */
    record Token(Kind kind, String text) {}

    /** What a token is; a group of the pattern. */
    enum Kind {
        SPACE,
        STRING,
        REFERENCE,
        NUMBER,
        NAME,
        OPERATOR,
        MARK
    }

    /** A formula that cannot be read. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super(null, null, false, false);
        }
    }
}
