package org.kpirunner.engine.embedded.execution;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.problem.KpiException;

/** Answers of Postgres and of ours, or the failures that there were instead, and whether they are the same. */
public final class Compared {
    private static final double RELATIVE_ERROR = 1e-9;

    /** A quotient has at least 16 significant digits; how many follow depends on how its operands were written. */
    private static final BigDecimal LAST_DIGIT = new BigDecimal("1e-16");

    private Compared() {}

    /** The rows of a query, as the operators have them. */
    public static List<@Nullable Object[]> read(PostgresDatabase database, String sql) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                @Nullable Object[] row = new Object[answer.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(answer.getObject(i + 1));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        return value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : value;
    }

    /** Something that answers with rows. */
    public interface Question {
        List<@Nullable Object[]> ask() throws SQLException;
    }

    /** The rows, or the failure that there was instead. */
    public static Object attempt(Question question) {
        try {
            return question.ask();
        } catch (SQLException | KpiException e) {
            return e;
        } catch (RuntimeException | AssertionError e) {
            return new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static boolean isSame(Object expected, Object ours) {
        if (expected instanceof List<?> a && ours instanceof List<?> b) {
            return isSameRows((List<@Nullable Object[]>) a, (List<@Nullable Object[]>) b);
        }
        return expected instanceof SQLException && ours instanceof KpiException;
    }

    private static boolean isSameRows(List<@Nullable Object[]> expected, List<@Nullable Object[]> ours) {
        if (expected.size() != ours.size()) {
            return false;
        }
        List<@Nullable Object[]> a = sorted(expected);
        List<@Nullable Object[]> b = sorted(ours);
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < a.get(i).length; j++) {
                if (!isSameValue(a.get(i)[j], b.get(i)[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<@Nullable Object[]> sorted(List<@Nullable Object[]> rows) {
        return rows.stream().sorted(Comparator.comparing(Compared::sortKey)).toList();
    }

    /** Rounded, so that a last digit does not change the order. */
    private static String sortKey(@Nullable Object[] row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            key.append(
                            value instanceof Number number
                                    ? String.format(Locale.ROOT, "%.4e", number.doubleValue() + 0.0)
                                    : value)
                    .append('|');
        }
        return key.toString();
    }

    private static boolean isSameValue(@Nullable Object expected, @Nullable Object ours) {
        if (expected == null || ours == null) {
            return expected == ours;
        }
        if (expected instanceof Double || ours instanceof Double) {
            double a = ((Number) expected).doubleValue();
            double b = ((Number) ours).doubleValue();
            return a == b || Math.abs(a - b) <= RELATIVE_ERROR * Math.max(Math.abs(a), Math.abs(b));
        }
        if (expected instanceof Number && ours instanceof Number) {
            BigDecimal a = new BigDecimal(expected.toString());
            BigDecimal difference = a.subtract(new BigDecimal(ours.toString())).abs();
            return difference.signum() == 0 || difference.compareTo(a.abs().multiply(LAST_DIGIT)) <= 0;
        }
        return expected.equals(ours);
    }

    public static String text(Object answer) {
        if (answer instanceof List<?> rows) {
            return rows.stream()
                    .map(row -> LocalTables.line((Object[]) row))
                    .sorted()
                    .limit(60)
                    .toList()
                    .toString();
        }
        Throwable failure = (Throwable) answer;
        Throwable cause = failure.getCause();
        return failure + (cause == null ? "" : " at " + cause.getStackTrace()[0]);
    }
}
