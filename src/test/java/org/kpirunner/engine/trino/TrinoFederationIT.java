package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Suppliers;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.kpirunner.fixture.FederationCase;
import org.kpirunner.fixture.TrinoServer;

/** The cases of the embedded engine, on Trino. */
@Tag("trino")
class TrinoFederationIT {
    @TestFactory
    Stream<DynamicContainer> trinoAnswersEachCase() throws IOException {
        return FederationCase.all().map(folder -> DynamicContainer.dynamicContainer(folder.name(), tests(folder)));
    }

    private static Stream<DynamicTest> tests(FederationCase folder) {
        TrinoServer trino = TrinoServer.shared();
        Supplier<JsonNode> answers = Suppliers.memoize(() -> folder.run(
                List.of("--engine", "trino", "--trino-url", trino.uri().toString()), catalogs -> {
                    trino.catalog(catalogs.resolve("pg.properties"));
                    trino.catalog(catalogs.resolve("es.properties"));
                }));
        return folder.expected().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.kpi(),
                        () -> assertThat(one.actual(answers.get()))
                                .as(one.story(answers.get()))
                                .isEqualTo(one.text())));
    }
}
