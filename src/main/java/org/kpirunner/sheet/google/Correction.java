package org.kpirunner.sheet.google;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cells of a row have to change so that each content stands under its tag.
 *
 * @param set the identity whose content a column gets
 * @param cleared the columns that lose theirs
 */
record Correction(Map<Integer, String> set, Set<Integer> cleared) {
    Correction {
        set = new TreeMap<>(set);
        cleared = new TreeSet<>(cleared);
    }

    /**
     * Compares a row with what it should hold.
     *
     * <p>As long as nobody has corrected the row, contents are only moved: one that is nowhere in the row was changed
     * by people, and stays so. After that a content may be gone because two of us or people crossed each other, and is
     * written again, but never over a content that is not ours.
     *
     * @param wanted contents by identity
     * @param present contents by column; without what people's formulas show
     * @param occupied the columns with a formula
     * @param tags columns by identity
     * @param isBegun whether the row has been corrected before
     */
    static Correction of(
            Map<String, String> wanted,
            Map<Integer, String> present,
            Set<Integer> occupied,
            Map<String, Integer> tags,
            boolean isBegun) {
        Map<Integer, String> open = new TreeMap<>();
        Map<Integer, String> elsewhere = new TreeMap<>(present);
        elsewhere.values().retainAll(wanted.values());
        wanted.forEach((identity, content) -> {
            Integer column = tags.get(identity);
            if (column == null) {
                // Nobody knows where else it should stand.
                elsewhere.values().remove(content);
            } else if (content.equals(present.get(column))) {
                elsewhere.remove(column);
            } else {
                open.put(column, identity);
            }
        });
        Map<String, Integer> spare = new HashMap<>();
        elsewhere.values().forEach(content -> spare.merge(content, 1, Integer::sum));
        Map<String, Integer> missing = new HashMap<>();
        Map<Integer, String> set = new TreeMap<>();
        open.forEach((column, identity) -> {
            String content = String.valueOf(wanted.get(identity));
            missing.merge(content, 1, Integer::sum);
            boolean isElsewhere = spare.merge(content, -1, Integer::sum) >= 0;
            boolean isFree = !occupied.contains(column)
                    && (!present.containsKey(column) || wanted.containsValue(present.get(column)));
            if (isFree && (isElsewhere || isBegun)) {
                set.put(column, identity);
            }
        });
        Set<Integer> cleared = new TreeSet<>();
        elsewhere.forEach((column, content) -> {
            boolean isOurs = isBegun || missing.merge(content, -1, Integer::sum) >= 0;
            if (isOurs && !set.containsKey(column)) {
                cleared.add(column);
            }
        });
        return new Correction(set, cleared);
    }

    static Correction ofValues(RowState found, Wanted wanted, boolean isBegun) {
        return of(wanted.contents(), found.values(), found.formulas(), found.tags(), isBegun);
    }

    static Correction ofNotes(RowState found, Wanted wanted, boolean isBegun) {
        return of(wanted.notes(), found.notes(), found.formulas(), found.tags(), isBegun);
    }

    boolean isEmpty() {
        return set.isEmpty() && cleared.isEmpty();
    }

    /** How many of the wanted contents are in a row, wherever they stand. */
    static int matches(Map<String, String> wanted, Map<Integer, String> present) {
        Map<String, Integer> counts = new HashMap<>();
        present.values().forEach(content -> counts.merge(content, 1, Integer::sum));
        int matches = 0;
        for (String content : wanted.values()) {
            if (counts.merge(content, -1, Integer::sum) >= 0) {
                matches++;
            }
        }
        return matches;
    }
}
