package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.engine.embedded.execution.RandomQueries;

/** Queries by chance over the tables {@code a} and {@code b} that have much in common, some of which fail. */
final class RandomBatch {
    private static final int FEWEST = 4;
    private static final int STOCK = 50;

    private final Random random;
    private final String relation;
    private final List<String> common;

    RandomBatch(long seed) {
        this.random = new Random(seed);
        this.relation = pick(
                "a", "a", "a JOIN b ON a.id = b.id", "a LEFT JOIN b ON a.i = b.i", "a JOIN b ON a.s = b.s AND b.b");
        this.common = random.nextInt(3) == 0 ? List.of(pick("a.n > 0", "a.s IN (SELECT w FROM b)", "a.b")) : List.of();
    }

    /** So many batches out of one stock of queries, so that what each query answers alone is worked out once. */
    List<List<String>> batches(int number) {
        String form =
                random.nextInt(3) == 0 ? pick("a.s = ?", "a.i = # AND a.b", "a.s IN (?, ?) AND a.i IN (#, #, #)") : "";
        List<String> stock = new ArrayList<>();
        while (stock.size() < STOCK) {
            stock.add(
                    random.nextInt(12) == 0
                            ? RandomQueries.ours(new RandomQueries(random.nextLong()).query())
                            : aggregate(form));
        }
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int size = FEWEST + random.nextInt(pick(8, 8, 40));
            batches.add(random.ints(size, 0, STOCK).mapToObj(stock::get).toList());
        }
        return batches;
    }

    private String aggregate(String form) {
        List<String> conditions = new ArrayList<>(common);
        if (!form.isEmpty()) {
            conditions.add(filled(form));
        }
        for (int i = form.isEmpty() ? random.nextInt(3) : random.nextInt(8) / 7; i > 0; i--) {
            conditions.add(condition());
        }
        String aggregates = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> form.isEmpty() ? output() : pick("count(*)", "sum(a.m)", "min(a.day)", "count(a.w)"))
                .collect(Collectors.joining(", "));
        return "SELECT " + aggregates + " FROM " + relation
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private String filled(String form) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char letter = form.charAt(i);
            text.append(
                    switch (letter) {
                        case '?' -> pick("'a'", "'ab'", "'10'", "''", "'nowhere'");
                        case '#' -> Integer.toString(random.nextInt(-3, 12));
                        default -> letter;
                    });
        }
        return text.toString();
    }

    private String condition() {
        return filled(
                switch (random.nextInt(16)) {
                    case 0 -> "a.i = #";
                    case 1 -> "a.i IN (#, #)";
                    case 2 -> "a.s = ?";
                    case 3 -> "NOT a.b";
                    case 4 -> "a.b";
                    case 5 -> "a.n > #";
                    case 6 -> "a.w LIKE '%a%'";
                    case 7 -> "(a.s = ? OR a.s = ?)";
                    case 8 -> "a.s NOT IN (?, ?)";
                    case 9 -> "(a.n <> # OR a.b)";
                    case 10 -> "a.day >= DATE '2024-03-01'";
                    case 11 -> "a.w IS NULL";
                    case 12 -> "10 / a.i > 2";
                    case 13 -> "CAST(a.w AS integer) = 1";
                    case 14 -> "a.n IN (SELECT b.n FROM b WHERE b.b)";
                    default -> "EXISTS (SELECT 1 FROM b WHERE b.id = a.id AND b.n > 0)";
                });
    }

    private String output() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> "count(*)";
            case 4 -> "count(a.s)";
            case 5 -> "sum(a.i)";
            case 6 -> "sum(a.m)";
            case 7 -> "min(a.day)";
            case 8 -> "max(a.s)";
            case 9 -> "avg(a.m)";
            case 10 -> "count(DISTINCT a.s)";
            case 11 -> "sum(10 / a.i)";
            case 12 -> "round(count(a.w) * 100.0 / nullif(count(*), 0), 2)";
            case 13 -> "count(*) / (count(a.w) - 3)";
            case 14 -> "count(*) FILTER (WHERE a.b)";
            default -> "avg(a.d)";
        };
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
