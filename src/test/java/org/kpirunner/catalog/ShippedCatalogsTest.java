package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.Mistake;

class ShippedCatalogsTest {
    private static final Path FOLDER = Path.of("deploy/trino/catalog");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "POSTGRES_HOST", "db",
            "POSTGRES_PORT", "5432",
            "POSTGRES_USER", "reader",
            "POSTGRES_PASSWORD", "secret",
            "ELASTIC_HOST", "search",
            "ELASTIC_PORT", "9200");

    @Test
    void sixVariablesAreAllTheyNeed() {
        CatalogFolder catalogs = CatalogFolder.list(FOLDER, ENVIRONMENT);

        assertThat(catalogs.names().stream().map(catalogs::source).toList())
                .hasToString("[catalogue (postgresql at db:5432/catalogue_production),"
                        + " coproduction (postgresql at db:5432/coproduction_production),"
                        + " elastic2 (elasticsearch at http://search:9200)]");
        assertThat(catalogs.source("elastic2")).isInstanceOfSatisfying(ElasticsearchSource.class, source -> {
            assertThat(source.schema()).isEqualTo("logs");
            assertThat(source.arrays()).hasToString("[logs.log.roles]");
            assertThat(source.columns()).isNotEmpty();
        });
    }

    @Test
    void withoutVariablesThereAreWarningsOnly() {
        assertThat(CatalogFolder.list(FOLDER, Map.of()).mistakes()).hasSize(10).allMatch(Mistake::isWarning);
    }
}
