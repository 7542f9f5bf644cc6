package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.execution.Compared;
import org.kpirunner.engine.embedded.execution.RandomQueries;
import org.kpirunner.engine.embedded.execution.RandomRows;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;

/** Random queries over two databases answer as Postgres does where it holds the same rows in one. */
class AcrossSourcesIT {
    private static final int QUERIES = Integer.getInteger("kpi.random.queries", 300);
    private static final long SEED = Long.getLong("kpi.random.seed", 20_261_102L);

    private static PostgresDatabase both;
    private static PostgresDatabase one;
    private static PostgresDatabase other;
    private static Sources sources;

    @BeforeAll
    static void fillDatabases(@TempDir Path catalogs) throws IOException {
        both = Servers.postgres().createDatabase("both");
        one = Servers.postgres().createDatabase("one");
        other = Servers.postgres().createDatabase("other");
        String a = RandomRows.of(new Random(SEED));
        String b = RandomRows.of(new Random(SEED + 1));
        table(both, "a", RandomRows.ORACLE_COLUMNS, a);
        table(both, "b", RandomRows.ORACLE_COLUMNS, b);
        table(one, "a", RandomRows.POSTGRES_COLUMNS, a);
        table(other, "b", RandomRows.POSTGRES_COLUMNS, b);
        Files.writeString(catalogs.resolve("one.properties"), one.catalogProperties());
        Files.writeString(catalogs.resolve("other.properties"), other.catalogProperties());
        sources = new Sources(CatalogFolder.list(catalogs, Map.of()), 2);
    }

    private static void table(PostgresDatabase database, String name, String columns, String rows) {
        database.execute("CREATE TABLE " + name + " (" + columns + ")");
        database.copy(name, rows);
    }

    @AfterAll
    static void dropDatabases() {
        sources.close();
        both.close();
        one.close();
        other.close();
    }

    @Test
    void randomQueriesAnswerAsOneDatabaseDoes() {
        List<String> differences = new ArrayList<>();
        int answered = 0;
        for (long seed = SEED; seed < SEED + QUERIES; seed++) {
            String sql = new RandomQueries(seed).query();
            Object expected = Compared.attempt(() -> Compared.read(both, RandomQueries.forPostgres(sql)));
            Object ours = Compared.attempt(() -> answer(inCatalogs(RandomQueries.ours(sql))));
            answered += expected instanceof List ? 1 : 0;
            if (!Compared.isSame(expected, ours)) {
                differences.add(seed + ": " + sql + "\n  Postgres: " + Compared.text(expected) + "\n  ours:     "
                        + Compared.text(ours) + "\n");
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answered).isGreaterThan(QUERIES * 8 / 10);
    }

    @Test
    void nullIsNotFalseWhereADatabaseWouldSaySo() {
        for (String sql : List.of(
                "SELECT a.id FROM a WHERE NOT (a.n = a.n) UNION ALL SELECT b.id FROM b WHERE b.n = 3",
                "SELECT a.id, a.n = a.n FROM a LEFT JOIN b ON a.n = b.n AND a.n = a.n",
                "SELECT a.id FROM a WHERE (a.n = a.n) IS NULL OR a.n IN (SELECT b.n FROM b)",
                "SELECT a.id FROM a WHERE a.n <> ANY (SELECT b.n FROM b)",
                "SELECT a.id FROM a WHERE a.n <> ANY (SELECT b.n FROM b WHERE b.n = 3)",
                "SELECT a.id FROM a WHERE a.n = ALL (SELECT b.n FROM b WHERE b.n IN (-3, 12))",
                "SELECT a.id FROM a WHERE NOT (a.n = ALL (SELECT b.n FROM b WHERE b.id < 5))",
                "SELECT a.id, a.n = ALL (SELECT b.n FROM b WHERE b.id = a.id) FROM a")) {
            assertThat(Compared.text(Compared.attempt(() -> answer(inCatalogs(sql)))))
                    .as(sql)
                    .isEqualTo(Compared.text(Compared.attempt(() -> Compared.read(both, sql))));
        }
    }

    private static String inCatalogs(String sql) {
        return sql.replaceAll("(FROM|JOIN) a\\b(?!\\.)", "$1 one.public.a AS a")
                .replaceAll("(FROM|JOIN) b\\b(?!\\.)", "$1 other.public.b AS b");
    }

    private static List<@Nullable Object[]> answer(String sql) {
        Query query = Query.parse(sql);
        Cancellation cancellation = new Cancellation();
        Planner.Planned planned =
                Planner.plan(query, Tables.of(sources::get, List.of(query)).of(query, cancellation));
        List<@Nullable Object[]> all = new ArrayList<>();
        try (Rows rows = new Federation(
                        (catalog, part) -> sources.get(catalog).push(part),
                        cancellation,
                        Memory.ofDefaultSize(),
                        Measuring.NONE)
                .open(planned.plan())) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }
}
