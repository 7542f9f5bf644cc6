package org.kpirunner.sheet.xlsx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.Header;

/** The formula that shows the last value of a column; every Excel and every LibreOffice know its functions. */
final class LastValue {
    private static final Pattern SPACE_AND_DOLLAR = Pattern.compile("[\\s$]");
    private static final Pattern OURS = Pattern.compile(
            "(?i)IFERROR\\(LOOKUP\\(2,1/\\((?<range>(?<column>[A-Z]{1,3})\\d+(:\\k<column>\\d+)?|#REF!)<>\"\"\\),\\k<range>\\),\"\"\\)");

    private LastValue() {}

    static String formula(int column, int firstRow, int lastRow) {
        String letters = Header.letters(column);
        String range = letters + firstRow + ":" + letters + lastRow;
        return "IFERROR(LOOKUP(2,1/(" + range + "<>\"\")," + range + "),\"\")";
    }

    /** Whether a formula is as we wrote it, whatever rows it spans, for the column in which it stands. */
    static boolean isOurs(String formula, int column) {
        Matcher ours = OURS.matcher(SPACE_AND_DOLLAR.matcher(formula).replaceAll(""));
        return ours.matches()
                && (ours.group("column") == null || ours.group("column").equalsIgnoreCase(Header.letters(column)));
    }
}
