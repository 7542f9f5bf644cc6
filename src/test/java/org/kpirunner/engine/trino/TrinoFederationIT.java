package org.kpirunner.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.kpirunner.fixture.FederationCase;
import org.kpirunner.fixture.TrinoServer;

/** The cases of the embedded engine, on Trino. */
@Tag("trino")
class TrinoFederationIT {
    @TestFactory
    Stream<DynamicContainer> trinoAnswersEachCase() throws IOException {
        return FederationCase.tests(TrinoFederationIT::onTrino);
    }

    private static JsonNode onTrino(FederationCase folder) {
        TrinoServer trino = TrinoServer.shared();
        return folder.run(
                List.of("--engine", "trino", "--trino-url", trino.uri().toString()), catalogs -> {
                    trino.catalog(catalogs.resolve("pg.properties"));
                    trino.catalog(catalogs.resolve("es.properties"));
                });
    }
}
