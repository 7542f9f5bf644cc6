package org.kpirunner.cli;

/** What the shell is told. */
final class ExitCode {
    static final int DONE = 0;
    /** A KPI failed and the rest was appended; of {@code check --connect}: something cannot be reached. */
    static final int FAILURES = 1;
    /** Nothing ran, because of a mistake in the command line or in a file. */
    static final int MISTAKE = 2;
    /** A row could not be delivered and is kept. */
    static final int KEPT = 3;

    static final int BUG = 70;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
