package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.Waiting;

/** What goes wrong around the product, and what people then read; through the jar, as they run it. */
class FaultsIT {
    private static PostgresDatabase database;
    private static int closedPort;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        database = Servers.postgres().createDatabase("faults");
        database.execute("CREATE TABLE t AS SELECT 1 AS v; CREATE VIEW slow AS SELECT 1 AS v FROM pg_sleep(600)");
        closedPort = PostgresServer.freePort();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void catalogs() throws IOException {
        Files.createDirectory(folder.resolve("catalogs"));
        catalog("pg", database.catalogProperties());
        catalog("es", Servers.elasticsearch().catalogProperties("default"));
    }

    @Test
    void deadPostgresFailsItsKpisOnly() throws IOException {
        catalog("dead", postgresAt("127.0.0.1:" + closedPort));

        Kpi.Ran ran = run("""
                - {name: alive, sql: SELECT v FROM pg.public.t, extract_count: true}
                - {name: dead, sql: SELECT v FROM dead.public.t, extract_count: true}
                - {name: both, sql: SELECT count(*) FROM pg.public.t JOIN dead.public.t AS d USING (v), extract_count: true}
                - {name: none, sql: SELECT 1 + 1, extract_count: true}
                """);

        String problem = "failed source_unreachable: dead (postgresql at 127.0.0.1:" + closedPort + "/"
                + database.name() + ") cannot be reached: nobody listens there";
        assertThat(lines(ran)).containsExactly("alive: ok 1", "dead: " + problem, "both: " + problem, "none: ok 2");
        assertThat(ran.exit()).isEqualTo(1);
    }

    @Test
    void deadElasticsearchFailsItsKpisOnly() throws IOException {
        catalog("dead", elasticsearchAt("localhost", closedPort));

        Kpi.Ran ran = run("""
                - {name: alive, sql: SELECT v FROM pg.public.t, extract_count: true}
                - {name: dead, sql: SELECT count(*) FROM dead.default.x, extract_count: true}
                """);

        assertThat(lines(ran))
                .containsExactly(
                        "alive: ok 1",
                        "dead: failed source_unreachable: dead: cannot reach http://localhost:" + closedPort
                                + ": connection refused");
    }

    @Test
    void serverThatHangsIsATimeoutAndOthersAnswer() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            catalog("search", elasticsearchAt("localhost", deaf.getLocalPort()));
            catalog("rows", postgresAt("127.0.0.1:" + deaf.getLocalPort()));

            Kpi.Ran ran = run("""
                    - {name: alive, sql: SELECT v FROM pg.public.t, extract_count: true}
                    - {name: search, sql: SELECT count(*) FROM search.default.x, extract_count: true, timeout: 2s}
                    - {name: rows, sql: SELECT count(*) FROM rows.public.x, extract_count: true, timeout: 2s}
                    """);

            assertThat(lines(ran))
                    .containsExactly(
                            "alive: ok 1",
                            "search: timeout timeout: no answer within its timeout of 2s",
                            "rows: timeout timeout: no answer within its timeout of 2s");
            assertThat(ran.exit()).isEqualTo(1);
        }
    }

    @Test
    void unknownHostIsNamed() throws IOException {
        catalog("far", postgresAt("nowhere.invalid:5432"));
        catalog("farther", elasticsearchAt("nowhere.invalid", 9200));

        Kpi.Ran ran = run("""
                - {name: postgres, sql: SELECT v FROM far.public.t, extract_count: true}
                - {name: elasticsearch, sql: SELECT count(*) FROM farther.default.t, extract_count: true}
                """);

        assertThat(lines(ran))
                .containsExactly(
                        "postgres: failed source_unreachable: far (postgresql at nowhere.invalid:5432/"
                                + database.name() + ") cannot be reached: its host name is not known",
                        "elasticsearch: failed source_unreachable: farther: cannot reach http://nowhere.invalid:9200:"
                                + " the name of the host is unknown");
    }

    @Test
    void wrongPasswordIsSaidAndNotShown() throws IOException {
        catalog(
                "locked",
                database.catalogProperties().replaceAll("connection-password=.*", "connection-password=hunter2"));

        Kpi.Ran ran = run("- {name: locked, sql: SELECT v FROM locked.public.t, extract_count: true}");

        assertThat(lines(ran))
                .containsExactly("locked: failed authentication_failed: locked (postgresql at "
                        + database.server().host() + ":"
                        + database.server().port() + "/" + database.name()
                        + ") refuses the connection: password authentication failed for user \""
                        + database.server().user()
                        + "\"; check connection-user and connection-password of its catalog file");
        assertThat(ran.out() + ran.err()).doesNotContain("hunter2");
    }

    @Test
    void queryBeyondItsTimeoutIsCancelledAtItsSource() throws Exception {
        long begin = System.nanoTime();

        Kpi.Ran ran = run("- {name: slow, sql: SELECT v FROM pg.public.slow, extract_count: true, timeout: 2s}");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(5));
        assertThat(lines(ran)).containsExactly("slow: timeout timeout: no answer within its timeout of 2s");
        Waiting.until(() -> database.query("SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event = 'PgSleep'")
                .isEmpty());
    }

    @Test
    void sourceThatAnswersAgainIsAskedAgain() throws IOException {
        try (PostgresServer server = PostgresServer.process()) {
            catalog(
                    "back",
                    server.createDatabase("back")
                            .execute("CREATE TABLE t AS SELECT 1 AS v")
                            .catalogProperties());
            server.kill();
            Thread starter = new Thread(server::startAgain);
            starter.start();

            Kpi.Ran ran = run("- {name: back, sql: SELECT v FROM back.public.t, extract_count: true, retries: 9}");

            assertThat(lines(ran)).containsExactly("back: ok 1");
        }
    }

    @Test
    void whatCouldWriteAndWhatIsTwoStatementsIsRefusedBeforeAnythingRuns() throws IOException {
        Kpi.Ran ran = run("""
                - {name: fine, sql: SELECT v FROM pg.public.t}
                - {name: deletes, sql: DELETE FROM pg.public.t}
                - {name: two, sql: SELECT 1; SELECT 2}
                """);

        assertThat(ran.err()).isEqualTo("""
                        kpis.yaml:2:24: "deletes": "DELETE" does more than read; allowed is one SELECT, WITH, VALUES or TABLE statement
                        kpis.yaml:3:30: "two": a second statement begins here; only one is allowed
                        """);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(database.queryText("SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void aliasBombIsRefusedAtOnce() throws IOException {
        StringBuilder bomb =
                new StringBuilder("- &a0 {name: x, sql: SELECT 1, tags: [lol, lol, lol, lol, lol, lol, lol]}\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("- &a%d [%s]\n".formatted(level, ("*a" + (level - 1) + ", ").repeat(9)));
        }
        long begin = System.nanoTime();

        Kpi.Ran ran = run(bomb.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("kpis.yaml:7:33: more than 50 aliases (*name) in one file; write the text out\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void variableThatIsNotSetIsAMistakeOfItsCatalog() throws IOException {
        catalog("pg", "connector.name=postgresql\nconnection-url=jdbc:postgresql://${ENV:NOT_SET}/x\n");

        Kpi.Ran ran = run("- {name: x, sql: SELECT v FROM pg.public.t}\n- {name: y, sql: SELECT 1}");

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("catalogs/pg.properties:2:1: connection-url: the environment variable NOT_SET is not set\n");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void dryRunAsksForNoCredentialsOfTheSheet() throws IOException {
        Kpi.Ran ran = run("- {name: x, sql: SELECT v FROM pg.public.t, extract_count: true}", "--to", "google:id#tab");

        assertThat(lines(ran)).containsExactly("x: ok 1");
        assertThat(ran.exit()).isZero();
    }

    private void catalog(String name, String properties) throws IOException {
        Files.writeString(folder.resolve("catalogs").resolve(name + ".properties"), properties);
    }

    private static String postgresAt(String address) {
        return database.catalogProperties().replaceAll("//[^/]*/", "//" + address + "/");
    }

    private static String elasticsearchAt(String host, int port) {
        return "connector.name=elasticsearch\nelasticsearch.host=" + host + "\nelasticsearch.port=" + port
                + "\nelasticsearch.default-schema-name=default\n";
    }

    private Kpi.Ran run(String kpis, String... options) throws IOException {
        Files.writeString(folder.resolve("kpis.yaml"), kpis);
        List<String> command =
                new ArrayList<>(List.of("run", "--dry-run", "--format", "json", "--catalogs", "catalogs"));
        command.addAll(Arrays.asList(options));
        Kpi.Ran ran =
                Kpi.run(folder, Map.of("KPI_STATE", folder.resolve("state").toString(), "KPI_LOG", "error"), command);
        assertThat(ran.out() + ran.err()).doesNotContain("\tat ");
        return ran;
    }

    private static List<String> lines(Kpi.Ran ran) {
        return StreamSupport.stream(ran.json().path("kpis").spliterator(), false)
                .map(FaultsIT::line)
                .toList();
    }

    private static String line(JsonNode kpi) {
        String status = kpi.path("name").asText() + ": " + kpi.path("status").asText() + " ";
        return kpi.path("status").asText().equals("ok")
                ? status + kpi.path("value")
                : status + kpi.path("reason").asText() + ": "
                        + kpi.path("error").asText();
    }
}
