package org.kpirunner.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text with some of its parts replaced, which still knows where each character came from. */
final class Rewriting {
    private record Edit(int start, int end, String replacement) {}

    private final Text original;
    private final List<Edit> edits = new ArrayList<>();

    Rewriting(Text original) {
        this.original = original;
    }

    /** Replaces what stands between two offsets of the original. */
    void replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    void insert(int at, String text) {
        replace(at, at, text);
    }

    Result result() {
        String from = original.characters();
        StringBuilder to = new StringBuilder(from.length() + 16);
        List<Integer> origins = new ArrayList<>();
        int position = 0;
        List<Edit> ordered = edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end))
                .toList();
        for (Edit edit : ordered) {
            copy(from, position, edit.start, to, origins);
            to.append(edit.replacement);
            edit.replacement.chars().forEach(c -> origins.add(edit.start));
            position = edit.end;
        }
        copy(from, position, from.length(), to, origins);
        origins.add(from.length());
        return new Result(new Text(to.toString()), origins);
    }

    private static void copy(String from, int start, int end, StringBuilder to, List<Integer> origins) {
        to.append(from, start, end);
        for (int i = start; i < end; i++) {
            origins.add(i);
        }
    }

    /**
     * The text after all replacements.
     *
     * @param origins for each of its characters, and for its end, the offset in the original
     */
    record Result(Text text, List<Integer> origins) {
        /** The offset in the original of a place in the new text. */
        int origin(int line, int column) {
            return origins.get(text.offset(line, column));
        }
    }
}
