package org.kpirunner.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Folders;

/** The files that are kept: in the form of .editorconfig, and free of the machine they were written on. */
class FilesTest {
    /** Folders of people and of build machines, and hosts that only exist in somebody's network. */
    private static final Pattern MACHINE = Pattern.compile(
            "(?<![\\w$}])/(?:root|work|Users|home/\\w+)/|\\b(?:10|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))(?:\\.\\d{1,3}){2,3}\\b"
                    + "|https?://[\\w.-]+\\.(?:internal|corp|lan|intranet)\\b");

    private static final Pattern CHANGE = Pattern.compile("(?:New|Fix|Change): \\S.*[.]");

    @Test
    void noLineHasTabsOrTrailingBlanks() {
        assertThat(linesWith(line -> line.contains("\t") || line.contains("\r") || !line.equals(line.stripTrailing())))
                .isEmpty();
    }

    @Test
    void everyFileEndsWithOneLineBreak() {
        List<String> otherwise = House.textFiles().stream()
                .filter(file -> {
                    String text = House.read(file);
                    return !text.isEmpty() && (!text.endsWith("\n") || text.endsWith("\n\n"));
                })
                .map(House::name)
                .toList();

        assertThat(otherwise).isEmpty();
    }

    @Test
    void noFileKnowsAMachine() {
        assertThat(linesWith(MACHINE.asPredicate())).isEmpty();
    }

    @Test
    void changelogHasUnreleasedOnTopAndSaysWhatKindEachChangeIs() {
        List<String> lines = House.read(Folders.checkout().resolve("CHANGELOG.md"))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();

        assertThat(lines).startsWith("# Changelog", "## Unreleased");
        assertThat(lines.subList(2, lines.size()))
                .allSatisfy(line -> assertThat(line)
                        .matches(text ->
                                text.startsWith("## ") || CHANGE.matcher(text).matches()));
    }

    private static List<String> linesWith(Predicate<String> mistake) {
        return House.textFiles().stream()
                .flatMap(file -> linesWith(file, mistake))
                .toList();
    }

    private static Stream<String> linesWith(Path file, Predicate<String> mistake) {
        List<String> lines = House.read(file).lines().toList();
        return Stream.iterate(0, number -> number < lines.size(), number -> number + 1)
                .filter(number -> mistake.test(lines.get(number)))
                .map(number -> House.name(file) + ":" + (number + 1) + ": " + lines.get(number));
    }
}
