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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

/** Sends queries to a Trino cluster, one connection each at a time, and cancels them there. */
final class TrinoQueries implements AutoCloseable {
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final long REACHED = Long.MIN_VALUE;
    private static final int LONGEST_TAG = 200;

    private final TrinoAddress address;
    private final HikariDataSource connections;
    private final AtWork atWork = new AtWork();
    private final AtomicLong lostSince = new AtomicLong(REACHED);

    TrinoQueries(TrinoAddress address, int parallel) {
        this.address = address;
        HikariConfig config = new HikariConfig();
        config.setPoolName("trino");
        config.setDriverClassName("io.trino.jdbc.TrinoDriver");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(address.properties());
        // Those that are cancelled may keep theirs a little longer.
        config.setMaximumPoolSize(2 * parallel);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        this.connections = new HikariDataSource(config);
    }

    /**
     * What a query is for.
     *
     * @param kpis as the cluster's own pages show it, beside the run
     * @param timeout how long it may take there
     * @param patience how long to wait for a cluster that starts again
     */
    record Purpose(String run, List<String> kpis, Duration timeout, Duration patience) {
        /** One that can still be answered in time when the cluster is there again. */
        static Purpose of(String run, String kpi, Duration timeout) {
            Duration half = timeout.dividedBy(2);
            Duration patience = half.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : half;
            return new Purpose(run, List.of(kpi), timeout, patience);
        }

        /** One that others can do without. */
        static Purpose ahead(String run, List<String> kpis, Duration timeout) {
            return new Purpose(run, kpis, timeout, Duration.ZERO);
        }

        private String tags() {
            return Stream.concat(kpis.stream(), Stream.of(run))
                    .map(TrinoQueries::tag)
                    .collect(Collectors.joining(","));
        }
    }

    /**
     * Asks again while the cluster cannot be reached or is starting, for as long as {@link Purpose#patience} since it
     * was first seen to be gone by anybody; what fails after the first row is not asked again.
     *
     * @param mostRows so many rows are read at most
     * @param queryIds is told the id of each query that the cluster began
     */
    Answer ask(String sql, Purpose purpose, int mostRows, Cancellation cancellation, Consumer<String> queryIds) {
        Duration pause = Duration.ofMillis(250);
        while (true) {
            AtomicBoolean hasRows = new AtomicBoolean();
            try {
                Answer answer = askOnce(sql, purpose, mostRows, cancellation, queryIds, hasRows);
                lostSince.set(REACHED);
                return answer;
            } catch (ClusterGone e) {
                if (hasRows.get() || isLostLongerThan(purpose.patience())) {
                    throw e;
                }
                sleep(pause, cancellation);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private boolean isLostLongerThan(Duration patience) {
        long now = System.nanoTime();
        lostSince.compareAndSet(REACHED, now);
        return now - lostSince.get() >= patience.toNanos();
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
            String sql,
            Purpose purpose,
            int mostRows,
            Cancellation cancellation,
            Consumer<String> queryIds,
            AtomicBoolean hasRows) {
        cancellation.check();
        Set<String> known = ConcurrentHashMap.newKeySet();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            TrinoConnection session = connection.unwrap(TrinoConnection.class);
            session.setSessionProperty("query_max_run_time", purpose.timeout.toMillis() + "ms");
            session.setClientInfo("ClientTags", purpose.tags());
            statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> {
                atWork.put(stats);
                if (known.add(stats.getQueryId())) {
                    queryIds.accept(stats.getQueryId());
                }
            });
            try (Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement))) {
                if (!statement.execute(sql)) {
                    return new Answer(List.of(), List.of());
                }
                ResultSet rows = statement.getResultSet();
                return read(rows, mostRows, cancellation, hasRows);
            }
        } catch (SQLException e) {
            cancellation.check();
            throw TrinoErrors.of(address, e, !known.isEmpty());
        } finally {
            atWork.remove(known);
        }
    }

    /** What the cluster does, in a few words for people; empty if nothing. */
    String doing() {
        return atWork.words();
    }

    private static Answer read(ResultSet rows, int mostRows, Cancellation cancellation, AtomicBoolean hasRows)
            throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new Column(name(metadata.getColumnLabel(i), i - 1), metadata.getColumnTypeName(i)));
        }
        List<List<Value>> values = new ArrayList<>();
        while (values.size() < mostRows && rows.next()) {
            hasRows.set(true);
            cancellation.check();
            List<Value> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(TrinoValues.read(rows, i, columns.get(i - 1).type()));
            }
            values.add(row);
        }
        return new Answer(columns, values);
    }

    /** Trino calls a column without a name {@code _col0}, and the embedded engine {@code EXPR$0}. */
    private static String name(String label, int index) {
        return label.equals("_col" + index) ? "EXPR$" + index : label;
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // the cluster's own limit, query_max_run_time, ends the query then
        }
    }

    /** Client tags are separated by commas and must be ASCII; all of them are one header. */
    private static String tag(String text) {
        String ascii = text.replaceAll("[^\\x21-\\x7e]|,", "_");
        return ascii.substring(0, Math.min(ascii.length(), LONGEST_TAG));
    }

    @Override
    public void close() {
        connections.close();
    }
}
