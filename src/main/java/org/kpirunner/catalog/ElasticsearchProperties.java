package org.kpirunner.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kpirunner.catalog.ElasticsearchSource.Login;
import org.kpirunner.catalog.ElasticsearchSource.Tls;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Place;

/** The properties of the {@code elasticsearch} connector. */
final class ElasticsearchProperties {
    private static final String HOST = "elasticsearch.host";
    private static final String SECURITY = "elasticsearch.security";
    private static final String USER = "elasticsearch.auth.user";
    private static final String PASSWORD = "elasticsearch.auth.password";
    private static final int MOST_HITS = 10_000;

    private ElasticsearchProperties() {}

    static Optional<Source> source(String catalog, String file, Values values, Directives directives) {
        List<String> hosts = hosts(file, values);
        Optional<String> security = values.text(SECURITY).map(text -> text.toUpperCase(Locale.ROOT));
        if (security.equals(Optional.of("AWS"))) {
            return Optional.of(new OtherSource(catalog, SECURITY + "=AWS"));
        }
        return Optional.of(new ElasticsearchSource(
                catalog,
                hosts,
                values.number("elasticsearch.port", 1, 65_535).orElse(9200),
                values.text("elasticsearch.default-schema-name").orElse("default"),
                login(file, security, values),
                tls(values),
                values.duration("elasticsearch.request-timeout"),
                values.duration("elasticsearch.connect-timeout"),
                values.number("elasticsearch.scroll-size", 1, MOST_HITS).orElse(1_000),
                values.flag("elasticsearch.ignore-publish-address").orElse(false),
                directives.arrays(),
                directives.columns()));
    }

    private static List<String> hosts(String file, Values values) {
        if (!values.has(HOST)) {
            values.mistakes().add(Mistake.error(Place.of(file), HOST + " is missing"));
        }
        Optional<String> text = values.text(HOST);
        List<String> hosts = Arrays.stream(text.orElse("").split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        if (text.isPresent() && hosts.isEmpty()) {
            values.wrong(HOST, "names no host");
        }
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
                values.wrong(
                        HOST,
                        "\"" + host + "\" is not the name of a host; the port is elasticsearch.port, and"
                                + " elasticsearch.tls.enabled=true means https");
            }
        }
        return hosts;
    }

    private static Optional<Login> login(String file, Optional<String> security, Values values) {
        if (security.isEmpty()) {
            if (!values.has(SECURITY) && (values.has(USER) || values.has(PASSWORD))) {
                String key = values.has(USER) ? USER : PASSWORD;
                values.wrong(key, "has no effect without " + SECURITY + "=PASSWORD");
            }
            return Optional.empty();
        }
        if (!security.get().equals("PASSWORD")) {
            values.wrong(SECURITY, "\"" + security.get() + "\" is not allowed; allowed are PASSWORD and AWS");
            return Optional.empty();
        }
        for (String key : List.of(USER, PASSWORD)) {
            if (!values.has(key)) {
                values.mistakes()
                        .add(Mistake.error(Place.of(file), key + " is missing; " + SECURITY + "=PASSWORD needs it"));
            }
        }
        Optional<Secret> password = values.secret(PASSWORD);
        return values.text(USER).flatMap(user -> password.map(secret -> new Login(user, secret)));
    }

    private static Optional<Tls> tls(Values values) {
        Tls tls = new Tls(
                values.file("elasticsearch.tls.truststore-path"),
                values.secret("elasticsearch.tls.truststore-password"),
                values.file("elasticsearch.tls.keystore-path"),
                values.secret("elasticsearch.tls.keystore-password"),
                values.flag("elasticsearch.tls.verify-hostnames").orElse(true));
        return values.flag("elasticsearch.tls.enabled")
                .filter(enabled -> enabled)
                .map(enabled -> tls);
    }
}
