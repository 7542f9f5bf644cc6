package org.kpirunner.engine.embedded.value;

import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A pattern of LIKE: {@code %} is any text, {@code _} one character, both plain after the escape character. */
public final class LikePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] pattern;

    private LikePattern(int[] pattern) {
        this.pattern = pattern;
    }

    /** Reads a pattern; the escape is one character, or empty for none. */
    public static LikePattern of(String text, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new KpiException(Reason.INVALID_VALUE, "the ESCAPE of LIKE is one character");
        }
        int escaping = escape.isEmpty() ? -1 : escape.codePointAt(0);
        int[] points = text.codePoints().toArray();
        int[] pattern = new int[points.length];
        int length = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escaping) {
                i++;
                if (i == points.length || !isSpecial(points[i], escaping)) {
                    throw new KpiException(
                            Reason.INVALID_VALUE,
                            "in the pattern of LIKE the escape character stands before '%', '_' or itself only");
                }
                pattern[length++] = points[i];
            } else {
                pattern[length++] = points[i] == '%' ? ANY_TEXT : points[i] == '_' ? ANY_CHARACTER : points[i];
            }
        }
        return new LikePattern(java.util.Arrays.copyOf(pattern, length));
    }

    private static boolean isSpecial(int point, int escaping) {
        return point == '%' || point == '_' || point == escaping;
    }

    /** Whether the whole text matches; goes back only to the last {@code %}, so it never takes exponential time. */
    public boolean matches(String text) {
        int at = 0;
        int next = 0;
        int lastAny = -1;
        int retryAt = 0;
        while (at < text.length()) {
            if (next < pattern.length && pattern[next] == ANY_TEXT) {
                lastAny = next++;
                retryAt = at;
            } else if (next < pattern.length && isMatch(pattern[next], text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
                next++;
            } else if (lastAny >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                next = lastAny + 1;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == ANY_TEXT) {
            next++;
        }
        return next == pattern.length;
    }

    private static boolean isMatch(int wanted, int point) {
        return wanted == ANY_CHARACTER || wanted == point;
    }
}
