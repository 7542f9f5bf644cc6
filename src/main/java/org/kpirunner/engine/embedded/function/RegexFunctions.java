package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.kpirunner.engine.embedded.function.Evaluation.prepared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Texts;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * The functions of regular expressions, in the syntax of Java as Trino understands it: only a line feed ends a line, and
 * letters of all alphabets have two cases. They match anywhere in the text, but never within a character.
 */
final class RegexFunctions {
    /** What Trino understands, and Java takes for something else. */
    private static final Pattern FOREIGN = Pattern.compile("(?:^|[^\\\\])(?:\\\\{2})*(\\\\h|\\\\H|\\[:\\^?[a-z]+:\\])");

    private RegexFunctions() {}

    static List<Scalar> list() {
        return List.of(
                Scalar.of(
                        "REGEXP_LIKE",
                        Signatures.FLAG,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> isNext(matcher(x), x))),
                Scalar.of(
                        "REGEXP_REPLACE",
                        Signatures.TEXT,
                        Signatures.optional(2, CHARACTER, CHARACTER, CHARACTER),
                        matching(x -> replaced(matcher(x), x, x.length > 2 ? (String) x[2] : ""))),
                Scalar.of(
                        "REGEXP_EXTRACT",
                        Signatures.MAYBE_TEXT,
                        Signatures.optional(2, CHARACTER, CHARACTER, INTEGER),
                        matching(x -> extracted(matcher(x), x, x.length > 2 ? (Long) x[2] : 0))),
                Scalar.of(
                        "REGEXP_EXTRACT_ALL",
                        Signatures.TEXTS,
                        Signatures.optional(2, CHARACTER, CHARACTER, INTEGER),
                        matching(x -> allExtracted(matcher(x), x, x.length > 2 ? (Long) x[2] : 0))),
                Scalar.of(
                        "REGEXP_COUNT",
                        Signatures.WHOLE,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> count(matcher(x), x))),
                Scalar.of(
                        "REGEXP_POSITION",
                        Signatures.WHOLE,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> position(matcher(x), x))),
                Scalar.of(
                        "REGEXP_SPLIT",
                        Signatures.TEXTS,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> split(matcher(x), x))));
    }

    private static Evaluation matching(Function<Object[], @Nullable Object> function) {
        return prepared(1, RegexFunctions::pattern, function);
    }

    private static Pattern pattern(Object text) {
        try {
            Matcher foreign = FOREIGN.matcher((String) text);
            if (foreign.find()) {
                throw new KpiException(
                        Reason.NOT_SUPPORTED,
                        "\"" + foreign.group(1) + "\" is not supported in a regular expression; there are classes like"
                                + " \\d, \\s, \\p{L}, \\p{Lu} and [0-9a-fA-F]");
            }
            return Pattern.compile((String) text, Pattern.UNIX_LINES | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw Texts.invalid("a regular expression is not valid: " + e.getDescription());
        }
    }

    private static Matcher matcher(Object[] x) {
        return ((Pattern) x[1]).matcher((String) x[0]);
    }

    /** Looks for the next match; one of nothing between the two halves of a character is none. */
    private static boolean isNext(Matcher matcher, Object[] x) {
        String text = (String) x[0];
        while (matcher.find()) {
            int at = matcher.start();
            boolean isWithin =
                    at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
            if (!isWithin) {
                return true;
            }
        }
        return false;
    }

    private static Long count(Matcher matcher, Object[] x) {
        long count = 0;
        while (isNext(matcher, x)) {
            count++;
        }
        return count;
    }

    private static String replaced(Matcher matcher, Object[] x, String replacement) {
        try {
            StringBuilder replaced = new StringBuilder();
            while (isNext(matcher, x)) {
                matcher.appendReplacement(replaced, replacement);
            }
            return matcher.appendTail(replaced).toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Texts.invalid("the replacement of regexp_replace is not valid: $1 and ${name} stand for groups");
        }
    }

    private static @Nullable String extracted(Matcher matcher, Object[] x, long group) {
        check(matcher, group);
        return isNext(matcher, x) ? matcher.group((int) group) : null;
    }

    private static List<@Nullable String> allExtracted(Matcher matcher, Object[] x, long group) {
        check(matcher, group);
        List<@Nullable String> all = new ArrayList<>();
        while (isNext(matcher, x)) {
            all.add(matcher.group((int) group));
        }
        return all;
    }

    private static void check(Matcher matcher, long group) {
        if (group < 0 || group > matcher.groupCount()) {
            throw Texts.invalid(
                    "the regular expression has " + matcher.groupCount() + " groups, but group " + group + " is asked");
        }
    }

    private static Long position(Matcher matcher, Object[] x) {
        return isNext(matcher, x) ? ((String) x[0]).codePointCount(0, matcher.start()) + 1L : -1L;
    }

    private static List<String> split(Matcher matcher, Object[] x) {
        String text = (String) x[0];
        List<String> parts = new ArrayList<>();
        int begin = 0;
        while (isNext(matcher, x)) {
            parts.add(text.substring(begin, matcher.start()));
            begin = matcher.end();
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
