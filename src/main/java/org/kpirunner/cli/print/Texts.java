package org.kpirunner.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as it takes room on a terminal: what people see as one letter may be several characters, and two columns wide. */
final class Texts {
    private static final Pattern LETTER = Pattern.compile("\\X");
    private static final String CUT = "…";
    private static final int EMOJI_STYLE = 0xFE0F;

    /** The first and last code points that take two columns. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23EC},
        {0x23F0, 0x23F0},
        {0x23F3, 0x23F3},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x267F, 0x267F},
        {0x2693, 0x2693},
        {0x26A1, 0x26A1},
        {0x26AA, 0x26AB},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x26CE, 0x26CE},
        {0x26D4, 0x26D4},
        {0x26EA, 0x26EA},
        {0x26F2, 0x26F3},
        {0x26F5, 0x26F5},
        {0x26FA, 0x26FA},
        {0x26FD, 0x26FD},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x274E, 0x274E},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x27B0, 0x27B0},
        {0x27BF, 0x27BF},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F1E6, 0x1F1FF},
        {0x1F200, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F7E0, 0x1F7EB},
        {0x1F900, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private Texts() {}

    /** The text on one line and without characters that steer a terminal. */
    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(letter ->
                        Character.isWhitespace(letter) ? ' ' : Character.isISOControl(letter) ? '\uFFFD' : letter)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    static int width(String text) {
        boolean isPlain = text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7F);
        return isPlain
                ? text.length()
                : letters(text).stream().mapToInt(Texts::letterWidth).sum();
    }

    /** As much of the text as fits, with a mark where it was cut. */
    static String fitted(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        int room = width - 1;
        for (String letter : letters(text)) {
            room -= letterWidth(letter);
            if (room < 0) {
                break;
            }
            fitted.append(letter);
        }
        return fitted + CUT;
    }

    /** The text on lines of at most a width, broken at blanks where there are any. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > width) {
                String head = head(rest, width);
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String head(String text, int width) {
        StringBuilder head = new StringBuilder();
        for (String letter : letters(text)) {
            if (!head.isEmpty() && width(head.toString()) + letterWidth(letter) > width) {
                break;
            }
            head.append(letter);
        }
        return head.toString();
    }

    static String padded(String text, int width, boolean toTheRight) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        String isolated = isolated(text);
        return toTheRight ? blanks + isolated : isolated + blanks;
    }

    // Letters that run from right to left would turn their neighbours around.
    private static String isolated(String text) {
        boolean turns = text.codePoints().anyMatch(letter -> {
            byte direction = Character.getDirectionality(letter);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        });
        return turns ? "\u2068" + text + "\u2069" : text;
    }

    private static List<String> letters(String text) {
        List<String> letters = new ArrayList<>();
        Matcher matcher = LETTER.matcher(text);
        while (matcher.find()) {
            letters.add(matcher.group());
        }
        return letters;
    }

    private static int letterWidth(String letter) {
        int first = letter.codePointAt(0);
        if (letter.codePoints().anyMatch(part -> part == EMOJI_STYLE) || isWide(first)) {
            return 2;
        }
        return switch (Character.getType(first)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> 1;
        };
    }

    private static boolean isWide(int letter) {
        for (int[] range : WIDE) {
            if (letter <= range[1]) {
                return letter >= range[0];
            }
        }
        return false;
    }
}
