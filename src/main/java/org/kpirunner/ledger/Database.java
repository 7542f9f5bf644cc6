package org.kpirunner.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/** The SQLite file: brought to the newest schema, then used in transactions that are on the disk when they end. */
final class Database implements AutoCloseable {
    private final Path file;
    private final Connection connection;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a file that exists, be it empty.
     *
     * @param patience how long to wait for another process that writes
     */
    static Database open(Path file, Duration patience) {
        Database database = new Database(file, connect(file));
        try {
            database.prepare(patience);
            return database;
        } catch (SQLException problem) {
            database.close();
            throw LedgerProblems.of(file, problem);
        } catch (RuntimeException problem) {
            database.close();
            throw problem;
        }
    }

    private static Connection connect(Path file) {
        try {
            return new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        } catch (SQLiteException problem) {
            throw LedgerProblems.of(file, problem);
        } catch (SQLException problem) {
            throw new KpiException(
                    Reason.STATE_UNUSABLE,
                    file + ": SQLite's native library cannot be loaded: " + LedgerProblems.innermost(problem)
                            + "; name a folder that it can be unpacked to and run from with"
                            + " KPI_JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER",
                    problem);
        }
    }

    private void prepare(Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + patience.toMillis());
            // A rollback journal rather than a write-ahead log, as it needs no shared memory: network and container
            // file systems will do. EXTRA makes the journal's removal, which is the commit, survive a power loss.
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA synchronous = EXTRA");
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA foreign_keys = ON");
        }
        if (version() != Schema.NEWEST) {
            write(ignored -> migrate());
        }
    }

    // The version is read again inside of the transaction: another process may have been faster.
    private boolean migrate() throws SQLException {
        int version = version();
        if (version > Schema.NEWEST) {
            throw new KpiException(
                    Reason.STATE_UNUSABLE,
                    file + ": was written by a newer kpi (its schema is " + version + ", this kpi knows "
                            + Schema.NEWEST + "); use that kpi, or name another folder with --state or KPI_STATE");
        }
        try (Statement statement = connection.createStatement()) {
            for (String script : Schema.after(version)) {
                statement.executeUpdate(script);
            }
            statement.execute("PRAGMA user_version = " + Schema.NEWEST);
        }
        return true;
    }

    private int version() throws SQLException {
        return (int) number("PRAGMA user_version");
    }

    /** What a statement answers that answers one number. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** Gives up to so many free pages back to the file system. */
    void shrink(long pages) {
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                // An update is stepped to its end, and each step frees a page.
                statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
            } catch (SQLException problem) {
                throw LedgerProblems.of(file, problem);
            }
        }
    }

    <T> T read(Work<T> work) {
        return transaction("BEGIN", work);
    }

    /** Changes everything or nothing; no other process writes meanwhile. */
    <T> T write(Work<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    private <T> T transaction(String begin, Work<T> work) {
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(begin);
                try {
                    T result = work.with(connection);
                    statement.execute("COMMIT");
                    return result;
                } catch (SQLException | RuntimeException problem) {
                    rollBack(statement, problem);
                    throw problem;
                }
            } catch (SQLException problem) {
                throw LedgerProblems.of(file, problem);
            }
        }
    }

    // SQLite rolls some failures back by itself, so a roll back that fails says nothing new.
    private static void rollBack(Statement statement, Exception problem) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException another) {
            problem.addSuppressed(another);
        }
    }

    @Override
    public void close() {
        synchronized (connection) {
            try {
                connection.close();
            } catch (SQLException problem) {
                throw LedgerProblems.of(file, problem);
            }
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
