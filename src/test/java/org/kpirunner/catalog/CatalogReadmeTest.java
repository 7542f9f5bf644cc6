package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Readme;

class CatalogReadmeTest {
    @Test
    void connectorsKnowThePropertiesOfTheReadme() {
        String connector = "";
        List<String> unknown = new ArrayList<>();
        for (List<String> row : Readme.table("## Catalogs")) {
            connector =
                    row.get(0).isEmpty() ? connector : Readme.code(row.get(0)).get(0);
            for (String name : Readme.code(row.get(1))) {
                String property = name.startsWith(".") ? connector + name : name;
                boolean isKnown = (connector.equals("postgresql")
                                ? TrinoProperties.POSTGRESQL
                                : TrinoProperties.ELASTICSEARCH)
                        .contains(property);
                if (!isKnown) {
                    unknown.add(connector + ": " + property);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void filesOfTheReadmeAreUnderstood() {
        List<String> files = Readme.section("## Point it at your own databases")
                .lines()
                .filter(line -> line.matches("[a-z.-]+=.*"))
                .collect(Collectors.partitioningBy(line -> line.contains("postgres") || line.startsWith("connection")))
                .values()
                .stream()
                .map(lines -> String.join("\n", lines))
                .toList();
        Map<String, String> environment =
                Map.of("POSTGRES_HOST", "a", "POSTGRES_USER", "b", "POSTGRES_PASSWORD", "c", "ELASTIC_HOST", "d");

        assertThat(files)
                .hasSize(2)
                .allSatisfy(text -> assertThat(CatalogReader.strict(environment)
                                .read("x", "x", text)
                                .mistakes())
                        .isEmpty());
    }

    @Test
    void directivesOfTheReadmeAreUnderstood() {
        String text = Readme.section("## Catalogs")
                .lines()
                .filter(line -> line.startsWith("#kpi:"))
                .collect(Collectors.joining("\n"));

        assertThat(text).hasLineCount(2);
        assertThat(CatalogReader.strict(Map.of())
                        .read("x", "x", "connector.name=elasticsearch\nelasticsearch.host=a\n" + text)
                        .mistakes())
                .isEmpty();
    }
}
