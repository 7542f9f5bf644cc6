package org.kpirunner.sheet.google.server.book;

import java.util.Locale;
import java.util.Set;

/** What the locale of a spreadsheet changes. */
public final class Locales {
    private static final Set<String> COMMA = Set.of(
            "de", "fr", "es", "it", "pt", "nl", "tr", "pl", "ru", "cs", "da", "fi", "nb", "no", "sv", "el", "hu", "ro",
            "bg", "uk", "id", "vi");

    private Locales() {}

    /** The character between a number's whole part and its fraction. */
    public static char decimal(String locale) {
        String language = locale.split("_")[0].toLowerCase(Locale.ROOT);
        return COMMA.contains(language) && !locale.equals("es_MX") ? ',' : '.';
    }
}
