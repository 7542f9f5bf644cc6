package org.kpirunner.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;

/** Users in Postgres, and what they did in Elasticsearch, always the same for the same sizes. */
final class Data {
    private static final String MAPPING = """
            {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1",
             "requests.cache.enable": false},
             "mappings": {"properties": {
              "user_id": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "action": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "message": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "page": {"type": "keyword"},
              "team": {"type": "keyword"},
              "ms": {"type": "long"},
              "at": {"type": "date"}}}}""";
    private static final String[] ACTIONS = {
        "view", "view", "view", "view", "edit", "edit", "login", "login", "logout", "share", "delete", "comment"
    };
    private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_SO_FAR = 300L * 24 * 60 * 60 * 1000;

    private Data() {}

    static void load(PostgresDatabase database, int users) {
        database.execute("""
                CREATE TABLE users AS SELECT
                  md5('user ' || n)::uuid AS id,
                  'name ' || n AS name,
                  'team-' || lpad((n % 40)::text, 2, '0') AS team,
                  'city ' || (n * 7919 % 3000) AS city,
                  (n * 104729 % 100003)::integer AS points,
                  TIMESTAMP '2026-01-01' + (n * 7907 % 25920000) * INTERVAL '1 second' AS joined
                FROM generate_series(0::bigint, LAST) AS n;
                ALTER TABLE users ADD PRIMARY KEY (id);
                CREATE INDEX ON users (team);
                """.replace("LAST", Integer.toString(users - 1)));
        database.vacuum("users");
    }

    static void load(ElasticsearchServer server, int documents, int users) {
        server.create("events", MAPPING);
        Random random = new Random(1);
        Stream<String> lines = IntStream.range(0, documents).mapToObj(i -> event(random, users));
        Iterator<String> events = lines.iterator();
        server.index("events", () -> events);
    }

    private static String event(Random random, int users) {
        String action = random.nextInt(100) == 0 ? "signup" : ACTIONS[random.nextInt(ACTIONS.length)];
        int page = (int) Math.abs(random.nextGaussian() * 1500) % 5000;
        String message = random.nextInt(50) == 0
                ? "request " + random.nextInt(100_000) + " ended by timeout"
                : "request " + random.nextInt(100_000) + " answered";
        return "{\"user_id\":\"" + user(random.nextInt(users)) + "\",\"action\":\"" + action + "\",\"page\":\"/page/"
                + page + "\",\"team\":\"team-" + random.nextInt(4) + random.nextInt(10) + "\",\"message\":\"" + message
                + "\",\"ms\":" + random.nextInt(5000) + ",\"at\":\""
                + Instant.ofEpochMilli(BEGIN + (long) (random.nextDouble() * YEAR_SO_FAR)) + "\"}";
    }

    private static String user(int number) {
        byte[] digest = digest("user " + number);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (digest[i] & 0xff);
            low = (low << 8) | (digest[i + 8] & 0xff);
        }
        return new UUID(high, low).toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
