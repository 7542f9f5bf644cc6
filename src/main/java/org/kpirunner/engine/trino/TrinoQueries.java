package org.kpirunner.engine.trino;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.trino.jdbc.TrinoConnection;
import io.trino.jdbc.TrinoStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

/** Sends queries to a Trino cluster, one connection each at a time, and cancels them there. */
final class TrinoQueries implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final TrinoAddress address;
    private final HikariDataSource connections;

    TrinoQueries(TrinoAddress address, int parallel) {
        this.address = address;
        HikariConfig config = new HikariConfig();
        config.setPoolName("trino");
        config.setDriverClassName("io.trino.jdbc.TrinoDriver");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(address.properties());
        config.setMaximumPoolSize(parallel);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        this.connections = new HikariDataSource(config);
    }

    /** What a query is for: how the cluster's own pages show it, and how long it may take there. */
    record Purpose(String run, String kpi, Duration timeout) {}

    /**
     * Asks until the cluster is there, for a few seconds; what comes after the first row is not asked again.
     *
     * @param mostRows so many rows are read at most
     * @param queryIds is told the id of each query that the cluster began
     */
    Answer ask(String sql, Purpose purpose, int mostRows, Cancellation cancellation, Consumer<String> queryIds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = Duration.ofMillis(250);
        while (true) {
            try {
                return askOnce(sql, purpose, mostRows, cancellation, queryIds);
            } catch (KpiException e) {
                boolean comesBack = e.reason() == Reason.SOURCE_UNREACHABLE || e.reason() == Reason.SOURCE_RESTARTED;
                if (!comesBack || System.nanoTime() + pause.toNanos() > end) {
                    throw e;
                }
                sleep(pause, cancellation);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static void sleep(Duration pause, Cancellation cancellation) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancellation.check();
    }

    @SuppressWarnings("try")
    private Answer askOnce(
            String sql, Purpose purpose, int mostRows, Cancellation cancellation, Consumer<String> queryIds) {
        cancellation.check();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            TrinoConnection session = connection.unwrap(TrinoConnection.class);
            session.setSessionProperty("query_max_run_time", purpose.timeout.toMillis() + "ms");
            session.setClientInfo("ClientTags", tag(purpose.kpi) + "," + tag(purpose.run));
            Set<String> known = new HashSet<>();
            statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> {
                if (known.add(stats.getQueryId())) {
                    queryIds.accept(stats.getQueryId());
                }
            });
            try (Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement));
                    ResultSet rows = statement.executeQuery(sql)) {
                return read(rows, mostRows, cancellation);
            }
        } catch (SQLException e) {
            cancellation.check();
            throw TrinoErrors.of(address, e);
        }
    }

    private static Answer read(ResultSet rows, int mostRows, Cancellation cancellation) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new Column(metadata.getColumnLabel(i), metadata.getColumnTypeName(i)));
        }
        List<List<Value>> values = new ArrayList<>();
        while (values.size() < mostRows && rows.next()) {
            cancellation.check();
            List<Value> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(TrinoValues.read(rows, i, columns.get(i - 1).type()));
            }
            values.add(row);
        }
        return new Answer(columns, values);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // the cluster's own limit, query_max_run_time, ends the query then
        }
    }

    /** Client tags are separated by commas and must be ASCII. */
    private static String tag(String text) {
        return text.replaceAll("[^\\x21-\\x7e]|,", "_");
    }

    @Override
    public void close() {
        connections.close();
    }
}
