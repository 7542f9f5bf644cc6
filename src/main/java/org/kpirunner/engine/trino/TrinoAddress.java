package org.kpirunner.engine.trino;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Where a Trino cluster is and as whom it is asked.
 *
 * @param url {@code http://host:8080}, {@code https://host:8443} or {@code jdbc:trino://host:8443?SSL=true}
 * @param password for user and password; needs https
 * @param token a JSON web token; needs https
 * @param options further options of the driver, as {@code SSLTrustStorePath}, {@code roles} or {@code sessionProperties}
 */
public record TrinoAddress(
        URI url, String user, Optional<String> password, Optional<String> token, Map<String, String> options) {
    public TrinoAddress {
        options = Map.copyOf(options);
    }

    /** Reads what the command line and the environment say. */
    public static TrinoAddress of(
            String url, String user, Optional<String> password, Optional<String> token, Map<String, String> options) {
        URI uri = uri(url);
        Map<String, String> all = new TreeMap<>(queryOf(uri, url));
        all.putAll(options);
        boolean isSecure = uri.getScheme().equals("https") || Boolean.parseBoolean(all.remove("SSL"));
        if (!isSecure && (password.isPresent() || token.isPresent())) {
            throw mistake("a Trino password or token is never sent over http; give --trino-url as https://"
                    + uri.getHost() + ":…");
        }
        int port = uri.getPort() == -1 ? (isSecure ? 443 : 80) : uri.getPort();
        URI plain = URI.create((isSecure ? "https" : "http") + "://" + uri.getHost() + ":" + port);
        return new TrinoAddress(plain, user, password, token, all);
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url.startsWith("jdbc:trino:") ? url.substring("jdbc:".length()) : url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https") || scheme.equals("trino"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw mistake("--trino-url \"" + url + "\" is not an address: " + e.getReason());
        }
        throw mistake(
                "--trino-url \"" + url
                        + "\" is not an address; allowed are http://host:8080, https://host:8443 and jdbc:trino://host:8443?SSL=true");
    }

    private static Map<String, String> queryOf(URI uri, String url) {
        Map<String, String> options = new TreeMap<>();
        String query = uri.getQuery();
        if (query == null) {
            return options;
        }
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || key.equalsIgnoreCase("password") || key.equalsIgnoreCase("accessToken")) {
                throw mistake("--trino-url \"" + url.substring(0, url.indexOf('?')) + "?…\": \"" + key
                        + "\" does not belong there; a password comes from KPI_TRINO_PASSWORD or a file");
            }
            options.put(key, part.substring(equals + 1));
        }
        return options;
    }

    /** The driver's URL, which holds no secret. */
    String jdbcUrl() {
        return "jdbc:trino://" + url.getHost() + ":" + url.getPort();
    }

    /** The driver's properties, secrets included. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(options);
        properties.setProperty("user", user);
        properties.setProperty("source", "kpi");
        properties.setProperty("timezone", "UTC");
        if (url.getScheme().equals("https")) {
            properties.setProperty("SSL", "true");
        }
        password.ifPresent(secret -> properties.setProperty("password", secret));
        token.ifPresent(secret -> properties.setProperty("accessToken", secret));
        return properties;
    }

    /** For messages; without what could be secret. */
    @Override
    public String toString() {
        return url + " as " + user;
    }

    private static KpiException mistake(String message) {
        return new KpiException(Reason.BAD_CONFIGURATION, message);
    }
}
