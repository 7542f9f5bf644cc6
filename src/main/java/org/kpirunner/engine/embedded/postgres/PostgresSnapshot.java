package org.kpirunner.engine.embedded.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a database that all statements of a run see.
 *
 * <p>It is kept by a transaction that stays open for as long as the run. Where a database can't keep one, as behind some
 * poolers, each statement sees the state of its own beginning, and the log says so.
 */
public final class PostgresSnapshot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSnapshot.class);

    private final PostgresConnections connections;
    private @Nullable Connection holder;
    private String id = "";
    private boolean isTaken;

    private PostgresSnapshot(PostgresConnections connections, boolean isTaken) {
        this.connections = connections;
        this.isTaken = isTaken;
    }

    /** Each statement sees what is there when it begins. */
    public static PostgresSnapshot none(PostgresConnections connections) {
        return new PostgresSnapshot(connections, true);
    }

    /** It is taken when the first connection is opened. */
    public static PostgresSnapshot shared(PostgresConnections connections) {
        return new PostgresSnapshot(connections, false);
    }

    PostgresConnections connections() {
        return connections;
    }

    /** A connection in a transaction that sees it; closing it gives it back. */
    Connection open() {
        String snapshot = take();
        Connection connection = connections.open();
        if (snapshot.isEmpty()) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '" + snapshot + "'");
        } catch (SQLException e) {
            giveUp(e);
            undo(connection);
        }
        return connection;
    }

    private synchronized String take() {
        if (!isTaken) {
            Connection connection = connections.open();
            isTaken = true;
            holder = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;"
                        + " SET LOCAL idle_in_transaction_session_timeout = 0");
                try (ResultSet exported = statement.executeQuery("SELECT pg_export_snapshot()")) {
                    exported.next();
                    id = exported.getString(1);
                }
            } catch (SQLException e) {
                giveUp(e);
            }
        }
        return id;
    }

    private synchronized void giveUp(SQLException why) {
        if (!id.isEmpty() || holder != null) {
            LOG.warn(
                    "{} keeps no snapshot for the run, so each statement sees what is there when it begins: {}",
                    connections.source(),
                    why.getMessage());
        }
        close();
    }

    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // a broken connection says so again when it is used
        }
    }

    @Override
    public synchronized void close() {
        id = "";
        Connection held = holder;
        holder = null;
        if (held != null) {
            undo(held);
            try {
                held.close();
            } catch (SQLException e) {
                // it has left the pool
            }
        }
    }
}
