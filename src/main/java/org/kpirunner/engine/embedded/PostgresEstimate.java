package org.kpirunner.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.kpirunner.engine.Cancellation;

/** How many rows Postgres itself expects of a statement. */
final class PostgresEstimate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PostgresEstimate() {}

    static long rows(PostgresConnections connections, String sql, Cancellation cancellation) {
        cancellation.check();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement));
            try (ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT JSON) " + sql)) {
                plan.next();
                return JSON.readTree(plan.getString(1))
                        .path(0)
                        .path("Plan")
                        .path("Plan Rows")
                        .asLong();
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
