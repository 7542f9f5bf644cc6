package org.kpirunner.engine.embedded.planning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.Reason;

/** What the validator says, sentence by sentence, as people would say it: what is wrong, and what is allowed. */
record Wording(Reason reason, String what) {
    private record Sentence(Pattern pattern, Reason reason, String words) {
        private static Sentence of(String pattern, Reason reason, String words) {
            return new Sentence(Pattern.compile(pattern, Pattern.DOTALL), reason, words);
        }
    }

    private static final List<Sentence> SENTENCES = List.of(
            Sentence.of(
                    "Aggregate expression is illegal in (WHERE|ON|GROUP BY) clause",
                    Reason.SYNTAX_ERROR,
                    "an aggregate function cannot stand in $1; HAVING chooses from groups"),
            Sentence.of(
                    "Windowed aggregate expression is illegal in (.*) clause",
                    Reason.SYNTAX_ERROR,
                    "a window function cannot stand in $1; choose by its value in a query around this one"),
            Sentence.of(
                    "Aggregate expressions cannot be nested",
                    Reason.SYNTAX_ERROR,
                    "an aggregate function cannot stand in another one; aggregate in a sub-query first"),
            Sentence.of(
                    "OVER clause is necessary for window functions",
                    Reason.SYNTAX_ERROR,
                    "a window function needs OVER (…) after it"),
            Sentence.of(
                    "OVER must be applied to aggregate function",
                    Reason.SYNTAX_ERROR,
                    "OVER can only stand after an aggregate or window function"),
            Sentence.of(
                    "RANK or DENSE_RANK functions require ORDER BY clause in window specification",
                    Reason.SYNTAX_ERROR,
                    "rank and dense_rank need ORDER BY in their OVER (…)"),
            Sentence.of("Window '(.*)' not found", Reason.SYNTAX_ERROR, "there is no window \"$1\"; WINDOW names them"),
            Sentence.of(
                    "Cannot infer return type for (\\w+); operand types: \\[(.*)\\]",
                    Reason.TYPE_MISMATCH,
                    "{$1} takes values of one type, and these are ({$2}); cast some of them"),
            Sentence.of(
                    "Parameters must be of the same type",
                    Reason.TYPE_MISMATCH,
                    "all values must be of one type; cast some of them"),
            Sentence.of(
                    "Cast function cannot convert value of type (.*?)(?: NOT NULL)? to type (.*?)(?: NOT NULL)?",
                    Reason.TYPE_MISMATCH,
                    "a cast from {$1} to {$2} is not supported"),
            Sentence.of(
                    "WHERE clause must be a condition",
                    Reason.TYPE_MISMATCH,
                    "WHERE needs a condition, such as a comparison"),
            Sentence.of(
                    "HAVING clause must be a condition",
                    Reason.TYPE_MISMATCH,
                    "HAVING needs a condition, such as a comparison"),
            Sentence.of(
                    "Column count mismatch in (.*)",
                    Reason.SYNTAX_ERROR,
                    "the two queries of $1 have different numbers of columns"),
            Sentence.of(
                    "Number of columns must match number of query columns",
                    Reason.SYNTAX_ERROR,
                    "there are not as many names as the query has columns"),
            Sentence.of(
                    "Values passed to (.*) operator must have compatible types",
                    Reason.TYPE_MISMATCH,
                    "what stands on both sides of $1 must have as many columns, and of types that can be compared"),
            Sentence.of("Ordinal out of range", Reason.SYNTAX_ERROR, "the SELECT list has no column of that number"),
            Sentence.of(
                    "Expression '(.*)' is not in the select clause",
                    Reason.SYNTAX_ERROR,
                    "with DISTINCT only what stands in the SELECT list can be ordered by; \"$1\" does not"),
            Sentence.of(
                    "INNER, LEFT, RIGHT, FULL, or ASOF join requires a condition .*",
                    Reason.SYNTAX_ERROR,
                    "a JOIN needs ON or USING behind it; CROSS JOIN has none"),
            Sentence.of(
                    "Cannot specify condition .* following CROSS JOIN",
                    Reason.SYNTAX_ERROR,
                    "a CROSS JOIN takes no ON and no USING; JOIN does"),
            Sentence.of(
                    "GROUPING operator may only occur in an aggregate query",
                    Reason.SYNTAX_ERROR,
                    "grouping needs a GROUP BY"),
            Sentence.of(
                    "Argument to GROUPING operator must be a grouped expression",
                    Reason.SYNTAX_ERROR,
                    "grouping takes only what stands in GROUP BY"),
            Sentence.of(
                    "String literal continued on same line",
                    Reason.SYNTAX_ERROR,
                    "two texts stand beside each other; put a comma or || between them"),
            Sentence.of(
                    "Column '(.*)' matched using NATURAL keyword or USING clause has incompatible types: .*",
                    Reason.TYPE_MISMATCH,
                    "the columns \"$1\" of the two tables have different types; write JOIN … ON with a cast"),
            Sentence.of(
                    "'(.*)' is not a valid time frame",
                    Reason.SYNTAX_ERROR,
                    "\"$1\" is no part of a time; parts are year, quarter, month, week, day, hour, minute, second,"
                            + " day_of_week and day_of_year"),
            Sentence.of("Expected a boolean type", Reason.TYPE_MISMATCH, "a condition is needed here"),
            Sentence.of("FILTER clause must be a condition", Reason.TYPE_MISMATCH, "FILTER needs a condition"),
            Sentence.of(
                    "Data type of ORDER BY prohibits use of RANGE clause",
                    Reason.TYPE_MISMATCH,
                    "RANGE with a distance needs ORDER BY of one number, date or time"),
            Sentence.of(
                    "List of column aliases must have same degree as table; table has (\\d+) columns .*",
                    Reason.SYNTAX_ERROR,
                    "the table has $1 columns, and not as many names are given to them"),
            Sentence.of(
                    "Illegal interval literal format (.*) for INTERVAL .*",
                    Reason.INVALID_VALUE,
                    "$1 is no amount of time; write INTERVAL '1' DAY"),
            Sentence.of("Unknown field '(.*)'", Reason.UNKNOWN_COLUMN, "the row has no field \"$1\""));

    private static final Pattern NAMED = Pattern.compile("\\{([^}]*)\\}");

    /** The sentence in our words, if it is known. */
    static Optional<Wording> of(String message) {
        for (Sentence sentence : SENTENCES) {
            Matcher matcher = sentence.pattern().matcher(message);
            if (matcher.matches()) {
                String words = sentence.words();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    words = words.replace("$" + i, matcher.group(i));
                }
                return Optional.of(new Wording(
                        sentence.reason(),
                        NAMED.matcher(words).replaceAll(named -> Matcher.quoteReplacement(types(named.group(1))))));
            }
        }
        return Optional.empty();
    }

    /** Types and names of functions as people write them. */
    static String types(String given) {
        return given.toLowerCase(Locale.ROOT)
                .replaceAll("[<>]", "")
                .replace(" not null", "")
                .replaceAll("timestamp_with_local_time_zone(\\(\\d+\\))?", "timestamp with time zone")
                .replaceAll("timestamp\\(\\d+\\)", "timestamp")
                .replace("character", "varchar")
                .replaceAll("\\bvariant\\b", "json")
                .replace("datetime_interval", "interval")
                .replace("approximate_numeric", "double")
                .replace("equivalent_type", "array")
                .replaceAll("\\bstring\\b", "varchar");
    }
}
