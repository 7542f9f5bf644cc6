package org.kpirunner.engine.embedded.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The rows of one statement, fetched at once or some at a time; a cancellation ends it at the server. */
final class PostgresRows implements Rows {
    private static final int FETCHED_AT_ONCE = 2000;
    private static final long PATIENCE_MILLIS = 1000;

    private final PostgresConnections connections;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final List<RelDataType> types;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private volatile boolean isClosed;

    private PostgresRows(
            PostgresSnapshot snapshot, String sql, RelDataType rowType, boolean atOnce, Cancellation cancellation)
            throws SQLException {
        this.connections = snapshot.connections();
        this.cancellation = cancellation;
        this.types =
                rowType.getFieldList().stream().map(RelDataTypeField::getType).toList();
        this.connection = snapshot.open();
        Statement created = null;
        Cancellation.Registration registered = null;
        try {
            created = connection.createStatement(
                    atOnce ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY);
            this.statement = created;
            created.setFetchSize(atOnce ? 0 : FETCHED_AT_ONCE);
            registered = cancellation.onCancel(this::cancelAtServer);
            this.registration = registered;
            this.rows = created.executeQuery(sql);
        } catch (SQLException | RuntimeException e) {
            isClosed = true;
            if (registered != null) {
                registered.close();
            }
            giveBack(connection);
            throw e;
        }
    }

    /** Sends a statement on its own and waits for its first rows. */
    static PostgresRows open(
            PostgresConnections connections, String sql, RelDataType rowType, Cancellation cancellation) {
        return open(PostgresSnapshot.none(connections), sql, rowType, cancellation);
    }

    /** The same for one of the statements of a run. */
    static PostgresRows open(PostgresSnapshot snapshot, String sql, RelDataType rowType, Cancellation cancellation) {
        return open(snapshot, sql, rowType, false, cancellation);
    }

    /** Sends a statement that has few rows, and waits for all of them. */
    static PostgresRows atOnce(PostgresSnapshot snapshot, String sql, RelDataType rowType, Cancellation cancellation) {
        return open(snapshot, sql, rowType, true, cancellation);
    }

    private static PostgresRows open(
            PostgresSnapshot snapshot, String sql, RelDataType rowType, boolean atOnce, Cancellation cancellation) {
        cancellation.check();
        try {
            return new PostgresRows(snapshot, sql, rowType, atOnce, cancellation);
        } catch (SQLException e) {
            cancellation.check();
            throw PostgresErrors.asking(snapshot.connections().source(), e);
        }
    }

    /** Whether there are more rows, of those that have come at once; to be asked before the first is read. */
    boolean isMoreThan(int count) {
        try {
            boolean isMore = rows.absolute(count + 1);
            rows.beforeFirst();
            return isMore;
        } catch (SQLException e) {
            throw PostgresErrors.asking(connections.source(), e);
        }
    }

    /** Whoever cancels does not wait for the network; a server that does not react loses its connection. */
    private void cancelAtServer() {
        Thread thread = new Thread(
                () -> {
                    try {
                        statement.cancel();
                        Thread.sleep(PATIENCE_MILLIS);
                        if (!isClosed) {
                            connection.abort(Runnable::run);
                        }
                    } catch (SQLException e) {
                        isClosed = true;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "cancel-" + connections.source().catalog());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        cancellation.check();
        try {
            if (isClosed || !rows.next()) {
                close();
                return null;
            }
            @Nullable Object[] row = new Object[types.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(rows, i + 1, types.get(i));
            }
            return row;
        } catch (SQLException e) {
            cancellation.check();
            throw PostgresErrors.asking(connections.source(), e);
        }
    }

    private static @Nullable Object value(ResultSet rows, int column, RelDataType type) throws SQLException {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> rows.getObject(column, Boolean.class);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(rows.getObject(column));
            case DECIMAL -> decimal(rows.getObject(column));
            case REAL, FLOAT, DOUBLE -> approximate(rows.getObject(column));
            case DATE -> finite(rows.getObject(column, LocalDate.class), LocalDate.MIN, LocalDate.MAX);
            case TIME -> rows.getObject(column, LocalTime.class);
            case TIMESTAMP -> finite(rows.getObject(column, LocalDateTime.class), LocalDateTime.MIN, LocalDateTime.MAX);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
                instant(finite(rows.getObject(column, OffsetDateTime.class), OffsetDateTime.MIN, OffsetDateTime.MAX));
            case BINARY, VARBINARY -> rows.getBytes(column);
            case ARRAY -> array(rows.getArray(column), type);
            case MAP -> map(rows.getObject(column));
            default -> rows.getString(column);
        };
    }

    private static <T> @Nullable T finite(@Nullable T time, T least, T greatest) {
        if (least.equals(time) || greatest.equals(time)) {
            throw new KpiException(Reason.INVALID_VALUE, "a date is infinite, which no date is here");
        }
        return time;
    }

    private static @Nullable Object instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Long whole(@Nullable Object number) {
        if (number instanceof BigDecimal decimal) {
            try {
                return decimal.longValueExact();
            } catch (ArithmeticException e) {
                throw new KpiException(Reason.NUMERIC_OVERFLOW, "a whole number is beyond the range of bigint", e);
            }
        }
        return number == null ? null : ((Number) number).longValue();
    }

    private static @Nullable BigDecimal decimal(@Nullable Object number) {
        if (number == null || number instanceof BigDecimal) {
            return (BigDecimal) number;
        }
        if (number instanceof Double approximate && !Double.isFinite(approximate)) {
            throw new KpiException(Reason.NOT_A_NUMBER, "a numeric value is NaN or infinite");
        }
        return new BigDecimal(number.toString());
    }

    private static @Nullable Double approximate(@Nullable Object number) {
        return number == null ? null : Double.valueOf(number.toString());
    }

    /** Read as rows, as the driver keeps neither fractions of seconds nor times that its own zone skips elsewhere. */
    private static @Nullable List<@Nullable Object> array(@Nullable Array array, RelDataType type) throws SQLException {
        RelDataType element = type.getComponentType();
        if (array == null || element == null) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>();
        try (ResultSet items = array.getResultSet()) {
            boolean isNested = items.getMetaData().getColumnType(2) == java.sql.Types.ARRAY;
            while (items.next()) {
                if (isNested != (element.getComponentType() != null)) {
                    throw new KpiException(
                            Reason.NOT_SUPPORTED,
                            "an array has other dimensions than its column was declared with; unnest it in Postgres");
                }
                list.add(value(items, 2, element));
            }
        }
        return list;
    }

    private static @Nullable Object map(@Nullable Object hstore) {
        if (hstore == null || hstore instanceof Map) {
            return hstore;
        }
        throw new KpiException(Reason.NOT_SUPPORTED, "a value of hstore could not be read");
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            registration.close();
            giveBack(connection);
        }
    }

    private static void giveBack(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // a broken connection leaves the pool when it is closed
        }
    }
}
