package org.kpirunner.engine;

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

/** Each folder of src/test/resources/federation is a case; a new one needs no Java. */
@Tag("elasticsearch")
class FederationIT {
    @TestFactory
    Stream<DynamicContainer> embeddedEngineAnswersEachCase() throws IOException {
        return FederationCase.all().map(folder -> DynamicContainer.dynamicContainer(folder.name(), tests(folder)));
    }

    private static Stream<DynamicTest> tests(FederationCase folder) {
        Supplier<JsonNode> answers = Suppliers.memoize(() -> folder.run(List.of()));
        return folder.expected().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.kpi(),
                        () -> assertThat(one.actual(answers.get()))
                                .as(one.story(answers.get()))
                                .isEqualTo(one.text())));
    }
}
