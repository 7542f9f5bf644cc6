package org.kpirunner.engine.embedded.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
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

/** Random queries, answered by the operators of this process and by Postgres over the same rows. */
class OperatorsAgainstPostgresIT {
    private static final int QUERIES = Integer.getInteger("kpi.random.queries", 400);
    private static final long SEED = Long.getLong("kpi.random.seed", 20_261_101L);

    /** What Calcite's rules that remove sub-queries change the meaning of. */
    private static final Pattern CALCITE_IS_WRONG = Pattern.compile("<> ANY|= ALL");

    private static PostgresDatabase database;
    private static LocalTables tables;

    @BeforeAll
    static void fillTables() throws SQLException {
        database = Servers.postgres().createDatabase("operators");
        tables = new LocalTables();
        for (String name : List.of("a", "b")) {
            database.execute("CREATE TABLE " + name + " (" + RandomRows.ORACLE_COLUMNS + ")");
            database.copy(name, RandomRows.of(new Random(SEED + name.hashCode())));
            tables.table(
                    name,
                    RandomQueries.COLUMNS,
                    Compared.read(database, "SELECT * FROM " + name).toArray(new Object[0][]));
        }
    }

    @AfterAll
    static void dropTables() {
        database.close();
    }

    @Test
    void randomQueriesAnswerAsPostgresDoes() {
        List<String> differences = new ArrayList<>();
        int answered = 0;
        for (long seed = SEED; seed < SEED + QUERIES; seed++) {
            String sql = new RandomQueries(seed).query();
            Object expected = Compared.attempt(() -> Compared.read(database, RandomQueries.forPostgres(sql)));
            Object ours =
                    Compared.attempt(() -> tables.rows(tables.plan(RandomQueries.ours(sql)), Memory.ofDefaultSize()));
            Object other = CALCITE_IS_WRONG.matcher(sql).find()
                    ? ours
                    : Compared.attempt(() -> joined(RandomQueries.ours(sql)));
            answered += expected instanceof List ? 1 : 0;
            if (!Compared.isSame(expected, ours) || !Compared.isSame(expected, other)) {
                differences.add(seed + ": " + sql + "\n  Postgres: " + Compared.text(expected) + "\n  ours:     "
                        + Compared.text(ours) + "\n  joined:   " + Compared.text(other));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answered).isGreaterThan(QUERIES * 8 / 10);
    }

    private static List<@Nullable Object[]> joined(String sql) {
        return tables.rows(LocalTables.withoutSubQueries(tables.plan(sql)), Memory.ofDefaultSize());
    }
}
