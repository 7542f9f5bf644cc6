package org.kpirunner.engine.elasticsearch.mapping;

import java.nio.charset.StandardCharsets;

/**
 * Where the texts of a field can be searched as they are, unanalyzed: the field itself or a sub-field of it.
 *
 * @param path the field to name in a query
 * @param longest the longest text that is there, in characters; longer ones are in the document alone
 * @param columnar its texts can be sorted and grouped
 * @param ignoredIsRecorded the field {@code _ignored} tells the documents with a longer text
 */
public record ExactText(String path, int longest, boolean columnar, boolean ignoredIsRecorded) {
    /** Longer terms than this, in bytes, can't be indexed. */
    private static final int LONGEST_TERM = 32_766;

    static final int UNLIMITED = Integer.MAX_VALUE;

    /** Whether a document with this text is always found by it. */
    public boolean holds(String text) {
        return text.length() <= longest && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TERM;
    }

    /** Whether every text of the field is there. */
    public boolean isComplete() {
        return longest == UNLIMITED;
    }

    ExactText and(ExactText other) {
        return new ExactText(
                path,
                Math.min(longest, other.longest),
                columnar && other.columnar,
                ignoredIsRecorded && other.ignoredIsRecorded);
    }
}
