package org.kpirunner.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that is not given from the environment; a variable that is set to nothing counts as not set. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final Map<String, String> OTHER_NAMES = Map.of("--to", "KPI_SHEET");
    private static final Map<String, String> SECOND_NAMES = Map.of(
            "--environment", "PLATFORM_STACK_NAME",
            "--zone", "TZ",
            "--credentials", "GOOGLE_APPLICATION_CREDENTIALS");

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return variable(argument).map(environment::get).orElse(null);
    }

    /** The variable that an option is taken from, if one is set. */
    Optional<String> variable(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.arity().max() == 0) {
            return Optional.empty();
        }
        String name = option.longestName();
        String variable = OTHER_NAMES.getOrDefault(
                name, "KPI_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
        return Optional.of(variable)
                .filter(this::isSet)
                .or(() -> Optional.ofNullable(SECOND_NAMES.get(name)).filter(this::isSet));
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
