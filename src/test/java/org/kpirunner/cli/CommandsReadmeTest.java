package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Readme;

class CommandsReadmeTest {
    @Test
    void readmeListsTheExitCodes() {
        assertThat(rows().filter(row -> row.get(0).matches("\\d+")).map(row -> Integer.valueOf(row.get(0))))
                .containsExactly(
                        ExitCode.DONE,
                        ExitCode.FAILURES,
                        ExitCode.MISTAKE,
                        ExitCode.KEPT,
                        ExitCode.BUG,
                        ExitCode.INTERRUPTED);
    }

    private static Stream<List<String>> rows() {
        return Readme.table("## Commands").stream();
    }
}
