package org.kpirunner.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The runs of this machine and what they answered; several threads and processes may use one at once. */
public final class Ledger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StateFolder folder;
    private final Database database;
    private final Clock clock;
    private final Retention retention;

    private Ledger(StateFolder folder, Database database, Clock clock, Retention retention) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
        this.retention = retention;
    }

    /** Opens the ledger of a folder; both are created where they do not exist. */
    public static Ledger open(Path folder, Clock clock) {
        return open(folder, clock, Retention.DEFAULT, PATIENCE);
    }

    static Ledger open(Path path, Clock clock, Retention retention, Duration patience) {
        StateFolder folder = new StateFolder(path);
        return new Ledger(folder, Database.open(folder.database(), patience), clock, retention);
    }

    public Outbox outbox() {
        return new Outbox(folder, database, clock);
    }

    public FinishedSlots slots() {
        return new FinishedSlots(database);
    }

    public Notices notices() {
        return new Notices(database, clock);
    }

    public History history() {
        return new History(database);
    }

    /**
     * Records that a run begins. A run that was killed before it finished may begin again.
     *
     * @return false when the run has finished before, so that it must not run again
     */
    public boolean begin(BegunRun run) {
        return database.write(connection -> {
            if (hasEnded(connection, run.id())) {
                return false;
            }
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO run (id, as_of, environment, engine, origin, started) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET
                        as_of = excluded.as_of, environment = excluded.environment, engine = excluded.engine,
                        origin = excluded.origin, started = excluded.started""")) {
                statement.setString(1, run.id());
                statement.setString(2, Stamp.of(run.asOf()));
                statement.setString(3, run.environment());
                statement.setString(4, run.engine());
                statement.setString(5, run.origin());
                statement.setString(6, Stamp.of(run.started()));
                statement.executeUpdate();
            }
            return true;
        });
    }

    /**
     * Records at once that a run ended, how its KPIs ended, and the rows that now have to be delivered; then forgets
     * what is too old.
     *
     * @param rows the row for each sheet, by its address
     * @return false when another process has recorded an end of the same run before; nothing is changed then
     */
    public boolean finish(String run, List<KpiOutcome> outcomes, Map<String, String> rows) {
        boolean isFirst = database.write(connection -> {
            if (hasEnded(connection, run)) {
                return false;
            }
            long number = end(connection, run);
            for (int position = 0; position < outcomes.size(); position++) {
                insert(connection, number, position, outcomes.get(position));
            }
            for (Map.Entry<String, String> row : rows.entrySet()) {
                Outbox.insert(connection, number, row.getKey(), row.getValue());
            }
            return true;
        });
        new Pruning(database, retention).prune(clock.instant());
        return isFirst;
    }

    private static boolean hasEnded(Connection connection, String run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM run WHERE id = ? AND ended IS NOT NULL")) {
            statement.setString(1, run);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private long end(Connection connection, String run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE run SET ended = ? WHERE id = ? RETURNING number")) {
            statement.setString(1, Stamp.of(clock.instant()));
            statement.setString(2, run);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("run " + run + " has not begun");
                }
                return rows.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, long run, int position, KpiOutcome outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outcome (run, position, kpi, status, value, reason, error, millis, attempts, queries, crossed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setLong(1, run);
            statement.setInt(2, position);
            statement.setLong(3, kpi(connection, outcome));
            statement.setString(4, outcome.status());
            statement.setString(5, outcome.value().orElse(null));
            statement.setString(6, outcome.reason().orElse(null));
            statement.setString(7, outcome.error().orElse(null));
            statement.setLong(8, outcome.took().toMillis());
            statement.setInt(9, outcome.attempts());
            if (outcome.queries().isEmpty()) {
                statement.setNull(10, Types.VARCHAR);
            } else {
                statement.setString(10, String.join(" ", outcome.queries()));
            }
            statement.setString(11, outcome.crossed().orElse(null));
            statement.executeUpdate();
        }
    }

    private static long kpi(Connection connection, KpiOutcome outcome) throws SQLException {
        // The update changes nothing; without it SQLite returns no number for a KPI that is known.
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO kpi (id, name, unit, sources) VALUES (?, ?, ?, ?)
                ON CONFLICT (id, name, unit, sources) DO UPDATE SET unit = excluded.unit
                RETURNING number""")) {
            statement.setString(1, outcome.kpi());
            statement.setString(2, outcome.name());
            statement.setString(3, outcome.unit());
            statement.setString(4, String.join(" ", outcome.sources()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
