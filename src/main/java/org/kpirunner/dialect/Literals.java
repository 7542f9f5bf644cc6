package org.kpirunner.dialect;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Literals of Trino that our parser does not know, in a form that it does. */
final class Literals {
    private static final Set<String> CAST =
            Set.of("DOUBLE", "REAL", "BIGINT", "INTEGER", "INT", "SMALLINT", "TINYINT", "VARCHAR", "BOOLEAN");
    private static final Pattern SEPARATED = Pattern.compile("\\d+(?:_\\d+)+(?:\\.\\d*)?");
    private static final Pattern BASED = Pattern.compile("0(?:[xX]\\p{XDigit}+|[oO][0-7]+|[bB][01]+)");
    private static final Pattern DECIMAL = Pattern.compile("'[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)'");

    private Literals() {}

    /** {@code 1_000}, {@code 0x1F}, {@code 0o17} or {@code 0b101} in plain digits; empty for what is plain already. */
    static Optional<String> plainNumber(String number) {
        if (SEPARATED.matcher(number).matches()) {
            return Optional.of(number.replace("_", ""));
        }
        if (!BASED.matcher(number).matches()) {
            return Optional.empty();
        }
        int base = switch (number.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
        return Optional.of(new BigInteger(number.substring(2), base).toString());
    }

    /** The plain text of {@code U&'…'}, both in quotes; empty if it cannot be read. */
    static Optional<String> unicode(String text, String escape) {
        if (escape.length() != 3) {
            return Optional.empty();
        }
        String sign = Pattern.quote(escape.substring(1, 2));
        Matcher escaped = Pattern.compile(sign + "(?:(\\p{XDigit}{4})|\\+(\\p{XDigit}{6})|(" + sign + ")|)")
                .matcher(text);
        StringBuilder plain = new StringBuilder();
        while (escaped.find()) {
            String digits = escaped.group(1) == null ? escaped.group(2) : escaped.group(1);
            if (digits == null && escaped.group(3) == null) {
                return Optional.empty();
            }
            int point = digits == null ? escape.charAt(1) : Integer.parseInt(digits, 16);
            if (!Character.isValidCodePoint(point)) {
                return Optional.empty();
            }
            String character = Character.toString(point).replace("'", "''");
            escaped.appendReplacement(plain, Matcher.quoteReplacement(character));
        }
        return Optional.of(escaped.appendTail(plain).toString());
    }

    /** Whether a text after this word makes a literal of a type. */
    static boolean isTyped(Token word) {
        String type = word.text().toUpperCase(Locale.ROOT);
        return word.kind() == Token.Kind.WORD && (CAST.contains(type) || type.equals("JSON") || type.equals("DECIMAL"));
    }

    /** {@code DOUBLE '1.5'} as a cast, {@code DECIMAL '1.10'} as the number itself, JSON as what reads it. */
    static String typed(String type, String text) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "JSON" -> "json_parse(" + text + ")";
            case "DECIMAL" ->
                DECIMAL.matcher(text).matches()
                        ? "(" + text.substring(1, text.length() - 1) + ")"
                        : "CAST(" + text + " AS DECIMAL)";
            default -> "CAST(" + text + " AS " + type + ")";
        };
    }
}
