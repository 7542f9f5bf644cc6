package org.kpirunner.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/** Which slot of each entry of crontab.json was finished last. */
public final class FinishedSlots {
    private final Database database;

    FinishedSlots(Database database) {
        this.database = database;
    }

    public Optional<Instant> of(String entry) {
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT finished FROM slot WHERE entry = ?")) {
                statement.setString(1, entry);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(Stamp.in(row, "finished")) : Optional.empty();
                }
            }
        });
    }

    /** Remembers a slot, unless a later one is finished already. */
    public void finish(String entry, Instant slot) {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO slot (entry, finished) VALUES (?, ?)
                    ON CONFLICT (entry) DO UPDATE SET finished = max(finished, excluded.finished)""")) {
                statement.setString(1, entry);
                statement.setString(2, Stamp.of(slot));
                return statement.executeUpdate();
            }
        });
    }
}
