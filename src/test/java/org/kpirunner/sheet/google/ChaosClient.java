package org.kpirunner.sheet.google;

/** Somebody who brings the row of each run into a tab, as well as it can. */
interface ChaosClient {
    /** Runs once and delivers; what is not delivered may be kept for later, or not. */
    void run(ChaosRun run);

    /** Delivers what is kept, now that nothing goes wrong any more; true when nothing is left. */
    boolean drain();

    /** The process ends at once, without a chance to do anything more. */
    final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }
}
