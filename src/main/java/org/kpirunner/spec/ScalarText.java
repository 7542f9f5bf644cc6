package org.kpirunner.spec;

import java.util.ArrayList;
import java.util.List;
import org.kpirunner.problem.Place;
import org.kpirunner.spec.SqlPlaces.Run;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Walks a scalar as it stands in the file beside the value that it has, to find where each letter of the value stands.
 * Blanks are not followed: YAML folds and drops them, and never the letters between them.
 */
final class ScalarText {
    private static final String BLANK_ESCAPES = "ntrvf_NLP \t\n\r";

    private final String file;
    private final int[] raw;
    private final ScalarStyle style;
    private int at;
    private int line;
    private int column;

    private ScalarText(String file, int[] raw, ScalarNode node) {
        this.file = file;
        this.raw = raw;
        this.style = node.getScalarStyle();
        this.at = node.getStartMark().getIndex();
        this.line = node.getStartMark().getLine() + 1;
        this.column = node.getStartMark().getColumn() + 1;
    }

    /** @param raw the code points of the whole file */
    static SqlPlaces places(String file, int[] raw, ScalarNode node) {
        return new ScalarText(file, raw, node).walk(node.getValue());
    }

    private SqlPlaces walk(String value) {
        Place start = place();
        skipIndicator();
        List<Run> runs = new ArrayList<>();
        int valueLine = 1;
        int valueColumn = 1;
        for (int index = 0; index < value.length(); index += Character.charCount(value.codePointAt(index))) {
            int letter = value.codePointAt(index);
            if (!isBlank(letter) && find(letter)) {
                extend(runs, valueLine, valueColumn);
                consume();
            }
            valueColumn += Character.charCount(letter);
            if (letter == '\n') {
                valueLine++;
                valueColumn = 1;
            }
        }
        return new SqlPlaces(runs.isEmpty() ? List.of(new Run(1, 1, start)) : runs);
    }

    /** Passes anchor and tag, then the quote, or the line of a block scalar with its {@code |} or {@code >}. */
    private void skipIndicator() {
        while (at < raw.length && (raw[at] == '&' || raw[at] == '!')) {
            skipUntil(true);
            skipUntil(false);
        }
        switch (style) {
            case LITERAL, FOLDED -> {
                while (at < raw.length && raw[at] != '\n') {
                    next();
                }
            }
            case SINGLE_QUOTED, DOUBLE_QUOTED -> next();
            case PLAIN, JSON_SCALAR_STYLE -> {}
        }
    }

    private void skipUntil(boolean blank) {
        while (at < raw.length && isBlank(raw[at]) != blank) {
            next();
        }
    }

    private boolean find(int letter) {
        while (at < raw.length) {
            if (isEscape() && BLANK_ESCAPES.indexOf(raw[at + 1]) >= 0) {
                next();
                next();
            } else if (isEscape() || raw[at] == letter) {
                return true;
            } else {
                next();
            }
        }
        return false;
    }

    private boolean isEscape() {
        return style == ScalarStyle.DOUBLE_QUOTED && raw[at] == '\\' && at + 1 < raw.length;
    }

    private void extend(List<Run> runs, int valueLine, int valueColumn) {
        if (!runs.isEmpty()) {
            Run last = runs.get(runs.size() - 1);
            boolean isInLine = last.line() == valueLine && last.place().line() == line;
            if (isInLine && valueColumn - last.column() == column - last.place().column()) {
                return;
            }
        }
        runs.add(new Run(valueLine, valueColumn, place()));
    }

    /** Passes one letter of the value: an escape counts as one, and so do two quotes in single quotes. */
    private void consume() {
        int length = 1;
        if (isEscape()) {
            length = switch (raw[at + 1]) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        } else if (style == ScalarStyle.SINGLE_QUOTED && raw[at] == '\'') {
            length = 2;
        }
        for (int step = 0; step < length; step++) {
            next();
        }
    }

    private void next() {
        if (at < raw.length && raw[at] == '\n') {
            line++;
            column = 0;
        }
        at++;
        column++;
    }

    private Place place() {
        return new Place(file, line, column);
    }

    private static boolean isBlank(int letter) {
        return Character.isWhitespace(letter) || letter == 0xA0 || letter == 0x85;
    }
}
