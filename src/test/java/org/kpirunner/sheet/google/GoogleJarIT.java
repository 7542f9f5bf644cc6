package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.Kpi.Ran;
import org.kpirunner.sheet.google.server.SheetsServer;

/** The jar as a process, against a service that speaks HTTP. */
class GoogleJarIT {
    private static final String SHEET = "google:" + World.BOOK + "#production";

    @TempDir
    private Path folder;

    private final World world = new World();

    @BeforeEach
    void twoKpisThatNeedNoSource() throws IOException {
        Files.createDirectories(folder.resolve("deploy/trino/catalog"));
        Files.writeString(folder.resolve("kpis.yaml"), """
                - name: One
                  sql: SELECT 1
                  extract_count: true
                - name: Formula
                  sql: SELECT '=IMPORTXML("http://example.org")'
                  extract_count: true
                """);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rowThatFindsNoNetworkIsDeliveredByTheNextRun() throws IOException {
        Ran first = kpi(Map.of(), "run", "--to", SHEET, "--as-of", "2026-11-01T12:00:00Z");
        Ran cutOff = kpi(
                Map.of("KPI_GOOGLE_URL", "http://127.0.0.1:1/"),
                "run",
                "--to",
                SHEET,
                "--as-of",
                "2026-11-01T12:10:00Z");
        Ran back = kpi(Map.of(), "run", "--to", SHEET, "--as-of", "2026-11-01T12:20:00Z");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains(SHEET + ": appended the row of run ");
        assertThat(cutOff.exit()).as(cutOff.err()).isEqualTo(3);
        assertThat(cutOff.err())
                .contains(SHEET
                        + ": not delivered: Google Sheets cannot be reached: ConnectException: Connection refused");
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.err()).contains(SHEET + ": appended 2 rows, of the runs ");
        assertThat(world.cells("production"))
                .containsExactly(
                        List.of("Date time", "One", "Formula"),
                        List.of("Last value", "1", "=IMPORTXML(\"http://example.org\")"),
                        List.of("2026-11-01 12:00:00", "1", "=IMPORTXML(\"http://example.org\")"),
                        List.of("2026-11-01 12:10:00", "1", "=IMPORTXML(\"http://example.org\")"),
                        List.of("2026-11-01 12:20:00", "1", "=IMPORTXML(\"http://example.org\")"));
        assertNoSecretIn(first, cutOff, back);
    }

    /** The key is in nothing that was printed, logged or kept. */
    private void assertNoSecretIn(Ran... runs) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Ran ran : runs) {
            texts.add(ran.out());
            texts.add(ran.err());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(texts).hasSizeGreaterThan(7).allSatisfy(text -> {
            World.pem()
                    .lines()
                    .skip(1)
                    .limit(5)
                    .forEach(line -> assertThat(text).doesNotContain(line));
            assertThat(text).doesNotContain("Bearer ");
        });
    }

    private Ran kpi(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KPI_STATE",
                folder.resolve("state").toString(),
                "KPI_GOOGLE_URL",
                world.server.rootUrl(),
                "KPIS_GOOGLE_CLIENT_EMAIL",
                SheetsServer.ACCOUNT,
                "KPIS_GOOGLE_PRIVATE_KEY",
                World.pem().replace("\n", "\\n")));
        environment.putAll(more);
        return Kpi.run(folder, environment, List.of(arguments));
    }
}
