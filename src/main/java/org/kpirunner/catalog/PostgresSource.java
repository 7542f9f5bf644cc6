package org.kpirunner.catalog;

import java.util.Optional;

/**
 * A Postgres database.
 *
 * @param url the JDBC URL; its parameters may hold secrets
 * @param includeSystemTables whether {@code information_schema} and {@code pg_catalog} are wanted too
 */
public record PostgresSource(
        String catalog, String url, Optional<String> user, Optional<Secret> password, boolean includeSystemTables)
        implements Source {
    static final String PREFIX = "jdbc:postgresql:";

    /** Host, port and database: the URL without its prefix and parameters. */
    @Override
    public String address() {
        String rest = url.substring(PREFIX.length());
        String address = rest.startsWith("//") ? rest.substring(2) : rest;
        int parameters = address.indexOf('?');
        return parameters < 0 ? address : address.substring(0, parameters);
    }

    @Override
    public String toString() {
        return catalog + " (postgresql at " + address() + ")";
    }
}
