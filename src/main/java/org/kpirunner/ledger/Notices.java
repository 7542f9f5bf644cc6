package org.kpirunner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What KPIs are in, what people are still to be told of it, and what they were told. */
public final class Notices {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    Notices(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The number of the newest run that was judged; 0 before the first. */
    public long judged() {
        return database.read(ignored -> database.number("SELECT coalesce(max(run), 0) FROM judged"));
    }

    public List<Condition> conditions() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM condition");
                    ResultSet row = statement.executeQuery()) {
                List<Condition> conditions = new ArrayList<>();
                while (row.next()) {
                    conditions.add(new Condition(
                            row.getString("environment"),
                            row.getString("kpi"),
                            row.getString("name"),
                            row.getString("state"),
                            Stamp.in(row, "since"),
                            row.getString("detail"),
                            row.getString("told"),
                            Stamp.in(row, "told_at")));
                }
                return conditions;
            }
        });
    }

    /**
     * Records at once how far the runs were judged, what came of it, and what is to be told; numbers are given here.
     *
     * @param before what {@link #judged} was when the judging began
     * @return false when another process has judged meanwhile; nothing is changed then
     */
    public boolean judge(long before, long after, List<Condition> conditions, List<Notice> notices) {
        return database.write(connection -> {
            if (database.number("SELECT coalesce(max(run), 0) FROM judged") != before) {
                return false;
            }
            execute(
                    connection,
                    "DELETE FROM notice WHERE created < ?",
                    Stamp.of(clock.instant().minus(KEPT)));
            execute(connection, "INSERT OR REPLACE INTO judged (only, run) VALUES (1, " + after + ")");
            for (Condition condition : conditions) {
                execute(
                        connection,
                        "INSERT OR REPLACE INTO condition"
                                + " (environment, kpi, name, state, since, detail, told, told_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        condition.environment(),
                        condition.kpi(),
                        condition.name(),
                        condition.state(),
                        Stamp.of(condition.since()),
                        condition.detail(),
                        condition.told(),
                        Stamp.of(condition.toldAt()));
            }
            for (Notice notice : notices) {
                execute(
                        connection,
                        "INSERT INTO notice (created, environment, kpi, name, kind, since, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        Stamp.of(notice.created()),
                        notice.environment(),
                        notice.kpi(),
                        notice.name(),
                        notice.kind(),
                        Stamp.of(notice.since()),
                        notice.detail());
            }
            return true;
        });
    }

    /**
     * Takes what a channel is still to tell; it counts as told from now on, so that no crash tells it twice.
     *
     * @param longest how old it may be: what is older interests nobody any more
     */
    public List<Notice> take(String channel, Duration longest) {
        return database.write(connection -> {
            List<Notice> notices = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT * FROM notice WHERE created >= ?
                        AND NOT EXISTS (SELECT 1 FROM told WHERE told.notice = notice.number AND told.channel = ?)
                    ORDER BY number""")) {
                statement.setString(1, Stamp.of(clock.instant().minus(longest)));
                statement.setString(2, channel);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        notices.add(new Notice(
                                row.getLong("number"),
                                Stamp.in(row, "created"),
                                row.getString("environment"),
                                row.getString("kpi"),
                                row.getString("name"),
                                row.getString("kind"),
                                Stamp.in(row, "since"),
                                row.getString("detail")));
                    }
                }
            }
            for (Notice notice : notices) {
                execute(connection, "INSERT INTO told (notice, channel) VALUES (" + notice.number() + ", ?)", channel);
            }
            return notices;
        });
    }

    /** Gives back what certainly did not arrive, to be taken again. */
    public void giveBack(String channel, List<Notice> notices) {
        database.write(connection -> {
            for (Notice notice : notices) {
                execute(connection, "DELETE FROM told WHERE notice = " + notice.number() + " AND channel = ?", channel);
            }
            return notices.size();
        });
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
