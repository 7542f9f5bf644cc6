package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;

class TrinoEnvironmentTest {
    private static final String URL = "https://trino:8443";

    @TempDir
    private Path folder;

    @Test
    void withoutMoreTheDriverIsToldWhoAsks() {
        assertThat(properties("http://trino:8080", Map.of(), List.of(), List.of()))
                .isEqualTo(Map.of("user", "ann", "source", "kpi", "timezone", "UTC"));
    }

    @Test
    void rolesAndSessionPropertiesAreThoseOfTheDriver() {
        Map<Object, Object> properties = properties(
                URL,
                Map.of(),
                List.of("system:admin", "shop:reader"),
                List.of("join_distribution_type=BROADCAST", "shop.x=a:b"));

        assertThat(properties)
                .containsEntry("roles", "system:admin;shop:reader")
                .containsEntry("sessionProperties", "join_distribution_type:BROADCAST;shop.x:a:b");
    }

    @Test
    void storesOfKeysAndTheirPasswordsAreThoseOfTheDriver() throws IOException {
        String trusted = Files.createFile(folder.resolve("trusted.pem")).toString();
        String ours = Files.createFile(folder.resolve("ours.p12")).toString();
        String password =
                Files.writeString(folder.resolve("password"), "of-ours\n").toString();

        Map<Object, Object> properties = properties(
                URL,
                Map.of(
                        "KPI_TRINO_TRUSTSTORE",
                        trusted,
                        "KPI_TRINO_TRUSTSTORE_PASSWORD",
                        "of-trusted",
                        "KPI_TRINO_KEYSTORE",
                        ours,
                        "KPI_TRINO_KEYSTORE_PASSWORD_FILE",
                        password,
                        "KPI_TRINO_PASSWORD",
                        "s3cret"),
                List.of(),
                List.of());

        assertThat(properties)
                .isEqualTo(Map.of(
                        "user", "ann",
                        "source", "kpi",
                        "timezone", "UTC",
                        "SSL", "true",
                        "SSLTrustStorePath", trusted,
                        "SSLTrustStorePassword", "of-trusted",
                        "SSLKeyStorePath", ours,
                        "SSLKeyStorePassword", "of-ours",
                        "password", "s3cret"));
    }

    @Test
    void tokenTakesThePlaceOfAPassword() {
        assertThat(properties(URL, Map.of("KPI_TRINO_TOKEN", "a.b.c"), List.of(), List.of()))
                .containsEntry("accessToken", "a.b.c")
                .doesNotContainKey("password");
    }

    @Test
    void mistakesAreTold() {
        mistake(Map.of(), List.of("admin"), List.of(), "--trino-role \"admin\" is not understood; one is system:admin");
        mistake(
                Map.of(),
                List.of(),
                List.of("a=1;b=2"),
                "--trino-session \"a=1;b=2\" is not understood; one is join_distribution_type=BROADCAST");
        mistake(
                Map.of("KPI_TRINO_TRUSTSTORE", "/none.pem"),
                List.of(),
                List.of(),
                "/none.pem: the store of keys or certificates cannot be read");
    }

    private static void mistake(
            Map<String, String> environment, List<String> roles, List<String> session, String message) {
        assertThatThrownBy(() -> properties(URL, environment, roles, session))
                .isInstanceOf(KpiException.class)
                .hasMessage(message);
    }

    private static Map<Object, Object> properties(
            String url, Map<String, String> environment, List<String> roles, List<String> session) {
        return new TreeMap<>(new TrinoEnvironment(environment)
                .address(url, "ann", roles, session)
                .properties());
    }
}
