package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.formula.Lexer.Kind;
import org.kpirunner.sheet.google.server.formula.Lexer.Token;

/** Reads a formula; comparison binds least, then joining, sums, products, powers, signs, percent. */
final class Parser {
    private static final List<List<String>> LEVELS = List.of(
            List.of("=", "<>", "<", ">", "<=", ">="), List.of("&"), List.of("+", "-"), List.of("*", "/"), List.of("^"));

    private final List<Token> tokens;
    private final char decimal;
    private int at;

    private Parser(List<Token> tokens, char decimal) {
        this.tokens = tokens;
        this.decimal = decimal;
    }

    /** Parses a formula with its equals sign. */
    static Node parse(String formula, char decimal) {
        List<Token> tokens = Lexer.tokens(formula.substring(1), decimal).stream()
                .filter(token -> token.kind() != Kind.SPACE)
                .toList();
        Parser parser = new Parser(tokens, decimal);
        Node node = parser.binary(0);
        if (parser.at != tokens.size()) {
            throw new Lexer.Broken();
        }
        return node;
    }

    private Node binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = binary(level + 1);
        while (at < tokens.size()
                && tokens.get(at).kind() == Kind.OPERATOR
                && LEVELS.get(level).contains(tokens.get(at).text())) {
            String operator = tokens.get(at++).text();
            left = new Node.Binary(operator, left, binary(level + 1));
        }
        return left;
    }

    private Node unary() {
        if (isNext("-")) {
            at++;
            return new Node.Negation(unary());
        }
        if (isNext("+")) {
            at++;
            return unary();
        }
        Node node = primary();
        while (isNext("%")) {
            at++;
            node = new Node.Percent(node);
        }
        return node;
    }

    private Node primary() {
        if (at == tokens.size()) {
            throw new Lexer.Broken();
        }
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case NUMBER ->
                new Node.Literal(
                        new Content.Numeric(Double.parseDouble(token.text().replace(decimal, '.'))));
            case STRING ->
                new Node.Literal(new Content.Text(
                        token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"")));
            case REFERENCE -> new Node.Reference(token.text());
            case NAME -> named(token.text());
            case MARK -> parenthesised(token.text());
            case OPERATOR, SPACE -> throw new Lexer.Broken();
        };
    }

    private Node named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (isNext("(")) {
            at++;
            return new Node.Call(upper, arguments());
        }
        return switch (upper) {
            case "TRUE" -> new Node.Literal(new Content.Flag(true));
            case "FALSE" -> new Node.Literal(new Content.Flag(false));
            default -> new Node.Reference(name);
        };
    }

    private Node parenthesised(String mark) {
        if (!mark.equals("(")) {
            throw new Lexer.Broken();
        }
        Node inner = binary(0);
        expect(")");
        return inner;
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        if (isNext(")")) {
            at++;
            return arguments;
        }
        while (true) {
            boolean isMissing = isNext(",") || isNext(";") || isNext(")");
            arguments.add(isMissing ? new Node.Missing() : binary(0));
            if (isNext(")")) {
                at++;
                return arguments;
            }
            if (!isNext(",") && !isNext(";")) {
                throw new Lexer.Broken();
            }
            at++;
        }
    }

    private boolean isNext(String text) {
        return at < tokens.size()
                && tokens.get(at).text().equals(text)
                && tokens.get(at).kind() != Kind.STRING;
    }

    private void expect(String text) {
        if (!isNext(text)) {
            throw new Lexer.Broken();
        }
        at++;
    }
}
