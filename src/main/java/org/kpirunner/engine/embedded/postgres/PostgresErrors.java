package org.kpirunner.engine.embedded.postgres;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.catalog.PostgresSource;
import org.kpirunner.engine.NetworkFailure;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what a failure of Postgres means, by its SQLSTATE. */
final class PostgresErrors {
    private static final Map<String, Reason> STATES = Map.ofEntries(
            Map.entry("22012", Reason.DIVISION_BY_ZERO),
            Map.entry("22003", Reason.NUMERIC_OVERFLOW),
            Map.entry("25006", Reason.NOT_READ_ONLY),
            Map.entry("25P03", Reason.SOURCE_RESTARTED),
            Map.entry("25P04", Reason.SOURCE_RESTARTED),
            Map.entry("3D000", Reason.BAD_CONFIGURATION),
            Map.entry("42501", Reason.PERMISSION_DENIED),
            Map.entry("42P01", Reason.UNKNOWN_TABLE),
            Map.entry("3F000", Reason.UNKNOWN_TABLE),
            Map.entry("42703", Reason.UNKNOWN_COLUMN),
            Map.entry("42883", Reason.UNKNOWN_FUNCTION),
            Map.entry("42702", Reason.AMBIGUOUS_NAME),
            Map.entry("42804", Reason.TYPE_MISMATCH),
            Map.entry("42601", Reason.SYNTAX_ERROR),
            Map.entry("21000", Reason.TOO_MANY_ROWS),
            Map.entry("53200", Reason.OUT_OF_MEMORY),
            Map.entry("53300", Reason.SOURCE_UNREACHABLE),
            Map.entry("57014", Reason.CANCELLED),
            Map.entry("57P03", Reason.SOURCE_UNREACHABLE));

    private static final Map<String, Reason> CLASSES = Map.of(
            "08", Reason.SOURCE_UNREACHABLE,
            "22", Reason.INVALID_VALUE,
            "28", Reason.AUTHENTICATION_FAILED,
            "40", Reason.SOURCE_RESTARTED,
            "57", Reason.SOURCE_RESTARTED);

    private PostgresErrors() {}

    /** A query failed. */
    static KpiException asking(PostgresSource source, SQLException e) {
        Reason reason = reason(e);
        if (reason == Reason.SOURCE_UNREACHABLE || reason == Reason.SOURCE_RESTARTED) {
            return new KpiException(Reason.SOURCE_RESTARTED, source + ": the connection was lost: " + sentence(e), e);
        }
        return new KpiException(reason, source.catalog() + ": " + sentence(e), e);
    }

    /** A connection could not be made. */
    static KpiException connecting(PostgresSource source, SQLException e) {
        Optional<NetworkFailure> network = NetworkFailure.of(e);
        if (network.isPresent()) {
            String why = network.get().why();
            return network.get().isUntrusted()
                    ? new KpiException(Reason.AUTHENTICATION_FAILED, source + " cannot be trusted: " + why, e)
                    : unreachable(source, why, e);
        }
        SQLException deepest = deepest(e);
        return switch (reason(deepest)) {
            case AUTHENTICATION_FAILED ->
                new KpiException(
                        Reason.AUTHENTICATION_FAILED,
                        source + " refuses the connection: " + sentence(deepest)
                                + "; check connection-user and connection-password of its catalog file",
                        e);
            case BAD_CONFIGURATION ->
                new KpiException(
                        Reason.BAD_CONFIGURATION,
                        source + ": " + sentence(deepest) + "; check connection-url of its catalog file",
                        e);
            default -> unreachable(source, sentence(deepest), e);
        };
    }

    private static KpiException unreachable(PostgresSource source, String why, SQLException e) {
        return new KpiException(Reason.SOURCE_UNREACHABLE, source + " cannot be reached: " + why, e);
    }

    private static SQLException deepest(SQLException e) {
        SQLException deepest = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            deepest = cause instanceof SQLException found ? found : deepest;
        }
        return deepest;
    }

    private static Reason reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String group = state.substring(0, Math.min(2, state.length()));
        return STATES.getOrDefault(state, CLASSES.getOrDefault(group, Reason.QUERY_FAILED));
    }

    private static String sentence(SQLException e) {
        if (e instanceof PSQLException failure) {
            ServerErrorMessage server = failure.getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                return server.getMessage();
            }
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
