package org.kpirunner.dialect;

/**
 * A word, literal or sign of a query, and where it stands in its text.
 *
 * @param start the offset of its first character
 * @param end the offset after its last character
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is, as far as its first characters tell. */
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    /** Whether it is this key word or sign, in any case. */
    public boolean is(String wordOrSign) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(wordOrSign);
    }

    public boolean isOneOf(Iterable<String> wordsOrSigns) {
        for (String candidate : wordsOrSigns) {
            if (is(candidate)) {
                return true;
            }
        }
        return false;
    }
}
