package org.kpirunner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has run so far, newest first. */
public final class History {
    private static final String OUTCOMES = """
            SELECT outcome.*, run.id AS run_id, run.as_of, kpi.id AS kpi_id, kpi.name, kpi.unit, kpi.sources
            FROM outcome JOIN run ON run.number = outcome.run JOIN kpi ON kpi.number = outcome.kpi
            """;

    private final Database database;

    History(Database database) {
        this.database = database;
    }

    /** One KPI's outcome in a run. */
    public record Past(String run, Instant asOf, KpiOutcome outcome) {}

    public List<PastRun> runs(int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                            SELECT run.*,
                                (SELECT count(*) FROM outcome WHERE outcome.run = run.number AND status = 'ok') AS ok,
                                (SELECT count(*) FROM outcome WHERE outcome.run = run.number AND status <> 'ok')
                                    AS failed
                            FROM run ORDER BY started DESC, number DESC LIMIT ?""");
                    PreparedStatement deliveries = connection.prepareStatement(
                            Outbox.SELECT + "WHERE delivery.run = ? ORDER BY delivery.number")) {
                statement.setInt(1, limit);
                List<PastRun> runs = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        deliveries.setLong(1, row.getLong("number"));
                        runs.add(new PastRun(
                                begun(row),
                                Stamp.orNone(row, "ended"),
                                row.getInt("ok"),
                                row.getInt("failed"),
                                Outbox.deliveries(deliveries)));
                    }
                }
                return runs;
            }
        });
    }

    /** The outcomes of the KPI with an id or, failing that, a name. */
    public List<Past> of(String kpi, int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OUTCOMES + """
                    WHERE kpi.id IN (SELECT id FROM kpi WHERE id = ? OR name = ?)
                    ORDER BY run.started DESC, run.number DESC LIMIT ?""")) {
                statement.setString(1, kpi);
                statement.setString(2, kpi);
                statement.setInt(3, limit);
                return outcomes(statement);
            }
        });
    }

    /** The runs that ended after the run with a number, oldest first, at most the newest so many. */
    public List<EndedRun> after(long number, int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT * FROM (
                        SELECT * FROM run WHERE number > ? AND ended IS NOT NULL ORDER BY number DESC LIMIT ?
                    ) ORDER BY number""")) {
                statement.setLong(1, number);
                statement.setInt(2, limit);
                List<EndedRun> runs = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        BegunRun run = begun(row);
                        List<KpiOutcome> outcomes = outcomes(connection, run.id()).stream()
                                .map(Past::outcome)
                                .toList();
                        runs.add(new EndedRun(row.getLong("number"), run, Stamp.in(row, "ended"), outcomes));
                    }
                }
                return runs;
            }
        });
    }

    /** How long the KPIs of the last run took, by their ids. */
    public Map<String, Duration> took() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                            SELECT kpi.id, outcome.millis FROM outcome JOIN kpi ON kpi.number = outcome.kpi
                            WHERE outcome.run = (SELECT max(number) FROM run WHERE ended IS NOT NULL)""");
                    ResultSet row = statement.executeQuery()) {
                Map<String, Duration> took = new HashMap<>();
                while (row.next()) {
                    took.put(row.getString(1), Duration.ofMillis(row.getLong(2)));
                }
                return took;
            }
        });
    }

    /** How the KPIs of a run ended, in file order. */
    private static List<Past> outcomes(Connection connection, String run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(OUTCOMES + "WHERE run.id = ? ORDER BY outcome.position")) {
            statement.setString(1, run);
            return outcomes(statement);
        }
    }

    private static BegunRun begun(ResultSet row) throws SQLException {
        return new BegunRun(
                row.getString("id"),
                Stamp.in(row, "as_of"),
                row.getString("environment"),
                row.getString("engine"),
                row.getString("origin"),
                Stamp.in(row, "started"));
    }

    private static List<Past> outcomes(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Past> outcomes = new ArrayList<>();
            while (row.next()) {
                outcomes.add(new Past(row.getString("run_id"), Stamp.in(row, "as_of"), outcome(row)));
            }
            return outcomes;
        }
    }

    private static KpiOutcome outcome(ResultSet row) throws SQLException {
        return new KpiOutcome(
                row.getString("kpi_id"),
                row.getString("name"),
                row.getString("unit"),
                row.getString("status"),
                Optional.ofNullable(row.getString("value")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("error")),
                Optional.ofNullable(row.getString("crossed")),
                Duration.ofMillis(row.getLong("millis")),
                row.getInt("attempts"),
                words(row.getString("sources")),
                words(Optional.ofNullable(row.getString("queries")).orElse("")));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
