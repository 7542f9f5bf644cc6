package org.kpirunner.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Folders;

/** A package is a noun of the domain, says in a sentence what it is for, and can be taken in at a glance. */
class PackagesTest {
    private static final Path MAIN = Folders.checkout().resolve("src/main/java");
    private static final Path TEST = Folders.checkout().resolve("src/test/java");
    private static final Set<String> EMPTY_NAMES =
            Set.of("util", "utils", "common", "impl", "model", "helper", "helpers", "misc", "core", "base");
    private static final Pattern SENTENCE_AND_NULLS =
            Pattern.compile("/\\*\\*\\s[^@]*[.]\\s*\\*/\\s@NullMarked\\spackage [\\w.]+;.*", Pattern.DOTALL);

    @Test
    void everyPackageSaysWhatItIsForAndHasNoNulls() {
        List<String> silent = sources(MAIN).entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(PackagesTest::describes))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    void noPackageHasANameThatSaysNothing() {
        Map<String, List<Path>> all = sources(MAIN);
        all.putAll(sources(TEST));

        assertThat(all.keySet())
                .allSatisfy(
                        name -> assertThat(List.of(name.split("[.]", -1))).doesNotContainAnyElementsOf(EMPTY_NAMES));
    }

    @Test
    void noPackageIsTooLarge() {
        Map<String, Integer> large = sources(MAIN).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 30)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));

        assertThat(large).isEmpty();
    }

    @Test
    void classWithTestsIsCalledTestOrIT() {
        List<String> hidden = sources(TEST).values().stream()
                .flatMap(List::stream)
                .filter(file -> House.read(file).contains("@Test\n")
                        || House.read(file).contains("@ParameterizedTest")
                        || House.read(file).contains("@TestFactory"))
                .map(House::name)
                .filter(name -> !name.endsWith("Test.java") && !name.endsWith("IT.java"))
                .toList();

        assertThat(hidden).isEmpty();
    }

    private static boolean describes(Path file) {
        return file.endsWith("package-info.java")
                && SENTENCE_AND_NULLS.matcher(House.read(file)).matches();
    }

    private static Map<String, List<Path>> sources(Path root) {
        return House.files().stream()
                .filter(file -> file.startsWith(root) && file.toString().endsWith(".java"))
                .collect(Collectors.groupingBy(
                        file -> root.relativize(file.getParent()).toString().replace('/', '.'),
                        TreeMap::new,
                        Collectors.toList()));
    }
}
