package org.kpirunner.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we build on is known where it is needed, and nowhere else. */
class ConfinementTest {
    static Stream<Arguments> homes() {
        return Stream.of(
                Arguments.of("picocli..", List.of("cli..")),
                Arguments.of("org.apache.calcite..", List.of("dialect..", "engine.pushdown..", "engine.embedded..")),
                Arguments.of("co.elastic..", List.of("engine..")),
                Arguments.of("org.elasticsearch..", List.of("engine..")),
                Arguments.of("com.zaxxer..", List.of("engine..")),
                Arguments.of("org.postgresql..", List.of("engine..")),
                Arguments.of("io.trino..", List.of("engine.trino..")),
                Arguments.of("com.google.api..", List.of("sheet.google..")),
                Arguments.of("com.google.auth..", List.of("sheet.google..")),
                Arguments.of("org.apache.poi..", List.of("sheet.xlsx..")),
                Arguments.of("org.sqlite..", List.of("ledger..")),
                Arguments.of("org.yaml..", List.of("spec..")),
                Arguments.of("com.cronutils..", List.of("schedule..")));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void libraryStaysInItsHome(String library, List<String> homes) {
        String[] allowed = homes.stream().map(home -> House.ROOT + "." + home).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .and()
                .doNotHaveFullyQualifiedName(House.ROOT + ".Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }
}
