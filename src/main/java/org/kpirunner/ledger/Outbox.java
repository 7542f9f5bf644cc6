package org.kpirunner.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kpirunner.ledger.Delivery.State;

/** The rows on their way into the sheets, each sheet's in the order in which their runs ended. */
public final class Outbox {
    private final StateFolder folder;
    private final Database database;
    private final Clock clock;

    Outbox(StateFolder folder, Database database, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Does something while no one else who uses this ledger delivers to a sheet.
     *
     * @return empty when another did so all the time that one was willing to wait
     */
    public <T> Optional<T> alone(String sheet, Duration patience, Supplier<T> work) throws InterruptedException {
        // Two sheets with one hash wait for each other; that harms nobody.
        Path file = folder.lockFile("sheet-" + HexFormat.of().toHexDigits(sheet.hashCode()));
        Optional<SheetLock> lock = SheetLock.take(file, patience);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            lock.get().close();
        }
    }

    /** What is neither delivered nor dropped, oldest first. */
    public List<Delivery> open(String sheet) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    SELECT + "WHERE sheet = ? AND closed IS NULL ORDER BY delivery.number")) {
                statement.setString(1, sheet);
                return deliveries(statement);
            }
        });
    }

    /** Whether a run's row has been recorded as delivered for so long. */
    public boolean isDelivered(String sheet, String run, Duration since) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT 1 FROM delivery JOIN run ON run.number = delivery.run
                    WHERE run.id = ? AND sheet = ? AND state = 'delivered' AND closed < ?""")) {
                statement.setString(1, run);
                statement.setString(2, sheet);
                statement.setString(3, Stamp.of(clock.instant().minus(since)));
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** The sheets with something open. */
    public List<String> sheetsWithOpen() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT DISTINCT sheet FROM delivery WHERE closed IS NULL ORDER BY sheet");
                    ResultSet rows = statement.executeQuery()) {
                List<String> sheets = new ArrayList<>();
                while (rows.next()) {
                    sheets.add(rows.getString(1));
                }
                return sheets;
            }
        });
    }

    /** Records that a write is about to begin, and what will tell how it ended. */
    public void attempting(List<Delivery> deliveries, String evidence) {
        update(
                deliveries,
                "state = 'attempted', evidence = ?, attempts = attempts + 1, error = NULL,"
                        + " first_tried = coalesce(first_tried, ?), last_tried = ?",
                evidence,
                now(),
                now());
    }

    /** Records that it could not even be begun; the rows stay as they are. */
    public void couldNotTry(List<Delivery> deliveries, String error) {
        update(
                deliveries,
                "attempts = attempts + 1, error = ?, first_tried = coalesce(first_tried, ?), last_tried = ?",
                error,
                now(),
                now());
    }

    /** Records why an attempt failed; whether the rows are in the sheet is for the sheet to tell. */
    public void failed(List<Delivery> deliveries, String error) {
        update(deliveries, "error = ?", error);
    }

    /**
     * Records that they are in the sheet.
     *
     * @param doubts what people should know of some of them, by their runs
     */
    public void delivered(List<Delivery> deliveries, Map<String, String> doubts) {
        String closed = now();
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE delivery SET state = 'delivered', closed = ?, payload = NULL, evidence = NULL, error = ?
                    WHERE number = ?""")) {
                for (Delivery delivery : deliveries) {
                    statement.setString(1, closed);
                    statement.setString(2, doubts.get(delivery.run()));
                    statement.setLong(3, delivery.number());
                    statement.executeUpdate();
                }
            }
            return deliveries.size();
        });
    }

    public void dropped(Delivery delivery) {
        update(List.of(delivery), "state = 'dropped', closed = ?, payload = NULL, evidence = NULL", now());
    }

    /** Nothing of it is in the sheet, by the sheet's proof or by a person's word: it is to be written. */
    public void waiting(Delivery delivery) {
        update(List.of(delivery), "state = 'waiting', evidence = NULL");
    }

    public void unknown(Delivery delivery) {
        update(List.of(delivery), "state = 'unknown'");
    }

    private String now() {
        return Stamp.of(clock.instant());
    }

    private void update(List<Delivery> deliveries, String change, String... values) {
        database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE delivery SET " + change + " WHERE number = ?")) {
                for (Delivery delivery : deliveries) {
                    for (int i = 0; i < values.length; i++) {
                        statement.setString(i + 1, values[i]);
                    }
                    statement.setLong(values.length + 1, delivery.number());
                    statement.executeUpdate();
                }
            }
            return deliveries.size();
        });
    }

    static void insert(Connection connection, long run, String sheet, String payload) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO delivery (run, sheet, state, payload) VALUES (?, ?, 'waiting', ?)")) {
            statement.setLong(1, run);
            statement.setString(2, sheet);
            statement.setString(3, payload);
            statement.executeUpdate();
        }
    }

    static final String SELECT = """
            SELECT delivery.*, run.id AS run_id, run.as_of FROM delivery JOIN run ON run.number = delivery.run
            """;

    static List<Delivery> deliveries(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Delivery> deliveries = new ArrayList<>();
            while (row.next()) {
                deliveries.add(new Delivery(
                        row.getLong("number"),
                        row.getString("run_id"),
                        Stamp.in(row, "as_of"),
                        row.getString("sheet"),
                        State.of(row.getString("state")),
                        Optional.ofNullable(row.getString("payload")).orElse(""),
                        Optional.ofNullable(row.getString("evidence")).orElse(""),
                        row.getInt("attempts"),
                        Optional.ofNullable(row.getString("error")),
                        Stamp.orNone(row, "first_tried"),
                        Stamp.orNone(row, "last_tried"),
                        Stamp.orNone(row, "closed")));
            }
            return deliveries;
        }
    }
}
