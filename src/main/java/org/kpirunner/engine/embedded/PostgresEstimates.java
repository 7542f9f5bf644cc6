package org.kpirunner.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;

/** What Postgres itself expects of statements. */
final class PostgresEstimates {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|(?<![\\w\"])-?\\d+(?:\\.\\d+)?");
    private static final Pattern LIST = Pattern.compile("\\?(?:, \\?)+");

    private final PostgresConnections connections;
    private final Map<String, Double> costs = new ConcurrentHashMap<>();

    PostgresEstimates(PostgresConnections connections) {
        this.connections = connections;
    }

    /** About how many rows a statement has. */
    long rows(String sql, Cancellation cancellation) {
        return ask(sql, Duration.ZERO, cancellation).path("Plan Rows").asLong();
    }

    /** What all statements cost that differ only in literals; empty if Postgres refuses it, or does not tell soon. */
    OptionalDouble cost(String sql, Cancellation cancellation) {
        String shape = shape(sql);
        Double known = costs.get(shape);
        if (known == null) {
            try {
                known = ask(sql, PATIENCE, cancellation).path("Total Cost").asDouble();
            } catch (KpiException e) {
                cancellation.check();
                return OptionalDouble.empty();
            }
            costs.put(shape, known);
        }
        return OptionalDouble.of(known);
    }

    static String shape(String sql) {
        return LIST.matcher(LITERAL.matcher(sql).replaceAll("?")).replaceAll("?");
    }

    private JsonNode ask(String sql, Duration patience, Cancellation cancellation) {
        cancellation.check();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) patience.toSeconds());
            Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement));
            try (ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT JSON) " + sql)) {
                plan.next();
                return JSON.readTree(plan.getString(1)).path(0).path("Plan");
            } finally {
                registration.close();
                connection.rollback();
            }
        } catch (SQLException e) {
            cancellation.check();
            throw PostgresErrors.asking(connections.source(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Postgres explained a statement in a form of its own", e);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended by itself
        }
    }
}
