package org.kpirunner.dialect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the as-of time in place of the current time, in UTC. */
record AsOf(Instant instant) {
    private static final int DEFAULT_DIGITS = 3;
    private static final int MOST_DIGITS = 9;

    static Rewriting.Result bind(Text text, Instant instant) {
        AsOf asOf = new AsOf(instant);
        Rewriting rewriting = new Rewriting(text);
        List<Token> tokens = Tokens.of(text);
        for (int i = 0; i < tokens.size(); i++) {
            i = asOf.replace(tokens, i, rewriting);
        }
        return rewriting.result();
    }

    /** Replaces what asks for the current time at this index, if anything; answers the index of its last token. */
    private int replace(List<Token> tokens, int index, Rewriting rewriting) {
        Token word = tokens.get(index);
        boolean qualified = index > 0 && tokens.get(index - 1).is(".");
        if (word.kind() != Token.Kind.WORD || qualified) {
            return index;
        }
        boolean open = at(tokens, index + 1).is("(");
        boolean precise = open
                && at(tokens, index + 2).text().matches("\\d")
                && at(tokens, index + 3).is(")");
        boolean empty = open && at(tokens, index + 2).is(")");
        if (open && !precise && !empty) {
            return index;
        }
        int digits = precise ? Integer.parseInt(at(tokens, index + 2).text()) : DEFAULT_DIGITS;
        int last = index + (precise ? 3 : empty ? 2 : 0);
        Optional<String> literal = literal(word.text(), empty, digits);
        literal.ifPresent(
                text -> rewriting.replace(word.start(), tokens.get(last).end(), text));
        return literal.isPresent() ? last : index;
    }

    private static Token at(List<Token> tokens, int index) {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    private Optional<String> literal(String word, boolean emptyParentheses, int digits) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "CURRENT_DATE" -> Optional.of("DATE '" + format("uuuu-MM-dd") + "'");
            case "CURRENT_TIMESTAMP" -> Optional.of("TIMESTAMP '" + format(timestamp(digits)) + " UTC'");
            case "LOCALTIMESTAMP" -> Optional.of("TIMESTAMP '" + format(timestamp(digits)) + "'");
            case "LOCALTIME" -> Optional.of("TIME '" + format(time(digits)) + "'");
            case "NOW" ->
                emptyParentheses
                        ? Optional.of("TIMESTAMP '" + format(timestamp(DEFAULT_DIGITS)) + " UTC'")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String timestamp(int digits) {
        return "uuuu-MM-dd " + time(digits);
    }

    private static String time(int digits) {
        return "HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(Math.min(digits, MOST_DIGITS)));
    }

    private String format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC));
    }
}
