package org.kpirunner.engine.embedded.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;

/** What Postgres itself expects of statements. */
final class PostgresEstimates {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What names so many keys takes long to be read twice. */
    private static final int LONGEST = 50_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Possessive, as texts may be long: Java's other loops need a stack as deep. */
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']++|'')*+'|(?<![\\w\"])-?\\d+(?:\\.\\d+)?");

    private static final Pattern LIST = Pattern.compile("\\?(?:, \\?)++");

    private final PostgresConnections connections;
    private final Map<String, Expected> known = new ConcurrentHashMap<>();

    PostgresEstimates(PostgresConnections connections) {
        this.connections = connections;
    }

    /**
     * What Postgres expects of a statement.
     *
     * @param cost in a unit of its own
     * @param bytes of all rows together
     * @param hasWorkers whether several processes compute it
     * @param spills whether groups do not fit into the memory that it has for them
     */
    record Expected(double cost, long rows, long bytes, boolean hasWorkers, boolean spills) {
        private static Expected of(JsonNode plan) {
            long rows = plan.path("Plan Rows").asLong();
            return new Expected(
                    plan.path("Total Cost").asDouble(),
                    rows,
                    rows * plan.path("Plan Width").asLong(),
                    plan.findValue("Workers Planned") != null,
                    plan.findValues("Planned Partitions").stream().anyMatch(count -> count.asInt() > 0));
        }
    }

    /** About how many rows a statement has. */
    long rows(String sql, Cancellation cancellation) {
        return ask(sql, Duration.ZERO, cancellation).rows();
    }

    /** What all statements cost that differ only in literals; empty if Postgres refuses it, or does not tell soon. */
    OptionalDouble cost(String sql, Cancellation cancellation) {
        return told(sql, cancellation)
                .map(expected -> OptionalDouble.of(expected.cost()))
                .orElse(OptionalDouble.empty());
    }

    /** What is expected of all statements that differ only in literals; empty as well if it is very long. */
    Optional<Expected> expected(String sql, Cancellation cancellation) {
        return sql.length() > LONGEST ? Optional.empty() : told(sql, cancellation);
    }

    private Optional<Expected> told(String sql, Cancellation cancellation) {
        String shape = shape(sql);
        Expected expected = known.get(shape);
        if (expected != null) {
            return Optional.of(expected);
        }
        try {
            expected = ask(sql, PATIENCE, cancellation);
            known.put(shape, expected);
            return Optional.of(expected);
        } catch (KpiException e) {
            cancellation.check();
            return Optional.empty();
        }
    }

    static String shape(String sql) {
        return LIST.matcher(LITERAL.matcher(sql).replaceAll("?")).replaceAll("?");
    }

    private Expected ask(String sql, Duration patience, Cancellation cancellation) {
        cancellation.check();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) patience.toSeconds());
            Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement));
            try (ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT JSON) " + sql)) {
                plan.next();
                Expected expected =
                        Expected.of(JSON.readTree(plan.getString(1)).path(0).path("Plan"));
                known.put(shape(sql), expected);
                return expected;
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
