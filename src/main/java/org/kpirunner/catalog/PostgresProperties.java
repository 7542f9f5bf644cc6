package org.kpirunner.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Place;

/** The properties of the {@code postgresql} connector. */
final class PostgresProperties {
    private static final String URL = "connection-url";
    private static final String CREDENTIALS = "connection-credential-file";
    private static final Pattern SERVER = Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]*)(:(?<port>\\d{1,5}))?");
    private static final String PROVIDER = "credential-provider.type";

    private PostgresProperties() {}

    static Optional<Source> source(String catalog, String file, Values values) {
        Optional<String> url = url(file, values);
        boolean includeSystemTables =
                values.flag("postgresql.include-system-tables").orElse(false);
        String provider = values.text(PROVIDER).orElse("INLINE");
        return switch (provider.toUpperCase(Locale.ROOT)) {
            case "INLINE" ->
                source(
                        catalog,
                        url,
                        values.text("connection-user"),
                        values.secret("connection-password"),
                        includeSystemTables);
            case "FILE" -> {
                List<Property> credentials = credentials(file, values);
                yield source(
                        catalog,
                        url,
                        value(credentials, "connection-user"),
                        value(credentials, "connection-password").map(Secret::new),
                        includeSystemTables);
            }
            case "KEYSTORE" -> Optional.of(new OtherSource(catalog, PROVIDER + "=KEYSTORE"));
            default -> {
                values.wrong(PROVIDER, "\"" + provider + "\" is not allowed; allowed are INLINE, FILE and KEYSTORE");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Source> source(
            String catalog, Optional<String> url, Optional<String> user, Optional<Secret> password, boolean system) {
        return url.map(known -> new PostgresSource(catalog, known, user, password, system));
    }

    private static Optional<String> url(String file, Values values) {
        if (!values.has(URL)) {
            values.mistakes().add(Mistake.error(Place.of(file), URL + " is missing"));
        }
        return values.text(URL).filter(url -> {
            boolean isPostgres = url.startsWith(PostgresSource.PREFIX);
            if (!isPostgres) {
                values.wrong(URL, "must begin with \"jdbc:postgresql://\", as in jdbc:postgresql://HOST:PORT/DATABASE");
            } else if (!hasServers(url)) {
                values.wrong(
                        URL,
                        "does not name a server; allowed is jdbc:postgresql://HOST:PORT/DATABASE, with a port from 1 to"
                                + " 65535 or without one, or several HOST:PORT with commas between them");
            }
            return isPostgres && hasServers(url);
        });
    }

    /** The driver itself would only say that the address is none of its own. */
    private static boolean hasServers(String url) {
        String rest = url.substring(PostgresSource.PREFIX.length());
        if (!rest.startsWith("//")) {
            return true; // the server of this machine
        }
        String servers = rest.substring(2).split("[/?]", 2)[0];
        return Stream.of(servers.split(",", -1))
                .map(SERVER::matcher)
                .allMatch(server -> server.matches()
                        && (server.group("port") == null || isPort(Integer.parseInt(server.group("port")))));
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    private static List<Property> credentials(String file, Values values) {
        if (!values.has(CREDENTIALS)) {
            values.mistakes()
                    .add(Mistake.error(Place.of(file), CREDENTIALS + " is missing; " + PROVIDER + "=FILE needs it"));
        }
        return values.file(CREDENTIALS).map(PostgresProperties::properties).orElse(List.of());
    }

    private static List<Property> properties(Path file) {
        try {
            return PropertiesText.read(file).properties();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<String> value(List<Property> properties, String key) {
        return properties.stream()
                .filter(property -> property.key().equals(key))
                .map(Property::value)
                .findFirst();
    }
}
