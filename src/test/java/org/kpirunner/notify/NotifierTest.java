package org.kpirunner.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.ledger.BegunRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.problem.KpiException;

/** Each step opens the ledger anew, as a restart would. */
class NotifierTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Instant now = NOON;
    private int runs;
    private int status = 200;
    private final List<String> posted = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void webhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        environment.put("KPI_WEBHOOK", "http://127.0.0.1:" + server.getAddress().getPort() + "/s3cret");
        environment.put("KPI_NOTIFY_GRACE", "15m");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void after(Duration passed, KpiOutcome... outcomes) {
        now = now.plus(passed);
        try (Ledger ledger = open()) {
            String id = "run" + runs++;
            ledger.begin(new BegunRun(id, now, "demo", "embedded", "by hand", now));
            ledger.finish(id, List.of(outcomes), Map.of());
        }
        tell();
    }

    private void tell() {
        try (Ledger ledger = open()) {
            Notifier.of(environment, clock(), said::add).tell(ledger);
        }
    }

    private Ledger open() {
        return Ledger.open(folder, clock());
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static KpiOutcome outcome(String name, String value, String crossed, String error) {
        boolean isOk = error.isEmpty();
        return new KpiOutcome(
                name,
                name,
                "users",
                isOk ? "ok" : "failed",
                Optional.of(value).filter(text -> isOk),
                Optional.of("query_failed").filter(text -> !isOk),
                Optional.of(error).filter(text -> !isOk),
                Optional.of(crossed).filter(text -> !text.isEmpty()),
                Duration.ofMillis(5),
                1,
                List.of("pg"),
                List.of());
    }

    private static KpiOutcome fine(String name) {
        return outcome(name, "7", "", "");
    }

    private static KpiOutcome broken(String name) {
        return outcome(name, "", "", "no table \"x\"");
    }

    /** What stands in the texts of all messages, one line each. */
    private List<String> told() {
        return posted.stream()
                .map(json -> json.replaceFirst("^\\{\"text\":\"", "").replaceFirst("\",\"notices\".*", ""))
                .flatMap(text -> List.of(text.split("\\\\n", -1)).stream())
                .toList();
    }

    @Test
    void aKpiThatStartsFailingIsToldOnceAfterTheGracePeriodAndThenThatItIsFineAgain() {
        Duration tenMinutes = Duration.ofMinutes(10);
        after(tenMinutes, fine("Users"));
        after(tenMinutes, broken("Users"));
        after(tenMinutes, broken("Users"));
        assertThat(told()).isEmpty();

        after(tenMinutes, broken("Users"));
        after(tenMinutes, broken("Users"));
        tell();
        assertThat(told()).containsExactly("Users (demo) fails since 2026-11-01 12:20:00 UTC: no table \\\"x\\\"");

        after(tenMinutes, fine("Users"));
        assertThat(told()).hasSize(1);
        now = now.plus(Duration.ofMinutes(15));
        tell();
        tell();
        assertThat(told())
                .hasSize(2)
                .last()
                .isEqualTo("Users (demo) is fine again since 2026-11-01 13:00:00 UTC: 7 users");
    }

    @Test
    void aFailureThatIsOverWithinTheGracePeriodIsNotTold() {
        after(Duration.ofMinutes(10), fine("Users"));
        after(Duration.ofMinutes(10), broken("Users"));
        after(Duration.ofMinutes(10), fine("Users"));
        after(Duration.ofMinutes(60), fine("Users"));

        assertThat(posted).isEmpty();
    }

    @Test
    void aThresholdIsToldWhenItIsCrossedAndWhenItGetsWorse() {
        environment.put("KPI_NOTIFY_GRACE", "0s");
        after(Duration.ofMinutes(10), outcome("Users", "120", "warn > 100", ""));
        after(Duration.ofMinutes(10), outcome("Users", "130", "warn > 100", ""));
        after(Duration.ofMinutes(10), outcome("Users", "600", "fail > 500", ""));

        assertThat(told())
                .containsExactly(
                        "Users (demo) is beyond its warning since 2026-11-01 12:10:00 UTC: 120 users is &gt; 100",
                        "Users (demo) is beyond its limit since 2026-11-01 12:30:00 UTC: 600 users is &gt; 500");
    }

    @Test
    void whatGoesOnIsToldAgainOnceADayAsLongAsRunsFindItSo() {
        environment.put("KPI_NOTIFY_GRACE", "0s");
        for (int hour = 0; hour < 60; hour++) {
            after(Duration.ofHours(1), broken("Users"));
        }
        now = now.plus(Duration.ofDays(3));
        tell();

        assertThat(told())
                .extracting(line -> line.substring(0, line.indexOf(" since")))
                .containsExactly("Users (demo) fails", "Users (demo) still fails", "Users (demo) still fails");
    }

    @Test
    void allThatARunChangedIsOneMessage() {
        environment.put("KPI_NOTIFY_GRACE", "0s");

        after(Duration.ofMinutes(10), broken("Users"), broken("Teams"), fine("Seats"));

        assertThat(posted).hasSize(1);
        assertThat(told()).extracting(line -> line.substring(0, 5)).containsExactly("Users", "Teams");
    }

    @Test
    void whatCertainlyDidNotArriveIsToldLaterAndNothingTwice() {
        environment.put("KPI_NOTIFY_GRACE", "0s");
        status = 503;
        after(Duration.ofMinutes(10), broken("Users"));
        assertThat(said).containsExactly("the webhook at 127.0.0.1 answers 503; 1 notifications are tried again");

        status = 200;
        tell();
        tell();

        assertThat(posted).hasSize(2);
        assertThat(posted.get(1)).isEqualTo(posted.get(0)).contains("\"id\":1,\"kind\":\"broken\",\"kpi\":\"Users\"");
    }

    @Test
    void mailIsSentToo() throws Exception {
        environment.remove("KPI_WEBHOOK");
        environment.put("KPI_NOTIFY_GRACE", "0s");
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
        GreenMail mail = new GreenMail(setup);
        mail.setUser("kpi", "pa55word");
        mail.start();
        try {
            Path password = Files.writeString(folder.resolve("password"), "pa55word\n");
            environment.put("KPI_SMTP", "smtp://kpi@127.0.0.1:" + mail.getSmtp().getPort());
            environment.put("KPI_SMTP_PASSWORD_FILE", password.toString());
            environment.put("KPI_MAIL_TO", "one@example.org, two@example.org");
            environment.put("KPI_MAIL_FROM", "kpi@example.org");

            after(Duration.ofMinutes(10), broken("Añadidos\nBcc: three@example.org"));
            tell();

            MimeMessage[] messages = mail.getReceivedMessages();
            assertThat(messages).hasSize(2);
            assertThat(messages[0].getSubject())
                    .isEqualTo("Añadidos Bcc: three@example.org (demo) fails since 2026-11-01 12:10:00 UTC");
            assertThat(messages[0].getHeader("Bcc")).isNull();
            assertThat(messages[0].getContent().toString())
                    .contains("fails since 2026-11-01 12:10:00 UTC: no table \"x\"");
        } finally {
            mail.stop();
        }
        tell();
        assertThat(said).isEmpty();
    }

    @Test
    void aMailServerThatIsDownIsTriedAgain() {
        environment.remove("KPI_WEBHOOK");
        environment.put("KPI_NOTIFY_GRACE", "0s");
        environment.put("KPI_SMTP", "smtp://127.0.0.1:1");
        environment.put("KPI_MAIL_TO", "one@example.org");

        after(Duration.ofMinutes(10), broken("Users"));
        tell();

        assertThat(said)
                .hasSize(2)
                .containsOnly("the mail server 127.0.0.1:1 cannot be reached; 1 notifications are tried again");
    }

    @Test
    void mistakesInTheEnvironmentAreToldWithoutTheirSecrets() {
        assertThatThrownBy(() -> Notifier.of(Map.of("KPI_WEBHOOK", "s3cret"), clock(), said::add))
                .isInstanceOf(KpiException.class)
                .hasMessage("KPI_WEBHOOK is no address; allowed is one as https://hooks.example.org/…");
        assertThatThrownBy(() -> Notifier.of(
                        Map.of("KPI_MAIL_TO", "a@b", "KPI_SMTP", "smtp://me:s3cret@mail"), clock(), said::add))
                .hasMessage("KPI_SMTP is no mail server; allowed is smtp://HOST:PORT or smtps://HOST:PORT, with USER@"
                        + " before HOST where it wants one, and its password in KPI_SMTP_PASSWORD");
        assertThatThrownBy(() -> Notifier.of(Map.of("KPI_NOTIFY_GRACE", "soon"), clock(), said::add))
                .hasMessage("KPI_NOTIFY_GRACE is \"soon\"; allowed is a duration such as 0s, 10m or 24h");
    }
}
