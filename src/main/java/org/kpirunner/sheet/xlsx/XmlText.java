package org.kpirunner.sheet.xlsx;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as XML holds them, and as workbooks hold what XML cannot. */
final class XmlText {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d{1,9})|#x([0-9a-fA-F]{1,7})|(lt|gt|amp|quot|apos));");
    /** How a workbook writes a character that XML has no room for, {@code _x0007_}. */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9a-fA-F]{4})_");

    private XmlText() {}

    /** A text as an attribute's value or an element's content. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\r' -> escaped.append("&#13;");
                case '\t' -> escaped.append("&#9;");
                default -> escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    /** Whether a text can be written without the escapes of workbooks. */
    static boolean isPlain(String text) {
        return !ESCAPE.matcher(text).find() && text.codePoints().noneMatch(XmlText::needsEscape);
    }

    private static boolean needsEscape(int letter) {
        boolean control = letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
        boolean alone = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
        return control || alone || letter == 0xfffe || letter == 0xffff;
    }

    /** The text of a cell or a note as the content of an element. */
    static String cellText(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        ESCAPE.matcher(text).replaceAll("_x005F_x$1_").codePoints().forEach(letter -> {
            if (needsEscape(letter)) {
                shown.append(String.format(Locale.ROOT, "_x%04X_", letter));
            } else {
                shown.appendCodePoint(letter);
            }
        });
        return escaped(shown.toString());
    }

    /** The text of a cell that {@link #cellText} wrote, or another program. */
    static String shownText(String content) {
        return ESCAPE.matcher(content)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
    }

    /** A text with its entities resolved. */
    static String resolve(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult found) {
        if (found.group(3) == null) {
            int letter =
                    found.group(1) != null ? Integer.parseInt(found.group(1)) : Integer.parseInt(found.group(2), 16);
            return Character.isValidCodePoint(letter) ? Character.toString(letter) : "\ufffd";
        }
        return switch (found.group(3)) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            default -> "'";
        };
    }

    /** A tag with an attribute set to a value, in its place if it is there already. */
    static String withAttribute(String tag, String name, String value) {
        Matcher there = Pattern.compile("(\\s" + Pattern.quote(name) + "\\s*=\\s*)(\"[^\"]*\"|'[^']*')")
                .matcher(tag);
        String quoted = '"' + escaped(value) + '"';
        if (there.find()) {
            return tag.substring(0, there.start(2)) + quoted + tag.substring(there.end(2));
        }
        int end = tag.length() - (tag.endsWith("/>") ? 2 : 1);
        return tag.substring(0, end).stripTrailing() + " " + name + "=" + quoted + tag.substring(end);
    }
}
