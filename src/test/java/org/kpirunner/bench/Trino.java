package org.kpirunner.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a Trino, and how it would do it. */
record Trino(Connection connection) {
    /** What Trino computes itself; what it has pushed down has gone into its TableScan. */
    private static final Pattern STEP =
            Pattern.compile("(Aggregate|TopN|ScanFilter\\w*|Filter\\w*|InnerJoin|SemiJoin|TableScan|Limit)\\b");

    /** The same, unless it takes longer than so many seconds. */
    Optional<List<String>> ask(String sql, int seconds) {
        session("SET SESSION query_max_run_time = '" + seconds + "s'");
        try {
            return Optional.of(ask(sql));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException late
                    && String.valueOf(late.getMessage()).contains("time limit")) {
                return Optional.empty();
            }
            throw e;
        } finally {
            session("RESET SESSION query_max_run_time");
        }
    }

    /** Just after its start a cluster has no worker for a while. */
    void await(String sql) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                ask(sql);
                return;
            } catch (IllegalStateException e) {
                if (tries == 100 || !String.valueOf(e.getCause()).contains("No nodes available")) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    private void session(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> ask(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(text(rows.getObject(i)));
                }
                answer.add(String.join("|", row));
            }
            return answer.stream().sorted().toList();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            return Numbers.text(new BigDecimal(number.toString()));
        }
        if (value instanceof Timestamp time) {
            LocalDateTime dateTime = time.toLocalDateTime();
            return dateTime.toString();
        }
        return Objects.toString(value);
    }

    List<String> explain(String sql) {
        return ask("EXPLAIN " + sql).stream().flatMap(String::lines).toList();
    }

    /** The steps of a plan that Trino computes itself, the last one first. */
    static String steps(List<String> plan) {
        return plan.stream()
                .map(STEP::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.joining(" ← "));
    }
}
