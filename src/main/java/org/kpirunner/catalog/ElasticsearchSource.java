package org.kpirunner.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An Elasticsearch cluster.
 *
 * @param schema the schema that its indices and aliases are tables of
 * @param tls present where the nodes speak HTTPS
 * @param requestTimeout empty where the file does not say: then the KPI's timeout alone counts
 * @param scrollSize how many documents to ask for at a time
 * @param ignorePublishAddress true: only the given hosts are asked, never the addresses that the nodes publish
 * @param arrays fields that hold arrays, which a mapping does not tell
 * @param columns fields that a mapping may not have yet; they are NULL until it has
 */
public record ElasticsearchSource(
        String catalog,
        List<String> hosts,
        int port,
        String schema,
        Optional<Login> login,
        Optional<Tls> tls,
        Optional<Duration> requestTimeout,
        Optional<Duration> connectTimeout,
        int scrollSize,
        boolean ignorePublishAddress,
        List<FieldName> arrays,
        List<DeclaredColumn> columns)
        implements Source {
    public ElasticsearchSource {
        hosts = List.copyOf(hosts);
        arrays = List.copyOf(arrays);
        columns = List.copyOf(columns);
    }

    /** Who asks. */
    public record Login(String user, Secret password) {}

    /** How the nodes prove who they are, and we who we are; the machine's own trust where there is no trust store. */
    public record Tls(
            Optional<Path> trustStore,
            Optional<Secret> trustStorePassword,
            Optional<Path> keyStore,
            Optional<Secret> keyStorePassword,
            boolean verifyHostnames) {}

    /** A field that a mapping may not have yet, and the type that it will have. */
    public record DeclaredColumn(FieldName name, ColumnType type) {}

    @Override
    public String address() {
        String scheme = tls.isPresent() ? "https://" : "http://";
        return hosts.stream().map(host -> scheme + host + ":" + port).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return catalog + " (elasticsearch at " + address() + ")";
    }
}
