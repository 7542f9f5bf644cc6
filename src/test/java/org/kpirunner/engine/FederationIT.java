package org.kpirunner.engine;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.kpirunner.fixture.FederationCase;

/** Each folder of src/test/resources/federation is a case; a new one needs no Java. */
@Tag("elasticsearch")
class FederationIT {
    @TestFactory
    Stream<DynamicContainer> embeddedEngineAnswersEachCase() throws IOException {
        return FederationCase.tests(folder -> folder.run(List.of()));
    }
}
