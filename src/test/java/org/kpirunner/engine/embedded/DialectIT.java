package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.problem.KpiException;

/** Every function and form of the dialect answers the same where Postgres computes it and where it is computed here. */
class DialectIT {
    private static final String THERE = "SELECT %s FROM pg.public.v";

    /** Two sources can't be put one after the other anywhere but here. */
    private static final String HERE =
            "SELECT %s FROM (SELECT * FROM pg.public.v UNION ALL SELECT * FROM other.public.v WHERE 1 = 0) AS v";

    private static final String K_HERE =
            "(SELECT * FROM pg.public.k UNION ALL SELECT * FROM other.public.k WHERE 1 = 0)";

    private static PostgresDatabase database;
    private static Sources sources;

    @BeforeAll
    static void fill(@TempDir Path catalogs) {
        database = Servers.postgres().createDatabase("dialect");
        database.execute("""
                CREATE TABLE v (i int, j int, big bigint, d numeric(10, 2), f float8, t text, u text, e text, n text, b boolean,
                    day date, ts timestamp, tz timestamptz, id uuid, doc json, words text[]);
                INSERT INTO v VALUES (7, -2, 3000000000, 2.50, 0.5, 'Hello World', 'ünï', '', NULL, true,
                    '2026-03-31', '2026-11-15 13:45:30.250', '2026-11-15 13:45:30.250Z',
                    '0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0001', '{"a": {"b": [10, 20]}, "s": "x", "n": null}', '{b,a,NULL}');
                CREATE TABLE k (g text, x int, b boolean);
                INSERT INTO k VALUES ('a', 1, true), ('a', 2, false), ('b', 2, NULL), ('b', NULL, true), (NULL, 5, true);
                """);
        String properties = database.catalogProperties();
        sources = new Sources(Workload.catalogs(catalogs, Map.of("pg", properties, "other", properties)), 2);
    }

    @AfterAll
    static void drop() {
        sources.close();
        database.close();
    }

    @Test
    void expressionsAnswerTheSameThereAndHere() throws IOException {
        Map<String, String> expected = lines("expressions.txt");

        assertThat(answers(expected, THERE::formatted)).isEqualTo(expected);
        assertThat(answers(expected, HERE::formatted)).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    @Test
    void queriesAnswerTheSameThereAndHere() throws IOException {
        Map<String, String> expected = lines("queries.txt");

        assertThat(answers(expected, query -> query.replace("{k}", "pg.public.k")))
                .isEqualTo(expected);
        assertThat(answers(expected, query -> query.replace("{k}", K_HERE)))
                .isEqualTo(expected)
                .hasSizeGreaterThan(50);
    }

    private static Map<String, String> lines(String file) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/dialect", file))) {
            String[] parts = line.split(" => ?", 2);
            if (parts.length == 2 && !line.startsWith("#")) {
                lines.put(parts[0], parts[1]);
            }
        }
        return lines;
    }

    private static Map<String, String> answers(Map<String, String> lines, UnaryOperator<String> query) {
        Map<String, String> answers = new LinkedHashMap<>();
        lines.keySet()
                .forEach(line -> answers.put(line, answer(query.apply(line).replace("{p}", "pg.public.k"))));
        return answers;
    }

    private static String answer(String sql) {
        try {
            Query query = Query.parse(sql);
            Cancellation cancellation = new Cancellation();
            Planner.Planned planned =
                    Planner.plan(query, Tables.of(sources::get, List.of(query)).of(query, cancellation));
            Federation federation = new Federation(
                    (catalog, part) -> sources.get(catalog).push(part),
                    cancellation,
                    Memory.ofDefaultSize(),
                    Measuring.NONE);
            List<String> rows = new ArrayList<>();
            try (Rows all = federation.open(planned.plan())) {
                for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
                    rows.add(Arrays.stream(row).map(DialectIT::text).collect(Collectors.joining(", ")));
                }
            }
            return String.join(" / ", rows);
        } catch (SqlProblem e) {
            return e.reason() + ": " + e.what();
        } catch (KpiException e) {
            return e.reason() + ": " + e.getMessage();
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toString();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }
}
