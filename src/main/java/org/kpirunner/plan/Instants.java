package org.kpirunner.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.Nearest;

/**
 * The instants that <code>${…}</code> stands for, around one as-of time. The zone decides only where a period begins;
 * {@code now_minus} counts back in UTC.
 */
record Instants(Instant asOf, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*(?:\\(\\s*(.*?)\\s*\\))?\\s*");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,6})\\s+([A-Za-z]+)");
    private static final Pattern YEARS = Pattern.compile("(?!0000)[0-9]{4}-.*");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS,
            "week", ChronoUnit.WEEKS,
            "month", ChronoUnit.MONTHS,
            "year", ChronoUnit.YEARS);
    private static final String UNIT_WORDS = "minutes, hours, days, weeks, months, years";
    private static final String ALLOWED =
            "allowed are now, now_minus(1 month), this_PERIOD, last_PERIOD and PERIODs_ago(n),"
                    + " where PERIOD is minute, hour, day, week or month";

    /** The literal that an expression stands for, or what is wrong with the expression. */
    record Rendered(Optional<String> literal, String problem) {
        private static Rendered as(ZonedDateTime moment) {
            String utc = moment.toInstant().toString();
            return YEARS.matcher(utc).matches()
                    ? new Rendered(
                            Optional.of("TIMESTAMP '" + utc.replace('T', ' ').replace("Z", "") + "'"), "")
                    : problem("lies beyond the years 1 to 9999");
        }

        private static Rendered problem(String problem) {
            return new Rendered(Optional.empty(), problem);
        }
    }

    /** Renders what stands between the braces. */
    Rendered render(String expression) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            return Rendered.problem("is not understood; " + ALLOWED);
        }
        String name = form.group(1);
        Optional<String> argument = Optional.ofNullable(form.group(2));
        try {
            if (name.equals("now")) {
                return without(argument, asOf.atZone(ZoneOffset.UTC));
            } else if (name.equals("now_minus")) {
                return argument.map(this::nowMinus)
                        .orElseGet(() -> Rendered.problem("needs how much, as in now_minus(1 month)"));
            }
            return period(name, argument);
        } catch (DateTimeException | ArithmeticException e) {
            return Rendered.problem("lies beyond the years 1 to 9999");
        }
    }

    private Rendered period(String name, Optional<String> argument) {
        for (Period period : Period.values()) {
            ZonedDateTime moment = asOf.atZone(zone);
            if (name.equals("this_" + period.word())) {
                return without(argument, period.start(moment, 0));
            } else if (name.equals("last_" + period.word())) {
                return without(argument, period.start(moment, 1));
            } else if (name.equals(period.word() + "s_ago")) {
                return argument.filter(count -> COUNT.matcher(count).matches())
                        .map(count -> Rendered.as(period.start(moment, Long.parseLong(count))))
                        .orElseGet(
                                () -> Rendered.problem("needs a whole number of 0 to 999999, as in " + name + "(1)"));
            }
        }
        String hint = Nearest.hint(name, names());
        return Rendered.problem("is unknown" + (hint.isEmpty() ? "; " + ALLOWED : hint));
    }

    /** The last day of a shorter month stands for a day that it does not have. */
    private Rendered nowMinus(String argument) {
        Matcher amount = AMOUNT.matcher(argument);
        String word = amount.matches() ? amount.group(2) : "";
        ChronoUnit unit = UNITS.get(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
        if (unit == null) {
            String hint = Nearest.hint(word, UNITS.keySet());
            return Rendered.problem("needs a whole number and a unit, as in now_minus(1 month)"
                    + (hint.isEmpty() ? "; units are " + UNIT_WORDS : hint));
        }
        return Rendered.as(asOf.atZone(ZoneOffset.UTC).minus(Long.parseLong(amount.group(1)), unit));
    }

    private static Rendered without(Optional<String> argument, ZonedDateTime moment) {
        return argument.isPresent() ? Rendered.problem("takes nothing in parentheses") : Rendered.as(moment);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("now", "now_minus"));
        List<Function<String, String>> forms =
                List.of(word -> "this_" + word, word -> "last_" + word, word -> word + "s_ago");
        for (Period period : Period.values()) {
            forms.forEach(form -> names.add(form.apply(period.word())));
        }
        return names;
    }
}
