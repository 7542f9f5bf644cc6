package org.kpirunner.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Place;

/**
 * The entries and the comments of a properties file with their places, which {@link java.util.Properties} does not
 * tell; otherwise the same: separators, continued lines and escapes.
 */
final class PropertiesText {
    private final String file;
    private final String text;
    private final List<Property> properties = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private PropertiesText(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** A comment line without its leading blanks; begins with its {@code #} or {@code !}. */
    record Comment(Place place, String text) {}

    static PropertiesText parse(String file, String text) {
        PropertiesText parsed = new PropertiesText(file, text);
        parsed.read();
        return parsed;
    }

    /** Reads a file as Trino does: as ISO-8859-1. */
    static PropertiesText read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    List<Property> properties() {
        return properties;
    }

    List<Comment> comments() {
        return comments;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    private void read() {
        while (at < text.length()) {
            skipBlanksAndContinuations();
            if (at == text.length()) {
                return;
            } else if (isLineEnd()) {
                nextLine();
            } else if (text.charAt(at) == '#' || text.charAt(at) == '!') {
                comment();
            } else {
                property();
            }
        }
    }

    private void comment() {
        Place place = place();
        int start = at;
        while (at < text.length() && !isLineEnd()) {
            at++;
        }
        comments.add(new Comment(place, text.substring(start, at).strip()));
    }

    private void property() {
        Place place = place();
        String key = word(true);
        skipBlanksAndContinuations();
        if (at < text.length() && isSeparator(text.charAt(at))) {
            at++;
            skipBlanksAndContinuations();
        }
        String value = word(false);
        properties.add(new Property(place, key, value.trim()));
    }

    /** Up to the end of the key, or of the value and its logical line. */
    private String word(boolean isKey) {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && !isLineEnd()) {
            char next = text.charAt(at);
            if (isKey && (isBlank(next) || isSeparator(next))) {
                break;
            }
            at++;
            if (next != '\\') {
                word.append(next);
            } else if (at < text.length() && isLineEnd()) {
                nextLine();
                skipBlanks();
            } else if (at < text.length()) {
                word.append(escaped());
            }
        }
        return word.toString();
    }

    private char escaped() {
        char escape = text.charAt(at++);
        return switch (escape) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> escape;
        };
    }

    /** What follows a backslash and a {@code u}. */
    private char unicode() {
        int end = at + 4;
        if (end <= text.length() && text.substring(at, end).matches("[0-9A-Fa-f]{4}")) {
            char character = (char) Integer.parseInt(text.substring(at, end), 16);
            at = end;
            return character;
        }
        mistakes.add(Mistake.error(
                place(), "four hexadecimal digits must follow \\u; a backslash that means itself is written \\\\"));
        return 'u';
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void skipBlanksAndContinuations() {
        skipBlanks();
        while (at + 1 < text.length() && text.charAt(at) == '\\' && "\r\n".indexOf(text.charAt(at + 1)) >= 0) {
            at++;
            nextLine();
            skipBlanks();
        }
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void nextLine() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        lineStart = at;
    }

    private Place place() {
        return new Place(file, line, at - lineStart + 1);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\f';
    }

    private static boolean isSeparator(char character) {
        return character == '=' || character == ':';
    }
}
