package org.kpirunner.engine.trino;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Queries over a table of Postgres, an index of the same rows, and both: written by hand, and made up. */
final class DifferentialQueries {
    private static final List<String> TEXTS =
            List.of("'a'", "'A'", "''", "'日本'", "'😀'", "'citizen'", "'it''s'", "'zz'");

    private final Random random;
    private final List<String> tables;

    private DifferentialQueries(Random random, List<String> tables) {
        this.random = random;
        this.tables = tables;
    }

    /** Those of a file, one a line, once for each table that they can be about. */
    static List<String> written(Path file, String rows, String others, String documents) {
        List<String> queries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("--") && !line.isBlank()) {
                    String query = line.replace("{p}", rows)
                            .replace("{q}", others)
                            .replace("{e}", documents)
                            .replace("{index}", documents.replaceAll(".*\\.|\"", ""));
                    queries.add(query.replace("{t}", rows));
                    if (query.contains("{t}")) {
                        queries.add(query.replace("{t}", documents));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return queries;
    }

    /** So many different ones. */
    static List<String> random(long seed, int count, String rows, String documents) {
        DifferentialQueries queries = new DifferentialQueries(new Random(seed), List.of(rows, documents));
        Set<String> made = new LinkedHashSet<>();
        while (made.size() < count) {
            made.add(queries.query());
        }
        return List.copyOf(made);
    }

    private String query() {
        return switch (random.nextInt(5)) {
            case 0 -> "SELECT " + aggregates() + " FROM " + one(tables) + where();
            case 1, 2 -> {
                String key = one(List.of("v", "b", "s", "i", "date_trunc('month', t)", "upper(v)", "i > 0", "u"));
                yield "SELECT " + key + ", " + aggregates() + " FROM " + one(tables) + where() + " GROUP BY " + key
                        + (random.nextInt(3) == 0 ? " HAVING COUNT(*) > " + random.nextInt(12) : "");
            }
            case 3 ->
                "SELECT a." + one(List.of("v", "b", "i")) + ", COUNT(*), SUM(c.i), MAX(c.id) FROM " + one(tables)
                        + " AS a " + one(List.of("JOIN ", "LEFT JOIN ")) + one(tables) + " AS c ON a."
                        + one(List.of(
                                "id = c.id", "id = c.id + 7", "id = c.id AND a.s = c.s", "v = c.v AND a.id = c.id"))
                        + " GROUP BY 1";
            default ->
                "SELECT id, " + one(List.of("s", "v", "b", "i", "l", "x", "t", "CAST(u AS varchar)")) + " FROM "
                        + one(tables) + where() + " ORDER BY "
                        + one(List.of("id", "v, id", "i DESC, id", "s, id", "t, id"))
                        + " LIMIT " + (1 + random.nextInt(20));
        };
    }

    private String aggregates() {
        List<String> some = new ArrayList<>(List.of("COUNT(*)"));
        for (int i = random.nextInt(3); i >= 0; i--) {
            String aggregate = one(List.of(
                    "COUNT(s)",
                    "COUNT(DISTINCT s)",
                    "COUNT(DISTINCT u)",
                    "SUM(i)",
                    "AVG(i)",
                    "MIN(l)",
                    "MAX(l)",
                    "MIN(s)",
                    "MAX(v)",
                    "MAX(t)",
                    "MIN(x)",
                    "COUNT(DISTINCT CAST(t AS date))",
                    "SUM(i) * 1.0 / COUNT(*)"));
            boolean isFiltered = random.nextInt(3) == 0 && !aggregate.contains("/");
            some.add(isFiltered ? aggregate + " FILTER (WHERE " + condition(1) + ")" : aggregate);
        }
        return String.join(", ", some);
    }

    private String where() {
        return random.nextInt(4) == 0 ? "" : " WHERE " + condition(2);
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextBoolean()) {
            String one = condition(depth - 1);
            return switch (random.nextInt(4)) {
                case 0 -> "(" + one + " AND " + condition(depth - 1) + ")";
                case 1 -> "(" + one + " OR " + condition(depth - 1) + ")";
                case 2 -> "NOT (" + one + ")";
                default -> "(" + one + ") IS NOT TRUE";
            };
        }
        String text = one(List.of("s", "v"));
        return switch (random.nextInt(9)) {
            case 0 -> text + one(List.of(" = ", " <> ", " < ", " >= ")) + one(TEXTS);
            case 1 -> text + one(List.of(" IN (", " NOT IN (")) + one(TEXTS) + ", " + one(TEXTS) + ")";
            case 2 -> text + one(List.of(" LIKE ", " NOT LIKE ")) + one(List.of("'a%'", "'%i%'", "'_'", "'%ß%'", "''"));
            case 3 -> one(List.of("s", "b", "i", "l", "x", "t", "u")) + one(List.of(" IS NULL", " IS NOT NULL"));
            case 4 -> "i " + one(List.of("=", "<>", "<", ">=")) + " " + one(List.of("0", "-3", "1.5", "100"));
            case 5 -> one(List.of("b", "b = 'true'", "b <> 'true'", "NOT b", "b IS FALSE"));
            case 6 ->
                "t " + one(List.of("<", ">=")) + " "
                        + one(List.of("TIMESTAMP '2026-03-01 00:00:00'", "DATE '2026-02-10'", "'2026-04-01'"));
            case 7 ->
                "u " + one(List.of("=", "<>")) + " '00000000-0000-4000-8000-00000000000" + random.nextInt(10) + "'";
            default ->
                "l " + one(List.of("=", ">", "<")) + " "
                        + one(List.of("9223372036854775807", "5000015", "-9007199254740993"));
        };
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
