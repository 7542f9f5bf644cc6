package org.kpirunner.engine.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.engine.Cancellation;

/** What Postgres expects statements to cost; asked once for all that differ only in literals. */
final class PostgresCosts {
    private static final int PATIENCE_SECONDS = 3;
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|(?<![\\w\"])-?\\d+(?:\\.\\d+)?");
    private static final Pattern LIST = Pattern.compile("\\?(?:, \\?)+");
    private static final Pattern COST = Pattern.compile("cost=[\\d.]+\\.\\.([\\d.]+)");

    private final PostgresConnections connections;
    private final Map<String, OptionalDouble> known = new ConcurrentHashMap<>();

    PostgresCosts(PostgresConnections connections) {
        this.connections = connections;
    }

    /** Empty if Postgres refuses the statement, or does not tell soon. */
    OptionalDouble of(String sql, Cancellation cancellation) {
        String shape = shape(sql);
        OptionalDouble before = known.get(shape);
        if (before != null) {
            return before;
        }
        cancellation.check();
        OptionalDouble asked = ask(sql);
        known.put(shape, asked);
        return asked;
    }

    static String shape(String sql) {
        return LIST.matcher(LITERAL.matcher(sql).replaceAll("?")).replaceAll("?");
    }

    private OptionalDouble ask(String sql) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            OptionalDouble cost = OptionalDouble.empty();
            try (ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
                if (plan.next()) {
                    Matcher top = COST.matcher(plan.getString(1));
                    cost = top.find() ? OptionalDouble.of(Double.parseDouble(top.group(1))) : OptionalDouble.empty();
                }
            }
            connection.rollback();
            return cost;
        } catch (SQLException e) {
            return OptionalDouble.empty();
        }
    }
}
