package org.kpirunner.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.Durations;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Reads the text of a schedule, and refuses what would not run when its author expects it. */
final class ScheduleReader {
    private static final String ALLOWED = "allowed are five cron fields as in \"0 6 * * 1-5\","
            + " @hourly, @daily, @midnight, @weekly, @monthly, @yearly, and @every with a duration as in \"@every 1h30m\"";
    private static final Map<String, String> NAMED = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");
    private static final List<Integer> FIELD_SIZES = List.of(60, 24, 31, 12, 7);
    private static final List<String> FIELD_UNITS = List.of("m", "h", "", "", "");
    private static final Pattern STEP = Pattern.compile("\\*/(\\d{1,9})");

    private ScheduleReader() {}

    static Schedule read(String text) {
        String form = text.strip().replaceAll("\\s+", " ");
        if (form.startsWith("@every")) {
            return interval(form);
        }
        if (form.startsWith("@")) {
            String fields = NAMED.get(form.toLowerCase(Locale.ROOT));
            if (fields == null) {
                throw mistake("\"" + form + "\" is not a schedule; " + ALLOWED);
            }
            return cron(fields, form);
        }
        return cron(form, form);
    }

    private static Schedule interval(String form) {
        Optional<Duration> every =
                Durations.parse(form.substring("@every".length()).strip()).filter(known -> !known.isZero());
        return new IntervalSchedule(every.orElseThrow(() -> mistake("\"" + form
                + "\" has no duration that can be kept; allowed are whole days, hours, minutes and seconds"
                + " as in \"@every 45s\", \"@every 10m\", \"@every 1h30m\", \"@every 24h\"")));
    }

    private static Schedule cron(String fields, String form) {
        List<String> parts = List.of(fields.split(" "));
        if (parts.size() == 6) {
            throw mistake("\"" + form + "\" has six fields, and cron here has five (minute hour day month weekday);"
                    + " without its first field it is \"" + String.join(" ", parts.subList(1, 6))
                    + "\"; for seconds there is \"@every 30s\"");
        }
        if (parts.size() != 5) {
            throw mistake("\"" + form + "\" is not a schedule; " + ALLOWED);
        }
        refuseLongSteps(parts, form);
        CronSchedule schedule;
        try {
            schedule = new CronSchedule(form, PARSER.parse(fields));
        } catch (IllegalArgumentException e) {
            throw mistake("\"" + form + "\" is not a schedule: " + firstSentence(e) + "; " + ALLOWED);
        }
        if (!schedule.isEverDue()) {
            throw mistake("\"" + form + "\" is never due: no month has that day");
        }
        return schedule;
    }

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private static void refuseLongSteps(List<String> parts, String form) {
        for (int i = 0; i < parts.size(); i++) {
            Matcher step = STEP.matcher(parts.get(i));
            if (step.matches() && Long.parseLong(step.group(1)) >= FIELD_SIZES.get(i)) {
                String nearest = FIELD_UNITS.get(i).isEmpty()
                        ? ""
                        : "; write \"@every " + step.group(1) + FIELD_UNITS.get(i) + "\" if you mean that interval";
                throw mistake(
                        "\"" + form + "\": a step of " + step.group(1) + " is not shorter than its field has values ("
                                + FIELD_SIZES.get(i) + "), so cron would run it at the first one only" + nearest);
            }
        }
    }

    /** What is kept but may surprise: a step that does not divide its field leaves a shorter last interval. */
    static Optional<String> warning(String text) {
        String minutes = text.strip().split("\\s+")[0];
        Matcher step = STEP.matcher(minutes);
        if (step.matches() && 60 % Math.max(1, Integer.parseInt(step.group(1))) != 0) {
            return Optional.of("\"" + text.strip() + "\" starts anew at each full hour, so its intervals are not equal;"
                    + " write \"@every " + step.group(1) + "m\" for equal ones");
        }
        return Optional.empty();
    }

    private static String firstSentence(IllegalArgumentException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message =
                String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
        return message.substring(0, Math.min(200, message.length()));
    }

    private static KpiException mistake(String message) {
        return new KpiException(Reason.BAD_CONFIGURATION, message);
    }
}
