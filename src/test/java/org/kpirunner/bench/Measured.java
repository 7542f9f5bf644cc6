package org.kpirunner.bench;

/**
 * What a class of queries took, in milliseconds; medians but for the first time.
 *
 * @param memory the most that the embedded engine's process took, in MB
 * @param steps what Trino says that it computes itself
 * @param problem what is wrong with an answer; empty if nothing is
 */
record Measured(
        QueryClass query,
        double byHand,
        double embedded,
        double first,
        double trino,
        int memory,
        String steps,
        String problem) {
    private static final double MOST_TIMES = 1.3;
    private static final double ALLOWANCE = 15;

    String row() {
        return "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %d | %s |"
                .formatted(
                        query.of(),
                        query.name(),
                        byHand,
                        embedded,
                        first,
                        trino,
                        embedded / byHand,
                        trino / embedded,
                        trino / byHand,
                        memory,
                        verdict());
    }

    private String verdict() {
        if (!problem.isEmpty()) {
            return problem;
        }
        boolean isNear = !query.isSingleSource() || embedded <= byHand * MOST_TIMES + ALLOWANCE;
        return isNear && embedded <= trino && memory < 400 ? "yes" : "**no**";
    }
}
