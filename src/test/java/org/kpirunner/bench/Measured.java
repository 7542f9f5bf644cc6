package org.kpirunner.bench;

/**
 * What a class of queries took, in milliseconds; medians but for the first time.
 *
 * @param isAnswered whether Trino answered in the time that it had
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
        boolean isAnswered,
        int memory,
        String steps,
        String problem) {
    private static final double MOST_TIMES = 1.3;
    private static final double ALLOWANCE = 15;
    private static final int WITHOUT_PUSHDOWN = 5;
    private static final int OF_ELASTICSEARCH = 20;
    private static final int MOST_MEGABYTES = 400;

    String row() {
        String atLeast = isAnswered ? "" : "> ";
        return "| %s | %s | %.1f | %.1f | %.0f | %s%.0f | %.1f | %s%.1f | %s%.1f | %d | %s | %d | %s |"
                .formatted(
                        query.of(),
                        query.name(),
                        byHand,
                        embedded,
                        first,
                        atLeast,
                        trino,
                        embedded / byHand,
                        atLeast,
                        trino / embedded,
                        atLeast,
                        trino / byHand,
                        timesFaster(),
                        embedded * timesFaster() <= trino ? "yes" : "**no**",
                        memory,
                        verdict());
    }

    /** How many times faster than Trino it shall be, by what Trino's plan computes that could be asked of the source. */
    private int timesFaster() {
        if (steps.equals("TableScan")) {
            return 1;
        }
        boolean isHard = query.of().equals("Elasticsearch") && query.name().matches(".*(text|distinct|group).*");
        return isHard ? OF_ELASTICSEARCH : WITHOUT_PUSHDOWN;
    }

    private String verdict() {
        if (!problem.isEmpty()) {
            return problem;
        }
        boolean isNear = !query.isSingleSource() || embedded <= byHand * MOST_TIMES + ALLOWANCE;
        return isNear && embedded <= trino && memory < MOST_MEGABYTES ? "yes" : "**no**";
    }
}
