package org.kpirunner.engine.trino;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** What the environment says about a Trino cluster: secrets, themselves or as files, and trust stores. */
public final class TrinoEnvironment {
    private final Environment environment;

    public TrinoEnvironment(Map<String, String> environment) {
        this.environment = new Environment(environment);
    }

    /**
     * The address with its secrets.
     *
     * @param roles a role in each catalog, as {@code system:admin}
     * @param session properties and their values, as {@code join_distribution_type=BROADCAST}
     */
    public TrinoAddress address(String url, String user, List<String> roles, List<String> session) {
        Map<String, String> options = new TreeMap<>();
        pairs("--trino-role", roles, ':').ifPresent(text -> options.put("roles", text));
        pairs("--trino-session", session, '=').ifPresent(text -> options.put("sessionProperties", text));
        environment.value("KPI_TRINO_TRUSTSTORE").ifPresent(file -> options.put("SSLTrustStorePath", readable(file)));
        environment.value("KPI_TRINO_KEYSTORE").ifPresent(file -> options.put("SSLKeyStorePath", readable(file)));
        environment
                .value("KPI_TRINO_TRUSTSTORE_PASSWORD")
                .ifPresent(text -> options.put("SSLTrustStorePassword", text));
        environment.value("KPI_TRINO_KEYSTORE_PASSWORD").ifPresent(text -> options.put("SSLKeyStorePassword", text));
        return TrinoAddress.of(
                url, user, environment.value("KPI_TRINO_PASSWORD"), environment.value("KPI_TRINO_TOKEN"), options);
    }

    private static Optional<String> pairs(String option, List<String> texts, char between) {
        for (String text : texts) {
            if (text.indexOf(between) < 1 || text.indexOf(';') >= 0) {
                throw mistake(option + " \"" + text + "\" is not understood; one is "
                        + (between == ':' ? "system:admin" : "join_distribution_type=BROADCAST"));
            }
        }
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(
                        ";",
                        texts.stream()
                                .map(text -> text.substring(0, text.indexOf(between))
                                        + ':'
                                        + text.substring(text.indexOf(between) + 1))
                                .toList()));
    }

    private static String readable(String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw mistake(file + ": the store of keys or certificates cannot be read");
        }
        return file;
    }

    private static KpiException mistake(String message) {
        return new KpiException(Reason.BAD_CONFIGURATION, message);
    }
}
