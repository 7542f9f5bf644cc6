package org.kpirunner.sheet;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Where a sheet is, as {@code --to} says it.
 *
 * @param place an absolute path, or the id of a spreadsheet
 * @param tab empty for CSV
 */
public record SheetAddress(Kind kind, String place, String tab) {
    private static final Pattern WORKBOOK =
            Pattern.compile("(?is)(?<file>.+?\\.xls[xm])(?:#(?<tab>.*))?|(?<other>.+?)(?:#(?<otherTab>[^#]*))?");
    private static final Pattern NOT_IN_TAB = Pattern.compile("[\\[\\]:*?/\\\\]|^'|'$");
    private static final int TAB_LENGTH = 31;

    /** The kinds of sheets. */
    public enum Kind {
        CSV,
        XLSX,
        GOOGLE
    }

    /**
     * Reads {@code csv:FILE}, {@code xlsx:FILE#TAB} or {@code google:SPREADSHEET_ID#TAB}.
     *
     * @param defaultTab the tab where none is named
     */
    public static SheetAddress parse(String text, String defaultTab) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        Optional<SheetAddress> address = switch (text.substring(0, Math.max(0, colon))) {
            case "csv" ->
                rest.isBlank() ? Optional.empty() : Optional.of(new SheetAddress(Kind.CSV, path(text, rest), ""));
            case "xlsx" -> workbook(text, WORKBOOK.matcher(rest), defaultTab);
            case "google" -> google(rest, defaultTab);
            default -> Optional.empty();
        };
        return address.orElseThrow(
                () -> mistake(text, "is not a sheet; a sheet is csv:FILE, xlsx:FILE#TAB or google:SPREADSHEET_ID#TAB"));
    }

    private static Optional<SheetAddress> workbook(String text, Matcher parts, String defaultTab) {
        if (!parts.matches()) {
            return Optional.empty();
        }
        String file = parts.group("file") == null ? parts.group("other") : parts.group("file");
        String tab = parts.group("tab") == null ? parts.group("otherTab") : parts.group("tab");
        return file.isBlank()
                ? Optional.empty()
                : Optional.of(new SheetAddress(
                        Kind.XLSX, path(text, file), workbookTab(text, tab == null ? defaultTab : tab)));
    }

    private static Optional<SheetAddress> google(String rest, String defaultTab) {
        int hash = rest.indexOf('#');
        String id = hash < 0 ? rest : rest.substring(0, hash);
        String tab = hash < 0 ? defaultTab : rest.substring(hash + 1);
        return id.isBlank() || tab.isBlank() ? Optional.empty() : Optional.of(new SheetAddress(Kind.GOOGLE, id, tab));
    }

    private static String path(String text, String file) {
        try {
            return Path.of(file).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw mistake(text, "names no file: " + e.getReason());
        }
    }

    private static String workbookTab(String text, String tab) {
        if (tab.isBlank()
                || tab.length() > TAB_LENGTH
                || NOT_IN_TAB.matcher(tab).find()) {
            throw mistake(
                    text,
                    "has the tab \"" + tab + "\"; a tab of a workbook has 1 to " + TAB_LENGTH
                            + " characters, none of []:*?/\\, and no ' at its ends");
        }
        return tab;
    }

    private static KpiException mistake(String text, String what) {
        return new KpiException(Reason.BAD_CONFIGURATION, "\"" + text + "\" " + what);
    }

    /** The address in full; the same for the same sheet, wherever {@code kpi} was started. */
    @Override
    public String toString() {
        return switch (kind) {
            case CSV -> "csv:" + place;
            case XLSX -> "xlsx:" + place + "#" + tab;
            case GOOGLE -> "google:" + place + "#" + tab;
        };
    }
}
