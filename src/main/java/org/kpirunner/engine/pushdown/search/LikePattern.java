package org.kpirunner.engine.pushdown.search;

import java.util.Optional;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * A pattern of LIKE.
 *
 * @param text what it says before its first wildcard, without escapes
 * @param wildcard the same pattern as Elasticsearch writes it
 * @param isText whether it has no wildcard: it is a text to be equal to
 * @param isPrefix whether its only wildcard is a % at its end
 */
record LikePattern(String text, String wildcard, boolean isText, boolean isPrefix) {
    static LikePattern parse(String pattern, Optional<Character> escape) {
        StringBuilder text = new StringBuilder();
        StringBuilder wildcard = new StringBuilder();
        int firstWildcard = -1;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            boolean escaped = escape.filter(sign -> sign == letter).isPresent();
            if (escaped) {
                i++;
                if (i == pattern.length()) {
                    throw new NotPushable("the pattern '" + pattern + "' ends with its escape character");
                }
            }
            char meant = pattern.charAt(i);
            if (!escaped && (meant == '%' || meant == '_')) {
                firstWildcard = firstWildcard < 0 ? i : firstWildcard;
                wildcard.append(meant == '%' ? '*' : '?');
                continue;
            }
            if (firstWildcard < 0) {
                text.append(meant);
            }
            if (meant == '*' || meant == '?' || meant == '\\') {
                wildcard.append('\\');
            }
            wildcard.append(meant);
        }
        boolean prefix = firstWildcard == pattern.length() - 1 && pattern.endsWith("%");
        return new LikePattern(text.toString(), wildcard.toString(), firstWildcard < 0, prefix);
    }
}
