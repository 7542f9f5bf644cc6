package org.kpirunner.engine.embedded.execution;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

/** Rows by chance for the tables of {@link RandomQueries}, as lines for COPY. */
public final class RandomRows {
    /** The columns as Postgres creates them. */
    public static final String POSTGRES_COLUMNS = "id bigint, n bigint, i integer, m numeric(12,3),"
            + " d double precision, s text, w text, b boolean, day date, ts timestamp(6)";

    /** The same, with texts ordered by code point, as Trino orders all texts. */
    public static final String ORACLE_COLUMNS = POSTGRES_COLUMNS.replace("text", "text COLLATE \"C\"");

    private static final int ROWS = 40;

    private RandomRows() {}

    public static String of(Random random) {
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
}
