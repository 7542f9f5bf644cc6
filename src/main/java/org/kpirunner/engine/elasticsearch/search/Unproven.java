package org.kpirunner.engine.elasticsearch.search;

import java.util.Set;

/** Says that the index would not answer as the documents do, for these fields; the documents must be read. */
public final class Unproven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands for the numbers of documents in buckets. */
    public static final String COUNTS = "numbers of documents";

    private final transient Set<String> paths;

    public Unproven(Set<String> paths) {
        super("not proven: " + paths, null, false, false);
        this.paths = Set.copyOf(paths);
    }

    /** What stands for a field whose numbers are right, but too large to be computed with in doubles. */
    public static String precision(String path) {
        return path + " in doubles";
    }

    public Set<String> paths() {
        return paths;
    }
}
