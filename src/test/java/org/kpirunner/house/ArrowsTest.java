package org.kpirunner.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Folders;

/** The arrows that the README draws are those of the code. */
class ArrowsTest {
    private static final Pattern BLOCK = Pattern.compile("## Arrows\\n.*?```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("\\borg\\.kpirunner\\.([a-z]+)\\b");
    private static final Path MAIN = Folders.checkout().resolve("src/main/java");
    private static final Map<String, Set<String>> ARROWS = read();

    @Test
    void everyPackageHasItsArrow() {
        Set<String> packages = House.CLASSES.stream()
                .map(type -> part(type.getPackageName()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ARROWS.keySet()).containsAll(packages);
    }

    /** A package may use what it is handed, as {@code step.kpi().name()}, but it names only what its arrow allows. */
    @Test
    void packageNamesOnlyWhatItsArrowAllows() {
        List<String> against = House.files().stream()
                .filter(file -> file.startsWith(MAIN) && file.toString().endsWith(".java"))
                .flatMap(ArrowsTest::named)
                .filter(name -> !name.from().isEmpty() && !name.from().equals(name.to()))
                .filter(name -> !ARROWS.getOrDefault(name.from(), Set.of()).contains(name.to()))
                .map(name -> House.name(name.file()) + " names " + name.to())
                .toList();

        assertThat(against).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(House.ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(House.CLASSES);
    }

    @Test
    void kindsOfSheetsDoNotKnowEachOther() {
        SlicesRuleDefinition.slices()
                .matching(House.ROOT + ".sheet.(*)..")
                .should()
                .notDependOnEachOther()
                .check(House.CLASSES);
    }

    /** The packages that a file names, in imports or in full. */
    private static Stream<Name> named(Path file) {
        String from = part(MAIN.relativize(file.getParent()).toString().replace('/', '.'));
        return PACKAGE.matcher(House.read(file)).results().map(found -> new Name(file, from, found.group(1)));
    }

    /** The package right under the root, as {@code engine} for all of {@code engine.embedded}; empty for Main's. */
    private static String part(String packageName) {
        String below = packageName.substring(House.ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }

    private static Map<String, Set<String>> read() {
        Matcher block = BLOCK.matcher(House.read(Folders.checkout().resolve("README.md")));
        assertThat(block.find()).as("the README has a block under ## Arrows").isTrue();
        return block.group(1)
                .lines()
                .map(line -> line.split("->", -1))
                .collect(Collectors.toMap(
                        sides -> sides[0].trim(),
                        sides -> Set.of(
                                sides[1].isBlank()
                                        ? new String[0]
                                        : sides[1].trim().split(" +", -1))));
    }

    /** A package that a file names. */
    private record Name(Path file, String from, String to) {}
}
