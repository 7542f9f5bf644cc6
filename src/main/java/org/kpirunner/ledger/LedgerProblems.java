package org.kpirunner.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean for the operator of a ledger. */
final class LedgerProblems {
    private LedgerProblems() {}

    static KpiException of(Path file, SQLException problem) {
        if (problem instanceof SQLiteException known) {
            return new KpiException(Reason.STATE_UNUSABLE, file + ": " + sentence(known), problem);
        }
        throw new IllegalStateException(file + ": a statement of ours is wrong", problem);
    }

    private static String sentence(SQLiteException problem) {
        SQLiteErrorCode detail = problem.getResultCode();
        // The low byte is the kind of failure, the rest its detail.
        return switch (SQLiteErrorCode.getErrorCode(detail.code & 0xff)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                "is damaged or no ledger (" + detail.name()
                        + "); move it away and the next run begins a new one, without the history and without the rows"
                        + " that wait in it";
            case SQLITE_FULL -> "no space is left on the disk; free some, then run again";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "cannot be written (" + detail.name() + "); name a folder that can be with --state or KPI_STATE";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another process has been writing to it for too long; try again when it" + " has ended";
            case SQLITE_IOERR -> "the disk cannot be read or written (" + detail.name() + ")";
            default -> throw new IllegalStateException("a statement of ours is wrong", problem);
        };
    }

    static String innermost(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
