package org.kpirunner.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;

/**
 * Rewrites what our parser does not know into what it knows: comments become blanks, names that it reserves are quoted,
 * Trino's types and AT TIME ZONE take the parser's form.
 */
final class Preparation {
    /** A pair of parentheses around the token being looked at. */
    private static final class Frame {
        private final boolean cast;
        private final String closing;
        private boolean type;

        private Frame(boolean cast, boolean type, String closing) {
            this.cast = cast;
            this.type = type;
            this.closing = closing;
        }
    }

    private final Text text;
    private final List<Token> tokens;
    private final Rewriting rewriting;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int next;

    private Preparation(Text text) {
        this.text = text;
        this.tokens = Tokens.of(text);
        this.rewriting = new Rewriting(text);
    }

    static Rewriting.Result of(Text text) {
        Preparation preparation = new Preparation(text);
        preparation.checkFirstWord();
        preparation.frames.push(new Frame(false, false, ""));
        while (preparation.token().kind() != Token.Kind.END) {
            preparation.blankGap();
            preparation.readOne();
        }
        preparation.blankGap();
        return preparation.rewriting.result();
    }

    private void checkFirstWord() {
        Token first =
                tokens.stream().filter(token -> !token.is("(")).findFirst().orElseThrow();
        if (first.isOneOf(Words.FIRST)) {
            return;
        }
        if (first.kind() == Token.Kind.END) {
            throw problem(Reason.SYNTAX_ERROR, first, "the query is empty");
        }
        if (first.isOneOf(Words.NOT_READING)) {
            throw problem(Reason.NOT_READ_ONLY, first, NotReading.message(first.text()));
        }
        throw problem(
                Reason.SYNTAX_ERROR,
                first,
                Nearest.to(first.text(), Words.FIRST)
                        .map(word -> "found \"" + first.text() + "\"; did you mean \"" + word + "\"?")
                        .orElse("a query begins with SELECT, WITH, VALUES or TABLE, not with \"" + first.text()
                                + "\""));
    }

    private void readOne() {
        Token token = token();
        if (token.kind() == Token.Kind.SIGN) {
            sign(token);
        } else if (token.kind() == Token.Kind.WORD) {
            word(token);
        } else if (token.kind() == Token.Kind.NUMBER) {
            Literals.plainNumber(token.text()).ifPresent(plain -> rewriting.replace(token.start(), token.end(), plain));
        }
        next++;
    }

    private void sign(Token token) {
        switch (token.text()) {
            case "(" -> open();
            case ")" -> close(token);
            case ";" -> end(token);
            case "?" -> throw problem(Reason.SYNTAX_ERROR, token, "found \"?\"; a query has no parameters");
            case "/" -> {
                if (ahead(1).is("/")) {
                    throw problem(Reason.SYNTAX_ERROR, token, "found \"//\"; a comment begins with \"--\" or \"/*\"");
                }
            }
            default -> {}
        }
    }

    private void open() {
        boolean type = frame().type;
        Token before = ahead(-1);
        if (type && before.is("ARRAY")) {
            rewriting.replace(before.start(), token().end(), "");
            frames.push(new Frame(false, true, " ARRAY"));
        } else if (type && before.is("MAP")) {
            rewriting.replace(token().start(), token().end(), "<");
            frames.push(new Frame(false, true, ">"));
        } else {
            frames.push(new Frame(before.is("CAST") || before.is("TRY_CAST"), type, ")"));
        }
    }

    private void close(Token token) {
        if (frames.size() > 1) {
            String closing = frames.pop().closing;
            if (!closing.equals(")")) {
                rewriting.replace(token.start(), token.end(), closing);
            }
        }
    }

    private void end(Token token) {
        if (ahead(1).kind() != Token.Kind.END) {
            throw problem(Reason.NOT_READ_ONLY, ahead(1), "a second statement begins here; only one is allowed");
        }
        rewriting.replace(token.start(), token.end(), " ");
    }

    private void word(Token token) {
        if (!ahead(-1).is(".")) {
            OtherDialects.instead(token).ifPresent(why -> {
                throw problem(Reason.NOT_SUPPORTED, token, why);
            });
        }
        if (frame().cast && token.is("AS")) {
            frame().type = true;
        } else if (frame().type) {
            if (token.is("WITH") && ahead(1).is("TIME")) {
                rewriting.insert(token.end(), " LOCAL");
            } else if (token.is("JSON")) {
                rewriting.replace(token.start(), token.end(), "VARIANT");
            }
        } else if (ahead(1).kind() == Token.Kind.STRING
                && Literals.isTyped(token)
                && !ahead(-1).is(".")) {
            rewriting.replace(token.start(), ahead(1).end(), Literals.typed(token.text(), ahead(1).text()));
            next++;
        } else if (token.is("AT") && ahead(1).is("TIME") && ahead(2).is("ZONE")) {
            atTimeZone();
        } else if (token.is("DEFAULT") && ahead(2).is("ON")) {
            // what JSON_VALUE gives instead
        } else if (token.is("U") && ahead(1).is("&") && ahead(2).kind() == Token.Kind.STRING) {
            unicode(token);
        } else if (token.isOneOf(Words.FREE) || (token.isOneOf(Words.FREE_IN_PLACE) && standsAsName())) {
            rewriting.replace(token.start(), token.end(), '"' + token.text() + '"');
        }
    }

    /** Writes {@code U&'\\00e4'} as the text that it stands for; our parser knows no characters beyond four digits. */
    private void unicode(Token start) {
        boolean isEscaped = ahead(3).is("UESCAPE") && ahead(4).kind() == Token.Kind.STRING;
        Token last = ahead(isEscaped ? 4 : 2);
        String plain = Literals.unicode(ahead(2).text(), isEscaped ? last.text() : "'\\'")
                .orElseThrow(() ->
                        problem(Reason.SYNTAX_ERROR, start, "in U&'…' a character is written as \\00e4 or \\+01F600"));
        rewriting.replace(start.start(), last.end(), plain);
        next += isEscaped ? 4 : 2;
    }

    /** Writes {@code x AT TIME ZONE z} as {@code x[at_time_zone(z)]}, which binds as tightly. */
    private void atTimeZone() {
        int start = token().start();
        next += 3;
        int operand = token().start();
        if (token().is("INTERVAL")) {
            next += ahead(3).is("TO") ? 4 : 2;
        } else if (ahead(1).is("(")) {
            next++;
            for (int depth = 1; depth > 0 && ahead(1).kind() != Token.Kind.END; ) {
                next++;
                depth += token().is("(") ? 1 : token().is(")") ? -1 : 0;
            }
        }
        if (token().kind() == Token.Kind.END) {
            throw problem(Reason.SYNTAX_ERROR, token(), "expected a time zone after AT TIME ZONE");
        }
        rewriting.replace(start, operand, "[" + Normalization.AT_TIME_ZONE + "(");
        rewriting.insert(token().end(), ")]");
    }

    private boolean standsAsName() {
        return ahead(-1).isOneOf(Words.BEFORE_NAME)
                && (ahead(1).isOneOf(Words.AFTER_NAME) || ahead(1).kind() == Token.Kind.END);
    }

    private void blankGap() {
        int start = ahead(-1).end();
        int end = token().start();
        StringBuilder blanks = new StringBuilder();
        for (char c : text.characters().substring(start, end).toCharArray()) {
            blanks.append(Character.isWhitespace(c) ? c : ' ');
        }
        if (!text.characters().substring(start, end).contentEquals(blanks)) {
            rewriting.replace(start, end, blanks.toString());
        }
    }

    private Frame frame() {
        return frames.element();
    }

    private Token token() {
        return tokens.get(next);
    }

    /** The token so many places from the current one; beyond the ends an END. */
    private Token ahead(int distance) {
        int index = next + distance;
        return index < 0 ? new Token(Token.Kind.END, "", 0, 0) : tokens.get(Math.min(index, tokens.size() - 1));
    }

    private SqlProblem problem(Reason reason, Token at, String what) {
        return text.problem(reason, at.start(), what);
    }
}
