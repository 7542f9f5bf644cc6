package org.kpirunner.sheet.csv;

import java.util.regex.Pattern;

/** Texts as fields of a CSV file, and back. */
final class CsvText {
    /** What makes Excel and its like take a field for a formula; the wide signs count in East Asian editions. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private static final Pattern PROTECTED = Pattern.compile("'" + FORMULA.pattern(), Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private CsvText() {}

    /** A text such that no program takes it for a formula: then with an apostrophe before it. */
    static String safe(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /** What {@link #safe} was given. */
    static String unsafe(String text) {
        return PROTECTED.matcher(text).matches() ? text.substring(1) : text;
    }

    /** A text as a field, in quotes where it needs them. */
    static String field(String text, char delimiter) {
        boolean needsQuotes = text.indexOf(delimiter) >= 0
                || text.indexOf('"') >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0
                || (!text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' '));
        return needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** The text of a field as it stands in a file. */
    static String read(String raw) {
        if (!raw.startsWith("\"")) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        int i = 1;
        while (i < raw.length() && (raw.charAt(i) != '"' || raw.startsWith("\"\"", i))) {
            text.append(raw.charAt(i));
            i += raw.charAt(i) == '"' ? 2 : 1;
        }
        return text.append(raw, Math.min(i + 1, raw.length()), raw.length()).toString();
    }
}
