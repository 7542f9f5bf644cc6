package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kpirunner.fixture.FederationCase;

/** Each folder of src/test/resources/federation is a case; a new one needs no Java. */
class FederationIT {
    @TestFactory
    Stream<DynamicContainer> embeddedEngineAnswersEachCase() throws IOException {
        return FederationCase.all().map(folder -> DynamicContainer.dynamicContainer(folder.name(), tests(folder)));
    }

    private static Stream<DynamicTest> tests(FederationCase folder) {
        List<FederationCase.Expected> expected = folder.expected();
        JsonNode answers = folder.run(List.of());
        return expected.stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.kpi(), () -> assertThat(one.actual(answers)).isEqualTo(one.text())));
    }
}
