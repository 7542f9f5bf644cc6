package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.TrinoServer;
import org.kpirunner.fixture.Waiting;
import org.kpirunner.fixture.interlink.InterlinkServers;

/** Catalog files that come, change and go, on a cluster with dynamic catalogs; secrets show nowhere. */
@Tag("trino")
class CatalogPushIT {
    private static final Path SHIPPED = Folders.checkout().resolve("deploy/trino/catalog/coproduction.properties");

    private final TrinoServer trino = TrinoServer.shared();
    private final Map<String, String> environment = InterlinkServers.shared();

    @TempDir
    private Path folder;

    @Test
    void clusterFollowsTheFilesAndNoSecretShows() throws Exception {
        String shop = "shop_" + Long.toString(folder.hashCode() & 0xffffffL, 36);
        Path file = Files.createDirectory(folder.resolve("catalogs")).resolve(shop + ".properties");
        String shipped = Files.readString(SHIPPED);
        Files.writeString(file, shipped);
        List<String> shown = new ArrayList<>();

        Kpi.Ran planned = push("--dry-run");
        assertThat(planned.out())
                .isEqualTo("create " + shop
                        + ": postgresql with connection-password, connection-url, connection-user, decimal-default-scale,"
                        + " decimal-mapping, postgresql.array-mapping\n");
        assertThat(planned.err()).isEqualTo("one catalog to change\n");
        assertThat(push().err()).isEqualTo("one catalog changed\n");
        assertThat(push().out()).isEqualTo("keep " + shop + ": unchanged\n");
        Kpi.Ran ran = kpi(
                "run",
                "--engine",
                "trino",
                "--trino-url",
                trino.uri().toString(),
                "--kpis",
                kpis(shop),
                "--to",
                "csv:" + folder.resolve("kpis.csv"));
        assertThat(ran.exit()).as(ran.err()).isZero();
        shown.add(ran.out() + ran.err());
        shown.add(kpi("history", "--format", "json").out());
        shown.add(kpi("history", "Stories").out());

        Waiting.until(() -> trino.hasWritten("POSTGRES_PASSWORD}"));

        Files.writeString(file, shipped + "decimal-rounding-mode=HALF_UP\n");
        List<String> again =
                List.of("catalogs", "push", "--trino-url", trino.uri().toString(), "--state", state());
        Kpi.Ran changed = Kpi.run(folder, with(environment, "KPI_LOG", "debug"), withCatalogs(again));
        assertThat(changed.out()).isEqualTo("replace " + shop + ": its file has changed\n");
        assertThat(push().err()).isEqualTo("nothing changed\n");

        Files.writeString(file, shipped + "decimal-maping=ALLOW_OVERFLOW\n");
        Kpi.Ran refused = push();
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith(
                        "kpi: trino: Configuration errors: 1) Error: Configuration property 'decimal-maping' was not"
                                + " used");
        assertThat(trino.execute("SHOW CATALOGS LIKE '" + shop + "'")).hasSize(1);

        Files.delete(file);
        Kpi.Ran dropped = push();
        assertThat(dropped.out()).isEqualTo("drop " + shop + ": its file is gone\n");
        assertThat(trino.execute("SHOW CATALOGS LIKE '%" + shop + "'")).isEmpty();

        shown.add(planned.out() + changed.out() + changed.err() + refused.out() + refused.err() + dropped.err());
        shown.add(trino.execute("SELECT query FROM system.runtime.queries").toString());
        String secret = environment.getOrDefault("POSTGRES_PASSWORD", "none");
        assertThat(shown)
                .noneMatch(text -> text.contains(secret))
                .anyMatch(text -> text.contains("ENV:POSTGRES_PASSW"));
        assertThat(trino.hasWritten(secret)).isFalse();
    }

    @Test
    void secretInAnAddressIsNotSentEither() throws IOException {
        Path file = Files.createDirectory(folder.resolve("catalogs")).resolve("shop_open.properties");
        Files.writeString(
                file,
                Files.readString(SHIPPED).replace("coproduction_production", "shop?sslmode=require&password=s3cret"));

        Kpi.Ran ran = push();

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("connection-url has a secret that is written out, and the cluster would show it to everybody")
                .doesNotContain("s3cret");
        Files.writeString(file, Files.readString(file).replace("s3cret", "${ENV:POSTGRES_PASSWORD}"));
        assertThat(push("--dry-run").err()).isEqualTo("one catalog to change\n");
    }

    @Test
    void secretThatIsWrittenOutIsNotSent() throws IOException {
        Path file = Files.createDirectory(folder.resolve("catalogs")).resolve("shop_open.properties");
        Files.writeString(file, Files.readString(SHIPPED).replace("${ENV:POSTGRES_PASSWORD}", "s3cret"));

        Kpi.Ran ran = push();

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("connection-password is written out, and the cluster would show it to everybody")
                .doesNotContain("s3cret");
        assertThat(trino.execute("SELECT query FROM system.runtime.queries").toString())
                .doesNotContain("s3cret");
    }

    private String kpis(String catalog) throws IOException {
        return Files.writeString(
                        folder.resolve("kpis.yaml"),
                        "- name: Stories\n  sql: SELECT COUNT(*) FROM " + catalog
                                + ".public.story\n  extract_count: true\n")
                .toString();
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return all;
    }

    private Kpi.Ran push(String... options) {
        List<String> command = new ArrayList<>(
                List.of("catalogs", "push", "--trino-url", trino.uri().toString()));
        command.addAll(List.of(options));
        return kpi(command.toArray(String[]::new));
    }

    private Kpi.Ran kpi(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        boolean takesCatalogs = !arguments[0].equals("history");
        command.addAll(List.of("--state", state()));
        return InProcess.run(environment, takesCatalogs ? withCatalogs(command) : command);
    }

    private List<String> withCatalogs(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--catalogs", folder.resolve("catalogs").toString()));
        return all;
    }

    private String state() {
        return folder.resolve("state").toString();
    }
}
