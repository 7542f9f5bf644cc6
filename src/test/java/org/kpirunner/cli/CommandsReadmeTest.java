package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.Readme;

/** What the README says of the command line is what the command line says of itself. */
class CommandsReadmeTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

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

    @Test
    void readmeListsEveryCommand() {
        String help = help();
        Stream<String> commands =
                found(Pattern.compile("(?m)^  ([a-z]+) {2,}"), help.substring(help.indexOf("Commands:")));

        assertThat(commandRows().map(CommandsReadmeTest::command))
                .containsExactlyInAnyOrderElementsOf(commands.toList());
    }

    @Test
    void optionsThatTheReadmeNamesAreInTheHelpOfTheirCommand() {
        commandRows().forEach(row -> {
            List<String> named = found(OPTION, row.get(1)).toList();

            assertThat(found(OPTION, help(command(row)))).containsAll(named);
        });
    }

    @Test
    void eachCommonOptionSaysItsVariable() {
        String help = help("run");
        Stream<MatchResult> options = Pattern.compile("(?m)^ {6}(--[a-z-]+)=(.|\\n(?! {6}--))*")
                .matcher(help.substring(help.indexOf("Common options")))
                .results();

        assertThat(options)
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.group()).contains("KPI_"));
    }

    private static Stream<List<String>> commandRows() {
        return rows().filter(row -> row.get(0).startsWith("`kpi "));
    }

    private static String command(List<String> row) {
        return row.get(0).split("[ `]")[2];
    }

    private static Stream<List<String>> rows() {
        return Readme.table("## Commands").stream();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(found.groupCount() == 0 ? 0 : 1));
    }

    private static String help(String... command) {
        Kpi.Ran ran = InProcess.run(
                Map.of(), Stream.concat(Stream.of(command), Stream.of("--help")).toList());
        assertThat(ran.exit()).isZero();
        return ran.out();
    }
}
