package org.kpirunner.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A question that a source gets as it is written: {@code TABLE(catalog.system.query(query => '…'))}.
 *
 * <p>In a syntax tree it is a table of the schema {@code system}, whose name has all of it.
 *
 * @param arguments in the order of the function's parameters
 */
public record PassThrough(Function function, List<String> arguments) {
    static final String SCHEMA = "system";
    private static final int PARTS = 3;

    /** What a source has for it, as Trino calls it. */
    public enum Function {
        QUERY,
        RAW_QUERY;

        List<String> parameters() {
            return switch (this) {
                case QUERY -> List.of("query");
                case RAW_QUERY -> List.of("schema", "index", "query");
            };
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How it is called. */
        public String example(String catalog) {
            return "TABLE(" + catalog + "." + SCHEMA + "." + text()
                    + parameters().stream().map(name -> name + " => '…'").collect(Collectors.joining(", ", "(", "))"));
        }
    }

    public PassThrough {
        arguments = List.copyOf(arguments);
        if (arguments.size() != function.parameters().size()) {
            throw new IllegalArgumentException(function + " of " + arguments);
        }
    }

    /** The statement or body itself. */
    public String text() {
        return arguments.get(arguments.size() - 1);
    }

    /** What a table's three names stand for; empty if it is a table. */
    public static Optional<PassThrough> of(List<String> names) {
        return names.size() == PARTS && names.get(1).equals(SCHEMA)
                ? Arrays.stream(Function.values())
                        .filter(function -> names.get(2).startsWith(function.text() + "('"))
                        .findFirst()
                        .map(function -> new PassThrough(function, literals(names.get(2))))
                : Optional.empty();
    }

    /** The name that {@link #of} reads. */
    String name() {
        return arguments.stream()
                .map(argument -> "'" + argument.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", function.text() + "(", ")"));
    }

    private static List<String> literals(String call) {
        return Tokens.of(call).stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .map(Token::text)
                .map(literal -> literal.substring(1, literal.length() - 1).replace("''", "'"))
                .toList();
    }
}
