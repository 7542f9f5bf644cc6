package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.SelfSigned;
import org.kpirunner.fixture.TrinoServer;

/** A cluster with a certificate of its own that wants a password or a token; it is also killed and started again. */
@Tag("trino")
class SecuredTrinoIT {
    private static final byte[] KEY = "a key for tests, of at least 256 bits, or so".getBytes(StandardCharsets.UTF_8);

    private static final String PASSWORD = "right-s3cret";

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
                "PASSWORD,JWT",
                "http-server.authentication.jwt.key-file",
                keyFile.toString(),
                "password-authenticator.config-files",
                passwords().toString(),
                "internal-communication.shared-secret",
                "a secret for tests"));
        Files.createDirectory(folder.resolve("catalogs"));
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Files.writeString(ours.resolve("shop.properties"), "connector.name=postgresql\n");
        Files.writeString(folder.resolve("kpis.yaml"), kpis(12));
        Files.writeString(folder.resolve("quick.yaml"), """
                - {name: A, sql: SELECT 1, extract_count: true}
                - {name: B, sql: SELECT 2, extract_count: true}
                - {name: C, sql: SELECT 3, extract_count: true}
                """);
        String url = "https://localhost:" + port;
        Map<String, String> trusting = Map.of(
                "KPI_TRINO_TOKEN",
                token("kpi"),
                "KPI_TRINO_TRUSTSTORE",
                certificate.certificate().toString());

        try (TrinoServer server = TrinoServer.process(folder.resolve("catalogs"), Map.of(), configuration)) {
            JsonNode distrusted = run(url, Map.of("KPI_TRINO_TOKEN", token("kpi")), "K0");

            assertThat(distrusted.get(0).path("reason").asText()).isEqualTo("authentication_failed");
            assertThat(distrusted.get(0).path("error").asText())
                    .startsWith("trino: " + url + " cannot be trusted: ")
                    .endsWith("; name its certificate's trust store with KPI_TRINO_TRUSTSTORE");
            wrongPasswordLeavesEachCellBlankAndMovesNothing(url, certificate);
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

    private void wrongPasswordLeavesEachCellBlankAndMovesNothing(String url, SelfSigned certificate)
            throws IOException {
        Path sheet = folder.resolve("kpis.csv");
        StringBuilder said = new StringBuilder();
        for (String password : List.of(PASSWORD, "wrong-s3cret", PASSWORD)) {
            Map<String, String> environment = Map.of(
                    "KPI_TRINO_PASSWORD",
                    password,
                    "KPI_TRINO_TRUSTSTORE",
                    certificate.certificate().toString());
            List<String> command = new ArrayList<>(List.of("run", "--engine", "trino", "--trino-url", url));
            command.addAll(List.of("--trino-user", "ann", "--format", "json", "--to", "csv:" + sheet));
            command.addAll(List.of("--kpis", folder.resolve("quick.yaml").toString()));
            command.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
            command.addAll(List.of("--state", folder.resolve("state").toString()));
            Kpi.Ran ran = InProcess.run(environment, command);
            said.append(ran.out()).append(ran.err());
            boolean isRight = password.equals(PASSWORD);
            assertThat(ran.exit()).as(ran.err()).isEqualTo(isRight ? 0 : 1);
            if (!isRight) {
                assertThat(TrinoFaultsIT.outcomes(ran.json().path("kpis")))
                        .containsExactly(
                                "A: failed authentication_failed",
                                "B: failed authentication_failed",
                                "C: failed authentication_failed");
                assertThat(ran.json().path("kpis").get(1).path("error").asText())
                        .isEqualTo("trino: " + url
                                + " as ann was refused: Authentication failed: Access Denied: Invalid credentials; check"
                                + " --trino-user and KPI_TRINO_PASSWORD");
            }
        }

        assertThat(Files.readAllLines(sheet).stream().map(line -> line.replaceFirst("^[^,]*", "")))
                .containsExactly(",A,B,C", ",1,2,3", ",,,", ",1,2,3");
        said.append(InProcess.run(
                        Map.of(),
                        List.of(
                                "history",
                                "B",
                                "--state",
                                folder.resolve("state").toString()))
                .out());
        assertThat(said).contains("authentication_failed").doesNotContain("s3cret");
    }

    /** The configuration of Trino's authenticator by files, and the file with ann's password. */
    private Path passwords() throws GeneralSecurityException, IOException {
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1000, 160))
                .getEncoded();
        HexFormat hex = HexFormat.of();
        Path file = Files.writeString(
                folder.resolve("passwords"), "ann:1000:" + hex.formatHex(salt) + ":" + hex.formatHex(hash) + "\n");
        return Files.writeString(
                folder.resolve("password-authenticator.properties"),
                "password-authenticator.name=file\nfile.password-file=" + file + "\n");
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
