package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The texts that cells share by number; there can be very many, so only those that are asked for are kept. */
final class SharedStrings {
    private final Parts parts;
    private final Optional<String> part;

    SharedStrings(Parts parts, Workbook workbook) throws IOException {
        this.parts = parts;
        this.part = workbook.related("sharedStrings");
    }

    /** Chooses texts. */
    interface Choice {
        boolean wants(int number, String text);
    }

    /** The chosen texts by their numbers. */
    Map<Integer, String> find(Choice choice) throws IOException {
        Map<Integer, String> found = new HashMap<>();
        if (part.isEmpty() || !parts.has(part.get())) {
            return found;
        }
        int number = -1;
        try (XmlScanner tokens = new XmlScanner(parts.open(part.get()))) {
            while (tokens.next()) {
                if (tokens.isStart("si")) {
                    number++;
                    String text = tokens.kind() == XmlScanner.Kind.EMPTY ? "" : text(tokens, "si");
                    if (choice.wants(number, text)) {
                        found.put(number, text);
                    }
                }
            }
        }
        return found;
    }

    /** The text of a string item up to its end: all its runs, without the phonetic ones. */
    static String text(XmlScanner tokens, String element) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isText = false;
        boolean isPhonetic = false;
        while (tokens.next() && !tokens.isEnd(element)) {
            if (tokens.isStart("rPh")) {
                isPhonetic = tokens.kind() == XmlScanner.Kind.START;
            } else if (tokens.isEnd("rPh")) {
                isPhonetic = false;
            } else if (tokens.isStart("t")) {
                isText = tokens.kind() == XmlScanner.Kind.START && !isPhonetic;
            } else if (tokens.isEnd("t")) {
                isText = false;
            } else if (isText && tokens.kind() == XmlScanner.Kind.TEXT) {
                text.append(tokens.text());
            }
        }
        return XmlText.shownText(text.toString());
    }
}
