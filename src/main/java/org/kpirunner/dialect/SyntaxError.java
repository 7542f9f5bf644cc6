package org.kpirunner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;

/**
 * Says in one line what a parser did not understand.
 *
 * <p>The parser itself names a place a little before the culprit and hundreds of words that it would have taken. So it
 * is asked again: how far is the text good, and which of the usual words could stand where it stops?
 */
final class SyntaxError {
    /** What may be missing, the likeliest first, each with something that may follow it. */
    private static final List<String> CANDIDATES = List.of(
            ")",
            "BY x",
            ", x",
            "FROM x",
            "END",
            "THEN x",
            "SELECT 1",
            "JOIN x",
            "WHERE x",
            "GROUP BY x",
            "ORDER BY x",
            "AND x",
            "ON x",
            "AS x",
            "HAVING x",
            "LIMIT 1",
            "UNION SELECT 1",
            "INNER JOIN x",
            "LEFT JOIN x",
            "RIGHT JOIN x",
            "FULL JOIN x",
            "CROSS JOIN x",
            "OUTER JOIN x",
            "WHEN x",
            "ELSE x",
            "OR x",
            "NOT IN (1)",
            "IN (1)",
            "IS NULL",
            "LIKE x",
            "BETWEEN 1 AND 2",
            "DISTINCT x",
            "DESC",
            "ASC",
            "NULLS FIRST",
            "FIRST",
            "LAST",
            "OVER (",
            "PARTITION BY x",
            "ROWS BETWEEN",
            "= x",
            "(");

    /** What makes a good beginning whole, so that the parser goes on to the end. */
    private static final List<String> COMPLETIONS = List.of(
            "", " x", " 1", " (", " x)", " BY x", " JOIN x ON x", " (SELECT 1", " SELECT 1", " = x", " NULL", " ROW");

    /** Nearly every word of two letters is nearly every other one. */
    private static final int SHORTEST_GUESSED = 3;

    private static final int LONGEST_LOOK_AHEAD = 4;
    private static final int MOST_SHOWN = 4;

    private final Text text;
    private final List<Token> tokens;

    private SyntaxError(Text text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    static SqlProblem of(Text original, Rewriting.Result prepared, Parser.Stopped stopped) {
        SyntaxError error = new SyntaxError(prepared.text());
        String why = stopped.why();
        if (!why.isEmpty()) {
            return original.problem(Reason.SYNTAX_ERROR, prepared.origins().get(stopped.offset()), told(why));
        }
        int found = error.culprit(stopped.offset());
        Optional<String> instead = OtherDialects.instead(error.tokens, found);
        if (instead.isPresent()) {
            return original.problem(
                    Reason.NOT_SUPPORTED,
                    prepared.origins().get(error.tokens.get(found).start()),
                    instead.get());
        }
        int culprit = error.reservedBefore(found);
        Optional<SqlProblem> misspelt =
                culprit > 0 && error.tokens.get(culprit - 1).kind() == Token.Kind.WORD
                        ? error.misspelt(original, prepared, culprit - 1, culprit)
                        : Optional.empty();
        return misspelt.or(() -> error.misspelt(original, prepared, culprit, culprit))
                .orElseGet(() -> error.unexpected(original, prepared, culprit));
    }

    private static String told(String why) {
        if (why.startsWith("'LIMIT start, count'")) {
            return "LIMIT with two numbers is not supported; write LIMIT count OFFSET start";
        }
        return why.startsWith("BETWEEN operator") ? "BETWEEN needs AND and a second value" : why;
    }

    private int culprit(int stoppedAt) {
        int first = 0;
        while (tokens.get(first).end() <= stoppedAt && first < tokens.size() - 1) {
            first++;
        }
        int last = Math.min(first + LONGEST_LOOK_AHEAD, tokens.size() - 1);
        for (int i = first; i < last; i++) {
            if (!takes(textUntil(i), glued(i) + tokens.get(i).text())) {
                return i;
            }
        }
        return last < tokens.size() - 1 ? first : last;
    }

    /** Our parser takes a word such as AND for a name where a value should stand, and stumbles over the next one. */
    private int reservedBefore(int culprit) {
        boolean reserved = culprit > 0
                && Words.RESERVED.contains(tokens.get(culprit - 1).text())
                && !tokens.get(culprit - 1).isOneOf(Words.BEFORE_VALUE);
        return reserved && takes(textUntil(culprit - 1), " 1") ? culprit - 1 : culprit;
    }

    /** A word that is nearly one that would do, after which the text is good at least until the culprit. */
    private Optional<SqlProblem> misspelt(Text original, Rewriting.Result prepared, int word, int culprit) {
        Token token = tokens.get(word);
        boolean tooShort = token.text().length() < SHORTEST_GUESSED;
        if (token.kind() != Token.Kind.WORD
                || tooShort
                || CANDIDATES.stream().anyMatch(candidate -> token.is(word(candidate)))) {
            return Optional.empty();
        }
        String before = textUntil(word);
        String after =
                text.characters().substring(token.end(), tokens.get(culprit).end());
        List<String> near = CANDIDATES.stream()
                .filter(candidate ->
                        Nearest.to(token.text(), List.of(word(candidate))).isPresent())
                .filter(candidate -> word == culprit
                        ? takesCandidate(before, candidate)
                        : takes(before, " " + word(candidate) + after))
                .map(SyntaxError::word)
                .toList();
        return Nearest.to(token.text(), near)
                .map(meant -> problem(
                        original, prepared, token, "found \"" + token.text() + "\"; did you mean \"" + meant + "\"?"));
    }

    private SqlProblem unexpected(Text original, Rewriting.Result prepared, int culprit) {
        Token token = tokens.get(culprit);
        String word = token.kind() == Token.Kind.QUOTED_NAME ? token.text().replace("\"", "") : token.text();
        if (Words.NOT_READING.contains(word)) {
            return original.problem(
                    Reason.NOT_READ_ONLY, prepared.origins().get(token.start()), NotReading.message(word));
        }
        String found = token.kind() == Token.Kind.END ? "the end of the query" : "\"" + word + "\"";
        List<String> expected = expected(textUntil(culprit), token);
        String hint = expected.isEmpty() ? "" : "; expected " + joined(expected);
        return problem(original, prepared, token, "found " + found + hint);
    }

    private static List<String> expected(String before, Token found) {
        if (takes(before, " 1")) {
            return List.of("a value");
        }
        if (!isWhole(before) && isWhole(before + " x")) {
            return List.of("a name");
        }
        List<String> expected = new ArrayList<>();
        for (String candidate : CANDIDATES) {
            if (expected.size() < MOST_SHOWN && takesCandidate(before, candidate)) {
                expected.add("\"" + word(candidate) + "\"");
            }
        }
        if (expected.size() < MOST_SHOWN && found.kind() != Token.Kind.END && isWhole(before)) {
            expected.add("the end of the query");
        }
        return expected;
    }

    private static boolean isWhole(String query) {
        return reaches(query, Integer.MAX_VALUE);
    }

    private static String joined(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static SqlProblem problem(Text original, Rewriting.Result prepared, Token at, String what) {
        return original.problem(Reason.SYNTAX_ERROR, prepared.origins().get(at.start()), "syntax error: " + what);
    }

    private String textUntil(int token) {
        return text.characters()
                .substring(0, token == 0 ? 0 : tokens.get(token - 1).end());
    }

    /** What stands between a token and the one before it; signs such as {@code >=} are cut in two. */
    private String glued(int token) {
        return text.characters()
                .substring(
                        token == 0 ? 0 : tokens.get(token - 1).end(),
                        tokens.get(token).start());
    }

    private static String word(String candidate) {
        return candidate.split(" ", 2)[0];
    }

    private static boolean takesCandidate(String before, String candidate) {
        return reaches(
                before + " " + candidate, before.length() + 1 + word(candidate).length());
    }

    /** Whether the parser gets beyond what follows a good beginning. */
    private static boolean takes(String before, String next) {
        int goal = before.length() + Math.max(1, next.length());
        return COMPLETIONS.stream().anyMatch(completion -> reaches(before + next + completion, goal));
    }

    private static boolean reaches(String query, int goal) {
        try {
            Parser.parse(new Text(query));
            return true;
        } catch (Parser.Stopped e) {
            return e.offset() >= goal;
        }
    }
}
