package org.kpirunner.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Folders;

/** The arrows that the README draws are those of the code. */
class ArrowsTest {
    private static final Pattern BLOCK = Pattern.compile("## Arrows\\n.*?```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final Map<String, Set<String>> ARROWS = read();

    @Test
    void everyPackageHasItsArrow() {
        Set<String> packages = House.CLASSES.stream()
                .map(ArrowsTest::part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ARROWS.keySet()).containsAll(packages);
    }

    @Test
    void packageUsesOnlyWhatItsArrowAllows() {
        List<String> against = House.CLASSES.stream()
                .filter(type -> !part(type).isEmpty())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isAgainst(dependency))
                .map(dependency -> dependency.getOriginClass().getName() + " uses "
                        + dependency.getTargetClass().getName())
                .distinct()
                .sorted()
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

    private static boolean isAgainst(Dependency dependency) {
        JavaClass target = dependency.getTargetClass();
        if (!target.getPackageName().startsWith(House.ROOT)) {
            return false;
        }
        String from = part(dependency.getOriginClass());
        String to = part(target);
        return !from.equals(to) && !ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    /** The package right under the root, as {@code engine} for all of {@code engine.embedded}; empty for Main's. */
    private static String part(JavaClass type) {
        String below = type.getPackageName().substring(House.ROOT.length());
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
}
