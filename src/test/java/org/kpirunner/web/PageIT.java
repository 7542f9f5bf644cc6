package org.kpirunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.ledger.BegunRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;

/** The page in a real browser without a screen; its content policy lets no script run. */
@Tag("chaos")
class PageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final int BACKGROUND = 0xffffff;

    @TempDir
    private Path folder;

    private Ledger ledger;
    private OperationsServer server;

    @BeforeEach
    void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium here (apt-get install chromium)");
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ledger = Ledger.open(folder.resolve("state"), clock);
        for (int run = 0; run < 8; run++) {
            Instant asOf = NOW.minus(Duration.ofHours(8 - run));
            ledger.begin(new BegunRun("run" + run, asOf, "demo", "embedded", "by hand", asOf));
            ledger.finish(
                    "run" + run,
                    List.of(outcome(
                            "A7: Number of coproduction processes that are public", Integer.toString(40 + run))),
                    Map.of());
        }
        server = OperationsServer.start("127.0.0.1:0", ledger, new Quiet(), Optional.empty(), ZoneOffset.UTC, clock);
    }

    private static final class Quiet implements Live {
        @Override
        public List<Next> next() {
            return List.of(new Next("kpis", NOW.plusSeconds(600)));
        }

        @Override
        public List<String> late() {
            return List.of();
        }

        @Override
        public void logLevel(String level) {}
    }

    private static KpiOutcome outcome(String name, String value) {
        return new KpiOutcome(
                name,
                name,
                "processes",
                "ok",
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(5),
                1,
                List.of("pg"),
                List.of());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            ledger.close();
        }
    }

    @Test
    void aBrowserShowsValuesTrendAndNextRun() throws Exception {
        String shown = chromium("--dump-dom");

        assertThat(shown)
                .contains("A7: Number of coproduction processes that are public")
                .contains("47 <span class=\"unit\">processes</span>", "<polyline", "next: kpis at 2026-11-01 12:10:00");
    }

    @Test
    void aPhoneShowsAllOfItWithoutScrollingSideways() throws Exception {
        Path picture = folder.resolve("phone.png");
        chromium("--window-size=500,700", "--hide-scrollbars", "--screenshot=" + picture);

        BufferedImage image = ImageIO.read(picture.toFile());

        assertThat(image.getWidth()).isEqualTo(500);
        assertThat(hasInk(image, 0, 480)).isTrue();
        // Text that is cut off would reach the edge.
        assertThat(hasInk(image, 492, 500)).isFalse();
    }

    private static boolean hasInk(BufferedImage image, int from, int until) {
        for (int x = from; x < until; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & BACKGROUND) != BACKGROUND) {
                    return true;
                }
            }
        }
        return false;
    }

    private String chromium(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add("http://127.0.0.1:" + server.port() + "/");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
