package org.kpirunner.bench;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;

/** Made-up members, teams and what they did, of a chosen size. */
final class BenchData {
    private static final List<String> ACTIONS = List.of("view", "edit", "create", "delete", "share", "login");
    private static final List<String> ROLES = List.of("owner", "editor", "reader", "guest");

    private BenchData() {}

    /** One member a row; a team for twenty members. */
    static void fill(PostgresDatabase database, int rows) {
        database.execute("""
                CREATE TABLE team (id int PRIMARY KEY, kind text NOT NULL, size int NOT NULL, is_public boolean NOT NULL,
                    created timestamp NOT NULL);
                CREATE TABLE member (id int PRIMARY KEY, team_id int NOT NULL REFERENCES team, kind text NOT NULL,
                    country text, is_active boolean NOT NULL, score int, joined date NOT NULL, created timestamp NOT NULL);
                INSERT INTO team SELECT i, 'kind ' || i %% 5, i %% 90, i %% 3 = 0, timestamp '2025-01-01' + i %% 700 * interval '1 day'
                    FROM generate_series(0, %1$d / 20) i;
                INSERT INTO member SELECT i, (i::bigint * 7919) %% (%1$d / 20), 'kind ' || (i * 31::bigint) %% 6,
                    CASE WHEN i %% 17 = 0 THEN NULL ELSE 'country ' || (i * 13::bigint) %% 12 END, i %% 4 <> 0,
                    CASE WHEN i %% 11 = 0 THEN NULL ELSE (i * 97::bigint) %% 1000 END,
                    date '2024-01-01' + i %% 1000, timestamp '2024-01-01' + i %% 1000000 * interval '1 minute'
                    FROM generate_series(1, %1$d) i;
                CREATE INDEX ON member (team_id);
                CREATE INDEX ON member (created);
                CREATE VIEW slow AS SELECT *, pg_sleep(0.01) IS NULL AS never FROM member;
                """.formatted(rows));
        database.execute("VACUUM ANALYZE");
    }

    /** The index is mapped dynamically, or its texts as keywords. */
    static void fill(ElasticsearchServer server, String index, int documents, int members, boolean keywords) {
        Random random = new Random(1);
        if (keywords) {
            server.create(
                    index,
                    "{\"mappings\": {\"properties\": {\"action\": {\"type\": \"keyword\"}, \"role\": {\"type\": \"keyword\"}}}}");
        }
        server.index(
                index,
                () -> IntStream.range(0, documents)
                        .mapToObj(i -> document(random, members))
                        .iterator());
    }

    private static String document(Random random, int members) {
        LocalDateTime at = LocalDateTime.of(2025, 1, 1, 0, 0).plusMinutes(random.nextInt(1_000_000));
        return "{\"action\": \"" + ACTIONS.get(random.nextInt(ACTIONS.size())) + "\", \"role\": \""
                + ROLES.get(random.nextInt(ROLES.size())) + "\", \"member_id\": "
                + (1 + random.nextInt(Math.max(1, members / 50))) + ", \"size\": " + random.nextInt(500)
                + ", \"at\": \""
                + at + ":00\"}";
    }
}
