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

/** The functions of regular expressions, in the syntax of Java; they match anywhere in the text. */
final class RegexFunctions {
    private RegexFunctions() {}

    static List<Scalar> list() {
        return List.of(
                Scalar.of(
                        "REGEXP_LIKE",
                        Signatures.FLAG,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> matcher(x).find())),
                Scalar.of(
                        "REGEXP_REPLACE",
                        Signatures.TEXT,
                        Signatures.optional(2, CHARACTER, CHARACTER, CHARACTER),
                        matching(x -> replaced(matcher(x), x.length > 2 ? (String) x[2] : ""))),
                Scalar.of(
                        "REGEXP_EXTRACT",
                        Signatures.MAYBE_TEXT,
                        Signatures.optional(2, CHARACTER, CHARACTER, INTEGER),
                        matching(x -> extracted(matcher(x), x.length > 2 ? (Long) x[2] : 0))),
                Scalar.of(
                        "REGEXP_EXTRACT_ALL",
                        Signatures.TEXTS,
                        Signatures.optional(2, CHARACTER, CHARACTER, INTEGER),
                        matching(x -> allExtracted(matcher(x), x.length > 2 ? (Long) x[2] : 0))),
                Scalar.of(
                        "REGEXP_COUNT",
                        Signatures.WHOLE,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> matcher(x).results().count())),
                Scalar.of(
                        "REGEXP_POSITION",
                        Signatures.WHOLE,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> position(matcher(x), (String) x[0]))),
                Scalar.of(
                        "REGEXP_SPLIT",
                        Signatures.TEXTS,
                        Signatures.of(CHARACTER, CHARACTER),
                        matching(x -> split(matcher(x), (String) x[0]))));
    }

    private static Evaluation matching(Function<Object[], @Nullable Object> function) {
        return prepared(1, RegexFunctions::pattern, function);
    }

    private static Pattern pattern(Object text) {
        try {
            return Pattern.compile((String) text);
        } catch (PatternSyntaxException e) {
            throw Texts.invalid("a regular expression is not valid: " + e.getDescription());
        }
    }

    private static Matcher matcher(Object[] x) {
        return ((Pattern) x[1]).matcher((String) x[0]);
    }

    private static String replaced(Matcher matcher, String replacement) {
        try {
            return matcher.replaceAll(replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Texts.invalid("the replacement of regexp_replace is not valid: $1 and ${name} stand for groups");
        }
    }

    private static @Nullable String extracted(Matcher matcher, long group) {
        check(matcher, group);
        return matcher.find() ? matcher.group((int) group) : null;
    }

    private static List<@Nullable String> allExtracted(Matcher matcher, long group) {
        check(matcher, group);
        List<@Nullable String> all = new ArrayList<>();
        while (matcher.find()) {
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

    private static Long position(Matcher matcher, String text) {
        return matcher.find() ? text.codePointCount(0, matcher.start()) + 1L : -1L;
    }

    private static List<String> split(Matcher matcher, String text) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        while (matcher.find()) {
            parts.add(text.substring(begin, matcher.start()));
            begin = matcher.end();
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
