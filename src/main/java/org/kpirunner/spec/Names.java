package org.kpirunner.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a KPI may be called. */
final class Names {
    private static final String FIRST_COLUMN = "Date time";
    private static final Pattern BLANKS = Pattern.compile("(?U)[\\s\\u00A0]+");
    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n\\f\\u000B\\u0085\\u2028\\u2029]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]");

    private Names() {}

    /** A name as a header is compared: trimmed, runs of white space as one blank. */
    static String normal(String name) {
        return BLANKS.matcher(name).replaceAll(" ").strip();
    }

    static Optional<String> problem(String name) {
        Matcher control = CONTROLS.matcher(name);
        if (name.equalsIgnoreCase(FIRST_COLUMN)) {
            return Optional.of("\"" + name + "\" is the first column of every sheet; choose another name");
        } else if (control.find()) {
            int character = name.codePointAt(control.start());
            return Optional.of(String.format(
                    Locale.ROOT, "holds the control character U+%04X, which a cell cannot hold", character));
        }
        return Optional.empty();
    }

    static Optional<String> warning(String written) {
        Matcher matcher = BREAKS.matcher(written.strip());
        return matcher.find()
                ? Optional.of("holds a " + (matcher.group().equals("\t") ? "TAB" : "line break")
                        + ", which reads as one blank")
                : Optional.empty();
    }
}
