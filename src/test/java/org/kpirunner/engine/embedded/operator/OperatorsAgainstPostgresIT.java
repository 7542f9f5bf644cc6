package org.kpirunner.engine.embedded.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.problem.KpiException;

/** Random queries, answered by the operators of this process and by Postgres over the same rows. */
class OperatorsAgainstPostgresIT {
    private static final int QUERIES = Integer.getInteger("kpi.random.queries", 400);
    private static final long SEED = Long.getLong("kpi.random.seed", 20_261_101L);
    private static final int ROWS = 40;

    /** What Calcite's rules that remove sub-queries change the meaning of. */
    private static final Pattern CALCITE_IS_WRONG = Pattern.compile("<> ANY|= ALL");

    private static final double RELATIVE_ERROR = 1e-9;

    /** A quotient has at least 16 significant digits; how many follow depends on how its operands were written. */
    private static final BigDecimal LAST_DIGIT = new BigDecimal("1e-16");

    private static PostgresDatabase database;
    private static LocalTables tables;

    @BeforeAll
    static void fillTables() throws SQLException {
        database = Servers.postgres().createDatabase("operators");
        tables = new LocalTables();
        for (String name : List.of("a", "b")) {
            database.execute("CREATE TABLE " + name + " (id bigint, n bigint, i integer, m numeric(12,3),"
                    + " d double precision, s text COLLATE \"C\", w text COLLATE \"C\", b boolean, day date,"
                    + " ts timestamp(6))");
            database.copy(name, rows(new Random(SEED + name.hashCode())));
            tables.table(
                    name, RandomQueries.COLUMNS, read("SELECT * FROM " + name).toArray(new Object[0][]));
        }
    }

    @AfterAll
    static void dropTables() {
        database.close();
    }

    private static String rows(Random random) {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; id < ROWS; id++) {
            lines.append(id)
                    .append('\t')
                    .append(or(random, Long.toString(random.nextInt(-8, 8))))
                    .append('\t')
                    .append(or(random, Integer.toString(random.nextInt(-3, 30))))
                    .append('\t')
                    .append(or(
                            random,
                            BigDecimal.valueOf(random.nextInt(-4000, 4000), 3).toPlainString()))
                    .append('\t')
                    .append(or(random, Double.toString(random.nextInt(-20, 20) / 8.0)))
                    .append('\t')
                    .append(or(
                            random,
                            List.of("", "a", "ab", "b", " x ", "ñandú", "😀", "\uFFFD", "10", "A")
                                    .get(random.nextInt(10))))
                    .append('\t')
                    .append(or(
                            random,
                            List.of("", "a", "Ab", "xyz", "aB c", "100%").get(random.nextInt(6))))
                    .append('\t')
                    .append(or(random, random.nextBoolean() ? "t" : "f"))
                    .append('\t')
                    .append(or(
                            random,
                            LocalDate.of(2024, 2, 27)
                                    .plusDays(random.nextInt(0, 5) * 200L)
                                    .toString()))
                    .append('\t')
                    .append(or(
                            random,
                            LocalDateTime.of(2025, 12, 31, 23, 59, 58)
                                    .plusNanos(random.nextLong(0, 8_000_000_000_000L) / 1000 * 1000)
                                    .toString()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String or(Random random, String value) {
        return random.nextInt(6) == 0 ? "\\N" : value;
    }

    private static List<@Nullable Object[]> read(String sql) throws SQLException {
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

    @Test
    void randomQueriesAnswerAsPostgresDoes() {
        List<String> differences = new ArrayList<>();
        int answered = 0;
        for (long seed = SEED; seed < SEED + QUERIES; seed++) {
            String sql = new RandomQueries(seed).query();
            Object expected = attempt(() -> read(RandomQueries.forPostgres(sql)));
            Object ours = attempt(() -> tables.rows(tables.plan(RandomQueries.ours(sql)), Memory.ofDefaultSize()));
            Object other = CALCITE_IS_WRONG.matcher(sql).find() ? ours : attempt(() -> joined(RandomQueries.ours(sql)));
            answered += expected instanceof List ? 1 : 0;
            if (!isSame(expected, ours) || !isSame(expected, other)) {
                differences.add(seed + ": " + sql + "\n  Postgres: " + text(expected) + "\n  ours:     " + text(ours)
                        + "\n  joined:   " + text(other));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answered).isGreaterThan(QUERIES * 8 / 10);
    }

    private static List<@Nullable Object[]> joined(String sql) {
        return tables.rows(LocalTables.withoutSubQueries(tables.plan(sql)), Memory.ofDefaultSize());
    }

    private interface Question {
        List<@Nullable Object[]> ask() throws SQLException;
    }

    /** The rows, or the failure that there was instead. */
    private static Object attempt(Question question) {
        try {
            return question.ask();
        } catch (SQLException | KpiException e) {
            return e;
        } catch (RuntimeException | AssertionError e) {
            return new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static boolean isSame(Object expected, Object ours) {
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
        return rows.stream()
                .sorted(Comparator.comparing(OperatorsAgainstPostgresIT::sortKey))
                .toList();
    }

    /** Rounded, so that a last digit does not change the order. */
    private static String sortKey(@Nullable Object[] row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            key.append(value instanceof Number number ? String.format("%.4e", number.doubleValue() + 0.0) : value)
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

    private static String text(Object answer) {
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
