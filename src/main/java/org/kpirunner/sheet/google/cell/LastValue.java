package org.kpirunner.sheet.google.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.Header;

/** The formula of row 2 that shows the last value of its column. */
public final class LastValue {
    // Rows that people insert above the data move the first row of the range.
    private static final Pattern OURS = Pattern.compile(
            "=IFERROR\\(INDEX\\(FILTER\\((?<column>[A-Z]+)\\d+:\\k<column>\\d*[;,]NOT\\(ISBLANK\\(\\k<column>\\d+:\\k<column>\\d*\\)\\)\\)"
                    + "[;,]COUNTA\\(\\k<column>\\d+:\\k<column>\\d*\\)\\)[;,]\"\"\\)");

    private LastValue() {}

    /** English names and semicolons are read in every locale; the range stays open below. */
    public static String formula(int column) {
        String letters = Header.letters(column);
        String range = letters + "3:" + letters;
        return "=IFERROR(INDEX(FILTER(" + range + ";NOT(ISBLANK(" + range + ")));COUNTA(" + range + "));\"\")";
    }

    /** Whether a formula is ours for the column in which it stands now. */
    public static boolean isOurs(String formula, int column) {
        Matcher matcher = OURS.matcher(formula.replace(" ", ""));
        return matcher.matches() && matcher.group("column").equals(Header.letters(column));
    }
}
