package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cells of a row have to change places so that each value stands under its tag. Nothing is invented: a value that
 * is nowhere in the row was changed by people, and stays so.
 *
 * @param sources where each cell that has to change gets its content from, by column
 * @param cleared the columns that lose theirs
 */
record Moves(Map<Integer, Integer> sources, List<Integer> cleared) {
    Moves {
        sources = new TreeMap<>(sources);
        cleared = List.copyOf(cleared);
    }

    /**
     * Compares a row with what it should hold.
     *
     * @param wanted digests by identity
     * @param present digests by column
     * @param tags columns by identity
     */
    static Moves of(Map<String, String> wanted, Map<Integer, String> present, Map<String, Integer> tags) {
        Map<Integer, String> open = new TreeMap<>();
        Map<Integer, String> free = new TreeMap<>(present);
        wanted.forEach((identity, digest) -> {
            Integer column = tags.get(identity);
            if (column != null && digest.equals(present.get(column))) {
                free.remove(column);
            } else if (column != null) {
                open.put(column, digest);
            }
        });
        Map<Integer, Integer> sources = new TreeMap<>();
        open.forEach((column, digest) -> free.entrySet().stream()
                .filter(entry -> entry.getValue().equals(digest))
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(source -> {
                    free.remove(source);
                    sources.put(column, source);
                }));
        TreeSet<Integer> cleared = new TreeSet<>(sources.values());
        cleared.removeAll(sources.keySet());
        return new Moves(sources, new ArrayList<>(cleared));
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** How many of the wanted values are in a row, wherever they stand. */
    static int matches(Map<String, String> wanted, Map<Integer, String> present) {
        Map<String, Integer> counts = new HashMap<>();
        present.values().forEach(digest -> counts.merge(digest, 1, Integer::sum));
        int matches = 0;
        for (String digest : wanted.values()) {
            if (counts.merge(digest, -1, Integer::sum) >= 0) {
                matches++;
            }
        }
        return matches;
    }
}
