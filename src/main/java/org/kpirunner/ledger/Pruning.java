package org.kpirunner.ledger;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;

/** Forgets the oldest runs, so that the ledger stays small; what still has to be delivered stays. */
final class Pruning {
    private static final int RUNS_AT_ONCE = 50;
    private static final int PAGES_LEFT_FREE = 256;

    private final Database database;
    private final Retention retention;

    Pruning(Database database, Retention retention) {
        this.database = database;
        this.retention = retention;
    }

    void prune(Instant now) {
        String oldest = Stamp.of(now.minus(retention.age()));
        boolean forgot = false;
        while (forget("started < '" + oldest + "'")) {
            forgot = true;
        }
        while (usedBytes() > retention.bytes() && forget("ended IS NOT NULL")) {
            forgot = true;
        }
        if (forgot) {
            forgetKpisWithoutOutcome();
            shrink();
        }
    }

    private boolean forget(String which) {
        return database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM run WHERE number IN (SELECT number FROM run WHERE " + which
                            + " AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.run = run.number AND closed IS NULL)"
                            + " ORDER BY started LIMIT ?)")) {
                statement.setInt(1, RUNS_AT_ONCE);
                return statement.executeUpdate() > 0;
            }
        });
    }

    private long usedBytes() {
        return database.read(ignored -> database.number("PRAGMA page_size")
                * (database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count")));
    }

    private void forgetKpisWithoutOutcome() {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(
                        "DELETE FROM kpi WHERE NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.kpi = kpi.number)");
            }
        });
    }

    private void shrink() {
        long free = database.read(ignored -> database.number("PRAGMA freelist_count"));
        if (free > PAGES_LEFT_FREE) {
            database.shrink(free - PAGES_LEFT_FREE);
        }
    }
}
