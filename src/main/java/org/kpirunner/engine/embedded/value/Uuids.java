package org.kpirunner.engine.embedded.value;

import java.util.Locale;

/** UUIDs as text: lower case, in groups of 8-4-4-4-12. */
public final class Uuids {
    private static final int LENGTH = 36;

    private Uuids() {}

    /** The text in canonical form if it is a UUID, otherwise as it is. */
    public static String canonical(String text) {
        return isUuid(text) ? text.toLowerCase(Locale.ROOT) : text;
    }

    public static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }
}
