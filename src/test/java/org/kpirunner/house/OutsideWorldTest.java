package org.kpirunner.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time, environment and printing come in as parameters; only Main knows the process it is in. */
class OutsideWorldTest {
    /** Methods that ask the machine, by class and name; {@code now} and {@code format} only without a parameter for it. */
    private static final Set<String> FORBIDDEN = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.LocalTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.time.ZoneId.systemDefault()",
            "java.util.Date.<init>()",
            "java.util.TimeZone.getDefault()",
            "java.util.Locale.getDefault()",
            "java.lang.System.currentTimeMillis()",
            "java.lang.System.getenv()",
            "java.lang.System.getenv(java.lang.String)",
            "java.lang.System.exit(int)",
            "java.lang.Runtime.exit(int)",
            "java.lang.Runtime.halt(int)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.text.NumberFormat.getInstance()");

    @Test
    void onlyMainAsksTheMachine() {
        List<String> asking = House.CLASSES.stream()
                .filter(type -> !isMain(type))
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(call -> FORBIDDEN.contains(name(call)))
                .map(JavaAccess::getDescription)
                .sorted()
                .toList();

        assertThat(asking).isEmpty();
    }

    @Test
    void onlyMainPrints() {
        List<String> printing = House.CLASSES.stream()
                .filter(type -> !isMain(type))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().equals("java.lang.System"))
                .map(JavaAccess::getDescription)
                .sorted()
                .toList();

        assertThat(printing).isEmpty();
    }

    private static boolean isMain(JavaClass type) {
        return type.getName().startsWith(House.ROOT + ".Main");
    }

    private static String name(JavaAccess<?> call) {
        String full = call.getTarget().getFullName();
        return full.replace(", ", ", ");
    }
}
