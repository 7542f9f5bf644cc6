package org.kpirunner.catalog;

/**
 * A catalog that only Trino can read.
 *
 * @param because what the embedded engine does not know, as {@code connector.name=mysql}
 */
public record OtherSource(String catalog, String because) implements Source {
    @Override
    public String address() {
        return because;
    }
}
