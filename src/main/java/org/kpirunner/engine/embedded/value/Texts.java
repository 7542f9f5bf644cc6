package org.kpirunner.engine.embedded.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** What the functions of text compute; characters are code points and positions count from 1. */
public final class Texts {
    private static final int LONGEST = 1 << 24;

    private Texts() {}

    public static Long length(Object text) {
        return (long) points((String) text);
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    /** How many characters must be put in, left out or changed to make one text of the other. */
    public static Long distance(String left, String right) {
        int[] from = left.codePoints().toArray();
        int[] to = right.codePoints().toArray();
        long[] costs = new long[to.length + 1];
        Arrays.setAll(costs, i -> i);
        for (int i = 1; i <= from.length; i++) {
            long diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length; j++) {
                long change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(change, Math.min(costs[j], costs[j - 1]) + 1);
            }
        }
        return costs[to.length];
    }

    /** Each character by itself, whatever the language. */
    public static String lower(Object text) {
        return mapped((String) text, Character::toLowerCase);
    }

    public static String upper(Object text) {
        return mapped((String) text, Character::toUpperCase);
    }

    private static String mapped(String text, IntUnaryOperator each) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().map(each).forEach(result::appendCodePoint);
        return result.toString();
    }

    /** The text from a position, for a length; from the end where the position is negative; nothing from 0. */
    public static String substring(Object[] x) {
        String text = (String) x[0];
        long start = (Long) x[1];
        long length = x.length > 2 ? (Long) x[2] : Long.MAX_VALUE;
        int points = points(text);
        long from = start > 0 ? start - 1 : points + start;
        if (start == 0 || from < 0 || from >= points || length <= 0) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, (int) from);
        return length >= points - from
                ? text.substring(begin)
                : text.substring(begin, text.offsetByCodePoints(begin, (int) length));
    }

    /** Where the nth occurrence begins, from the end where n is negative; 0 if there is none. */
    public static Long position(Object whole, Object part, Object nth) {
        String text = (String) whole;
        String wanted = (String) part;
        long count = (Long) nth;
        if (count == 0) {
            throw invalid("the occurrence that strpos looks for is not 0");
        }
        if (wanted.isEmpty()) {
            return 1L;
        }
        int at = count > 0 ? -1 : text.length();
        for (long i = 0; i < Math.abs(count); i++) {
            at = count > 0 ? text.indexOf(wanted, at + 1) : text.lastIndexOf(wanted, at - 1);
            if (at < 0) {
                return 0L;
            }
        }
        return text.codePointCount(0, at) + 1L;
    }

    /** Every occurrence replaced; where nothing is looked for, put around every character. */
    public static String replace(Object text, Object wanted, Object replacement) {
        if (!((String) wanted).isEmpty()) {
            return ((String) text).replace((String) wanted, (String) replacement);
        }
        StringBuilder result = new StringBuilder((String) replacement);
        ((String) text).codePoints().forEach(c -> result.appendCodePoint(c).append((String) replacement));
        return result.toString();
    }

    /** Without the given characters, or white space where none are given, at its ends. */
    public static String trim(Object[] x, boolean atStart, boolean atEnd) {
        String text = (String) x[0];
        IntPredicate unwanted = x.length > 1 ? c -> ((String) x[1]).indexOf(c) >= 0 : Character::isWhitespace;
        int begin = 0;
        int end = text.length();
        while (atStart && begin < end && unwanted.test(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (atEnd && begin < end && unwanted.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    /** The text as far as it fits the size. */
    public static String start(Object[] x) {
        return substring(new Object[] {x[0], 1L, size(x)});
    }

    /** What fills the text up to the size. */
    public static String padding(Object[] x) {
        long missing = size(x) - points((String) x[0]);
        int[] filling = ((String) x[2]).codePoints().toArray();
        if (filling.length == 0) {
            throw invalid("the text to fill up with is empty");
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < missing; i++) {
            result.appendCodePoint(filling[i % filling.length]);
        }
        return result.toString();
    }

    private static long size(Object[] x) {
        long size = (Long) x[1];
        if (size < 0 || size > LONGEST) {
            throw invalid("the size to fill a text up to is between 0 and " + LONGEST);
        }
        return size;
    }

    /** Each character of the second text replaced by the one at its place in the third, or left out. */
    public static String translate(Object[] x) {
        int[] from = ((String) x[1]).codePoints().toArray();
        int[] to = ((String) x[2]).codePoints().toArray();
        StringBuilder result = new StringBuilder();
        ((String) x[0]).codePoints().forEach(c -> {
            int at = 0;
            while (at < from.length && from[at] != c) {
                at++;
            }
            if (at == from.length) {
                result.appendCodePoint(c);
            } else if (at < to.length) {
                result.appendCodePoint(to[at]);
            }
        });
        return result.toString();
    }

    public static String character(Object codePoint) {
        long point = (Long) codePoint;
        if (point < 0 || point > Character.MAX_CODE_POINT || (point >= 0xD800 && point <= 0xDFFF)) {
            throw invalid(point + " is not the code point of a character");
        }
        return Character.toString((int) point);
    }

    public static Long codePoint(Object text) {
        if (points((String) text) != 1) {
            throw invalid("codepoint takes a text of one character");
        }
        return (long) ((String) text).codePointAt(0);
    }

    public static List<String> split(Object[] x) {
        String text = (String) x[0];
        String delimiter = (String) x[1];
        long limit = x.length > 2 ? (Long) x[2] : Long.MAX_VALUE;
        if (delimiter.isEmpty() || limit <= 0) {
            throw invalid("split takes a delimiter that is not empty and a limit above 0");
        }
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int at = text.indexOf(delimiter);
                at >= 0 && parts.size() < limit - 1;
                at = text.indexOf(delimiter, begin)) {
            parts.add(text.substring(begin, at));
            begin = at + delimiter.length();
        }
        parts.add(text.substring(begin));
        return parts;
    }

    /** The nth part, or nothing where there are fewer. */
    public static @Nullable String part(Object[] x) {
        long nth = (Long) x[2];
        if (nth <= 0) {
            throw invalid("the part that split_part takes is counted from 1");
        }
        String text = (String) x[0];
        List<String> parts = ((String) x[1]).isEmpty()
                ? Arrays.stream(text.codePoints().toArray())
                        .mapToObj(Character::toString)
                        .toList()
                : split(new Object[] {text, x[1]});
        return nth > parts.size() ? null : parts.get((int) nth - 1);
    }

    public static KpiException invalid(String message) {
        return new KpiException(Reason.INVALID_VALUE, message);
    }
}
