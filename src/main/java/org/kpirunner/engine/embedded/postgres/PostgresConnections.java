package org.kpirunner.engine.embedded.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kpirunner.catalog.PostgresSource;
import org.kpirunner.catalog.Secret;
import org.kpirunner.problem.KpiException;

/** Read-only sessions of one Postgres database, opened when the first is needed; a dead one fails at once. */
public final class PostgresConnections implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** So long a failure to connect stands for all who ask, instead of making each wait for its own; not for retries. */
    private static final Duration FAILURE_STANDS = Duration.ofMillis(150);

    /**
     * The server ends by itself what nobody waits for any more, where it is new enough to notice; rows that wait for
     * those of another source are waited for.
     */
    private static final String BEGIN_SESSION = """
            SET default_transaction_read_only = on;
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO';
            SET IntervalStyle = 'iso_8601';
            SET bytea_output = 'hex';
            SET standard_conforming_strings = on;
            SET idle_in_transaction_session_timeout = 0;
            DO $$ BEGIN
                PERFORM set_config('client_connection_check_interval', '2s', false);
            EXCEPTION WHEN OTHERS THEN NULL;
            END $$""";

    private final PostgresSource source;
    private final int most;
    private final PostgresEstimates estimates = new PostgresEstimates(this);
    private volatile @Nullable HikariDataSource pool;
    private volatile boolean isClosed;
    private @Nullable KpiException failure;
    private long failedAt;

    PostgresConnections(PostgresSource source, int most) {
        this.source = source;
        this.most = most;
    }

    public PostgresSource source() {
        return source;
    }

    PostgresEstimates estimates() {
        return estimates;
    }

    /** A connection in a read-only transaction; closing it gives it back. */
    Connection open() {
        try {
            return pool().getConnection();
        } catch (SQLException e) {
            throw PostgresErrors.connecting(source, e);
        }
    }

    private synchronized HikariDataSource pool() {
        HikariDataSource open = pool;
        if (open != null && open.getHikariPoolMXBean().getTotalConnections() > 0) {
            return open;
        }
        // One without connections waits long for a server that is gone; a new one fails at once.
        if (open != null) {
            pool = null;
            open.close();
        }
        KpiException before = failure;
        if (before != null && System.nanoTime() - failedAt < FAILURE_STANDS.toNanos()) {
            throw new KpiException(before.reason(), String.valueOf(before.getMessage()), before);
        }
        try {
            open = new HikariDataSource(config());
            pool = open;
            if (isClosed) {
                open.close();
            }
            return open;
        } catch (HikariPool.PoolInitializationException e) {
            KpiException problem = PostgresErrors.connecting(
                    source, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
            failure = problem;
            failedAt = System.nanoTime();
            throw problem;
        }
    }

    private HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setPoolName(source.catalog());
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl(source.url());
        source.user().ifPresent(config::setUsername);
        source.password().map(Secret::reveal).ifPresent(config::setPassword);
        // Texts all: the driver passes over properties of other types.
        config.addDataSourceProperty("ApplicationName", "kpi");
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        config.addDataSourceProperty("loginTimeout", Long.toString(CONNECT.toSeconds()));
        config.addDataSourceProperty("cancelSignalTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql(BEGIN_SESSION);
        config.setIsolateInternalQueries(true); // else what the session begins with is rolled back
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(1);
        return config;
    }

    /** Waits for nobody who is still connecting: what they open is closed at once. */
    @Override
    public void close() {
        isClosed = true;
        HikariDataSource open = pool;
        if (open != null) {
            open.close();
        }
    }
}
