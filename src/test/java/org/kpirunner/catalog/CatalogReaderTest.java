package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.catalog.CatalogReader.Reading;
import org.kpirunner.catalog.ElasticsearchSource.DeclaredColumn;
import org.kpirunner.catalog.ElasticsearchSource.Login;
import org.postgresql.Driver;

class CatalogReaderTest {
    private static final String POSTGRES = """
            connector.name=postgresql
            connection-url=jdbc:postgresql://${ENV:HOST}:${ENV:PORT}/shop
            connection-user=${ENV:USER}
            connection-password=${ENV:PASSWORD}
            decimal-mapping=ALLOW_OVERFLOW
            """;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HOST", "db", "PORT", "5432", "USER", "reader", "PASSWORD", "s3cret$1");

    @TempDir
    Path folder;

    @Test
    void postgresIsReadWithItsVariables() {
        Reading reading = read(POSTGRES, ENVIRONMENT);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.source())
                .contains(new PostgresSource(
                        "shop",
                        "jdbc:postgresql://db:5432/shop",
                        Optional.of("reader"),
                        Optional.of(new Secret("s3cret$1")),
                        false));
    }

    @Test
    void elasticsearchIsReadWithEverythingItCanHave() throws IOException {
        Path store = Files.createFile(folder.resolve("trust.p12"));
        Reading reading = read("""
                connector.name = elasticsearch
                elasticsearch.host = one, two
                elasticsearch.port = 9243
                elasticsearch.default-schema-name = logs
                elasticsearch.security = PASSWORD
                elasticsearch.auth.user = reader
                elasticsearch.auth.password = ${ENV:PASSWORD}
                elasticsearch.tls.enabled = true
                elasticsearch.tls.truststore-path = %s
                elasticsearch.tls.verify-hostnames = false
                elasticsearch.request-timeout = 1.5m
                elasticsearch.scroll-size = 500
                elasticsearch.max-retry-time = 30s
                elasticsearch.ignore-publish-address = true
                #kpi: arrays logs.log.roles logs."log-2026.11".roles
                # kpi: column logs.log.asset_id varchar
                """.formatted(store.toString().replace("\\", "\\\\")), ENVIRONMENT);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.source())
                .contains(new ElasticsearchSource(
                        "shop",
                        List.of("one", "two"),
                        9243,
                        "logs",
                        Optional.of(new Login("reader", new Secret("s3cret$1"))),
                        Optional.of(new ElasticsearchSource.Tls(
                                Optional.of(store), Optional.empty(), Optional.empty(), Optional.empty(), false)),
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.empty(),
                        500,
                        true,
                        List.of(new FieldName("logs", "log", "roles"), new FieldName("logs", "log-2026.11", "roles")),
                        List.of(new DeclaredColumn(new FieldName("logs", "log", "asset_id"), ColumnType.VARCHAR))));
        assertThat(reading.source().orElseThrow().address()).isEqualTo("https://one:9243,https://two:9243");
    }

    @Test
    void secretsAreNeverPrinted() {
        Source postgres = read(POSTGRES + "", ENVIRONMENT).source().orElseThrow();
        Source inUrl = read("""
                connector.name=postgresql
                connection-url=jdbc:postgresql://db/shop?user=u&password=${ENV:PASSWORD}
                """, ENVIRONMENT).source().orElseThrow();
        Source elasticsearch = read("""
                connector.name=elasticsearch
                elasticsearch.host=one
                elasticsearch.security=PASSWORD
                elasticsearch.auth.user=reader
                elasticsearch.auth.password=${ENV:PASSWORD}
                """, ENVIRONMENT).source().orElseThrow();

        assertThat(List.of(postgres, inUrl, elasticsearch))
                .hasToString(
                        "[shop (postgresql at db:5432/shop), shop (postgresql at db/shop), shop (elasticsearch at http://one:9200)]");
        assertThat(((ElasticsearchSource) elasticsearch).login().orElseThrow().toString())
                .doesNotContain("s3cret");
    }

    @Test
    void unsetVariableIsNamedWithItsPlace() {
        assertThat(lines(read(POSTGRES, Map.of("HOST", "db", "PORT", "", "PASSWORD", ""))))
                .containsExactly(
                        "shop.properties:2:1: connection-url: the environment variable PORT is empty",
                        "shop.properties:3:1: connection-user: the environment variable USER is not set");
    }

    @Test
    void unsetVariableIsAWarningWhereNothingIsGoingToBeAsked() {
        Reading reading = CatalogReader.lenient(Map.of()).read("shop", "shop.properties", """
                connector.name=elasticsearch
                elasticsearch.host=${ENV:HOST}
                elasticsearch.port=${ENV:PORT}
                """);

        assertThat(lines(reading))
                .containsExactly(
                        "shop.properties:2:1: warning: elasticsearch.host: the environment variable HOST is not set",
                        "shop.properties:3:1: warning: elasticsearch.port: the environment variable PORT is not set");
        assertThat(reading.source()).isEmpty();
    }

    @Test
    void emptyPasswordIsAPassword() {
        Source source = read(POSTGRES, Map.of("HOST", "db", "PORT", "1", "USER", "u", "PASSWORD", ""))
                .source()
                .orElseThrow();

        assertThat(((PostgresSource) source).password()).contains(new Secret(""));
    }

    @Test
    void variableMayStandInAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "from file\n");
        Source source = read(
                        POSTGRES, Map.of("HOST", "db", "PORT", "1", "USER", "u", "PASSWORD_FILE", secret.toString()))
                .source()
                .orElseThrow();

        assertThat(((PostgresSource) source).password()).contains(new Secret("from file"));
    }

    @Test
    void fileOfAVariableThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing");
        assertThat(lines(read(
                        POSTGRES, Map.of("HOST", "db", "PORT", "1", "USER", "u", "PASSWORD_FILE", missing.toString()))))
                .containsExactly("shop.properties:4:1: connection-password: PASSWORD_FILE names " + missing
                        + ", which cannot be read");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(lines(read("""
                connector.name=elasticsearch
                elasticsearch.hosts=one
                elasticsearch.host=http://one:9200
                elasticsearch.port=92000
                elasticsearch.port=9200
                elasticsearch.request-timeout=10 seconds
                elasticsearch.security=NONE
                elasticsearch.tls.enabled=yes
                elasticsearch.auth.password=${PASSWORD}
                weather=fine
                #kpi: array logs.log.roles
                #kpi: arrays roles
                #kpi: column logs.log.asset_id text
                #kpi: column logs.log.asset_id
                #kpi arrays logs.log.roles
                """, ENVIRONMENT)))
                .containsExactly(
                        "shop.properties:2:1: elasticsearch.hosts: unknown property; did you mean \"elasticsearch.host\"?",
                        "shop.properties:3:1: elasticsearch.host: \"http://one:9200\" is not the name of a host;"
                                + " the port is elasticsearch.port, and elasticsearch.tls.enabled=true means https",
                        "shop.properties:4:1: elasticsearch.port: \"92000\" is not allowed; allowed is a whole number from 1 to 65535",
                        "shop.properties:5:1: elasticsearch.port: stands here for the second time; the first is in line 4",
                        "shop.properties:6:1: elasticsearch.request-timeout: \"10 seconds\" is not allowed;"
                                + " allowed is a duration such as 10s, 500ms or 1.5m",
                        "shop.properties:7:1: elasticsearch.security: \"NONE\" is not allowed; allowed are PASSWORD and AWS",
                        "shop.properties:8:1: elasticsearch.tls.enabled: \"yes\" is not allowed; allowed is true or false",
                        "shop.properties:10:1: warning: weather: unknown to this connector, and passed over",
                        "shop.properties:11:1: \"#kpi: array logs.log.roles\": \"array\" is unknown; did you mean \"arrays\"?; allowed are"
                                + " \"#kpi: arrays SCHEMA.TABLE.FIELD…\" and \"#kpi: column SCHEMA.TABLE.FIELD TYPE\"",
                        "shop.properties:12:1: \"#kpi: arrays roles\": \"roles\" is not SCHEMA.TABLE.FIELD, as in logs.log.roles",
                        "shop.properties:13:1: \"#kpi: column logs.log.asset_id text\": \"text\" is an unknown type;"
                                + " known types are boolean, integer, bigint, double, varchar, timestamp",
                        "shop.properties:14:1: \"#kpi: column logs.log.asset_id\": takes a field and its type; allowed are"
                                + " \"#kpi: arrays SCHEMA.TABLE.FIELD…\" and \"#kpi: column SCHEMA.TABLE.FIELD TYPE\"",
                        "shop.properties:15:1: \"#kpi arrays logs.log.roles\": a line for the embedded engine begins with \"#kpi:\";"
                                + " allowed are \"#kpi: arrays SCHEMA.TABLE.FIELD…\" and \"#kpi: column SCHEMA.TABLE.FIELD TYPE\"");
    }

    @Test
    void variableWithoutItsPrefixIsAMistake() {
        assertThat(lines(read("""
                connector.name=postgresql
                connection-url=jdbc:postgresql://db/shop
                connection-user=${USER}
                connection-password=pa${ss}word
                """, ENVIRONMENT)))
                .containsExactly(
                        "shop.properties:3:1: connection-user: \"${USER}\" is not understood; a variable is written ${ENV:NAME}",
                        "shop.properties:4:1: connection-password: a \"${…}\" is not understood; a variable is written ${ENV:NAME}");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(lines(read("", Map.of()))).containsExactly("shop.properties: connector.name is missing");
        assertThat(lines(read("connector.name=postgresql", Map.of())))
                .containsExactly("shop.properties: connection-url is missing");
        assertThat(lines(read("connector.name=elasticsearch", Map.of())))
                .containsExactly("shop.properties: elasticsearch.host is missing");
        assertThat(lines(read(
                        "connector.name=elasticsearch\nelasticsearch.host=a\nelasticsearch.security=password",
                        Map.of())))
                .containsExactly(
                        "shop.properties: elasticsearch.auth.user is missing; elasticsearch.security=PASSWORD needs it",
                        "shop.properties: elasticsearch.auth.password is missing; elasticsearch.security=PASSWORD needs it");
        assertThat(lines(read(
                        "connector.name=elasticsearch\nelasticsearch.host=a\nelasticsearch.auth.user=u", Map.of())))
                .containsExactly(
                        "shop.properties:3:1: elasticsearch.auth.user: has no effect without elasticsearch.security=PASSWORD");
    }

    @Test
    void urlOfAnotherDatabaseIsRefused() {
        assertThat(lines(read("connector.name=postgresql\nconnection-url=jdbc:mysql://db/shop", Map.of())))
                .containsExactly("shop.properties:2:1: connection-url: must begin with \"jdbc:postgresql://\","
                        + " as in jdbc:postgresql://HOST:PORT/DATABASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//db:/shop", "//db:five/shop", "//db:70000/shop", "//db:0/shop", "//a,b:c/shop"})
    void urlWithoutAServerIsRefused(String rest) {
        assertThat(lines(read("connector.name=postgresql\nconnection-url=jdbc:postgresql:" + rest, Map.of())))
                .containsExactly("shop.properties:2:1: connection-url: does not name a server; allowed is"
                        + " jdbc:postgresql://HOST:PORT/DATABASE, with a port from 1 to 65535 or without one, or several"
                        + " HOST:PORT with commas between them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//db/shop", "//db:5432/shop?a=b:c", "//a:1,b:2/shop", "//[::1]:5432/shop", "shop", "///shop"})
    void urlThatTheDriverTakesIsTaken(String rest) {
        String url = "jdbc:postgresql:" + rest;
        assertThat(lines(read("connector.name=postgresql\nconnection-url=" + url, Map.of())))
                .isEmpty();
        assertThat(Driver.parseURL(url, new Properties())).isNotNull();
    }

    @Test
    void credentialsMayStandInAFileOfTheirOwn() throws IOException {
        Path credentials = Files.writeString(
                folder.resolve("credentials.properties"), "connection-user=reader\nconnection-password=p\n");
        Source source = read("""
                connector.name=postgresql
                connection-url=jdbc:postgresql://db/shop
                credential-provider.type=FILE
                connection-credential-file=%s
                """.formatted(credentials.toString().replace("\\", "\\\\")), Map.of())
                .source()
                .orElseThrow();

        assertThat(source)
                .isEqualTo(new PostgresSource(
                        "shop",
                        "jdbc:postgresql://db/shop",
                        Optional.of("reader"),
                        Optional.of(new Secret("p")),
                        false));
    }

    @Test
    void whatOnlyTrinoKnowsIsLeftToTrino() {
        assertThat(read("connector.name=mysql\nwhatever=${ENV:UNSET}", Map.of()).source())
                .contains(new OtherSource("shop", "connector.name=mysql"));
        assertThat(read("connector.name=elasticsearch\nelasticsearch.host=a\nelasticsearch.security=AWS", Map.of())
                        .source())
                .contains(new OtherSource("shop", "elasticsearch.security=AWS"));
    }

    @Test
    void lettersBeyondAsciiAreWarnedAbout() {
        assertThat(lines(read(
                        "# Städte\nconnector.name=postgresql\nconnection-url=jdbc:postgresql://db/städte", Map.of())))
                .containsExactly("shop.properties:3:1: warning: Trino reads letters beyond ASCII here as ISO-8859-1,"
                        + " and so does kpi; write them as \\uXXXX");
    }

    private static Reading read(String text, Map<String, String> environment) {
        return CatalogReader.strict(environment).read("Shop", "shop.properties", text);
    }

    private static List<String> lines(Reading reading) {
        return reading.mistakes().stream().map(Object::toString).toList();
    }
}
