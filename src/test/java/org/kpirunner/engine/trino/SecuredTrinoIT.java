package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.SelfSigned;
import org.kpirunner.fixture.TrinoServer;

/** A cluster with a certificate of its own that wants a token; it is also killed and started again. */
@Tag("trino")
class SecuredTrinoIT {
    private static final byte[] KEY = "a key for tests, of at least 256 bits, or so".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void tokenAndTrustAreNeededAndARestartInTheMiddleShiftsNothing() throws Exception {
        SelfSigned certificate = SelfSigned.create(folder);
        Path keyFile =
                Files.writeString(folder.resolve("jwt.key"), Base64.getEncoder().encodeToString(KEY));
        int port = PostgresServer.freePort();
        Map<String, String> configuration = new HashMap<>(Map.of(
                "http-server.https.enabled",
                "true",
                "http-server.https.port",
                Integer.toString(port),
                "http-server.https.keystore.path",
                certificate.store().toString(),
                "http-server.https.keystore.key",
                SelfSigned.STORE_PASSWORD,
                "http-server.authentication.type",
                "JWT",
                "http-server.authentication.jwt.key-file",
                keyFile.toString(),
                "internal-communication.shared-secret",
                "a secret for tests"));
        Files.createDirectory(folder.resolve("catalogs"));
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Files.writeString(ours.resolve("shop.properties"), "connector.name=postgresql\n");
        Files.writeString(folder.resolve("kpis.yaml"), kpis(12));
        String url = "https://localhost:" + port;
        Map<String, String> trusting = Map.of(
                "KPI_TRINO_TOKEN",
                token("kpi"),
                "KPI_TRINO_TRUSTSTORE",
                certificate.certificate().toString());

        try (TrinoServer server = TrinoServer.process(folder.resolve("catalogs"), Map.of(), configuration)) {
            JsonNode distrusted = run(url, Map.of("KPI_TRINO_TOKEN", token("kpi")), "K0");
            JsonNode wrong = run(
                    url,
                    Map.of(
                            "KPI_TRINO_PASSWORD",
                            "wrong-s3cret",
                            "KPI_TRINO_TRUSTSTORE",
                            certificate.certificate().toString()),
                    "K0");

            assertThat(distrusted.get(0).path("reason").asText()).isEqualTo("authentication_failed");
            assertThat(distrusted.get(0).path("error").asText())
                    .startsWith("trino: " + url + " cannot be trusted: ")
                    .endsWith("; name its certificate's trust store with KPI_TRINO_TRUSTSTORE");
            assertThat(wrong.get(0).path("reason").asText()).isEqualTo("authentication_failed");
            assertThat(wrong.get(0).path("error").asText())
                    .contains("was refused")
                    .doesNotContain("wrong-s3cret");
            assertThat(run(url, trusting, "K0").get(0).path("value").asInt()).isZero();

            Kpi.Ran pushed = InProcess.run(
                    trusting,
                    List.of(
                            "catalogs",
                            "push",
                            "--trino-url",
                            url,
                            "--catalogs",
                            ours.toString(),
                            "--state",
                            folder.resolve("state").toString()));
            assertThat(pushed.out())
                    .as(pushed.err())
                    .isEqualTo("missing shop: copy " + ours.resolve("shop.properties")
                            + " to etc/catalog/shop.properties of every node, and start them again\n");
            assertThat(pushed.exit()).isEqualTo(1);

            CompletableFuture<JsonNode> running = CompletableFuture.supplyAsync(() -> run(url, trusting, ""));
            TimeUnit.SECONDS.sleep(3);
            server.kill();
            server.startAgain();
            JsonNode answers = running.get(5, TimeUnit.MINUTES);

            assertThat(answers).hasSize(12);
            for (int i = 0; i < 12; i++) {
                JsonNode kpi = answers.get(i);
                assertThat(kpi.path("name").asText()).isEqualTo("K" + i);
                if (kpi.path("status").asText().equals("ok")) {
                    assertThat(kpi.path("value").asInt()).isEqualTo(i);
                } else {
                    assertThat(kpi.path("reason").asText())
                            .as(kpi.path("error").asText())
                            .isIn("source_unreachable", "source_restarted", "timeout");
                }
            }
            System.out.println("killed and started again in the middle of a run: " + TrinoFaultsIT.outcomes(answers));
        }
    }

    /** Each takes a second or so. */
    private static String kpis(int count) {
        StringBuilder kpis = new StringBuilder();
        for (int i = 0; i < count; i++) {
            kpis.append("""
                    - name: K%1$d
                      timeout: 150s
                      retries: 2
                      extract_count: true
                      sql: |
                        SELECT %1$d + 0 * COUNT(*) FROM UNNEST(sequence(1, 10000)) AS a (i), UNNEST(sequence(1, 5000)) AS b (j)
                    """.formatted(i));
        }
        return kpis.toString();
    }

    private JsonNode run(String url, Map<String, String> environment, String only) {
        List<String> command = new ArrayList<>(List.of("run", "--dry-run", "--format", "json", "--engine", "trino"));
        command.addAll(List.of("--parallel", "2", "--trino-url", url));
        command.addAll(List.of("--kpis", folder.resolve("kpis.yaml").toString()));
        command.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
        command.addAll(List.of("--to", "csv:" + folder.resolve("none.csv")));
        if (!only.isEmpty()) {
            command.addAll(List.of("--only", only));
        }
        Kpi.Ran ran = InProcess.run(environment, command);
        return ran.json().path("kpis");
    }

    private static String token(String user) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        String body = base64.encodeToString(("{\"sub\":\"" + user + "\"}").getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] signature = mac.doFinal((head + "." + body).getBytes(StandardCharsets.UTF_8));
        return head + "." + body + "." + base64.encodeToString(signature);
    }
}
