package org.kpirunner.catalog;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;

/**
 * {@code ${ENV:NAME}} in the values of a properties file. Where the variable is unset or empty, {@code NAME_FILE} may
 * name a file that holds the value, as container secrets do; Trino itself does not know that.
 */
record Variables(Environment environment) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("ENV:([a-zA-Z][a-zA-Z0-9_]*)");

    /** The value with its variables filled in; empty, and said, where that can't be done. */
    Optional<String> resolve(Property property, Consumer<Mistake> unset, Consumer<Mistake> mistakes) {
        Matcher reference = REFERENCE.matcher(property.value());
        StringBuilder resolved = new StringBuilder();
        boolean isComplete = true;
        while (reference.find()) {
            Matcher variable = VARIABLE.matcher(reference.group(1));
            if (!variable.matches()) {
                String shown = isSecret(property) ? "a \"${…}\"" : "\"" + reference.group() + "\"";
                mistakes.accept(about(property, shown + " is not understood; a variable is written ${ENV:NAME}"));
                isComplete = false;
                continue;
            }
            Optional<String> value = value(variable.group(1), property, unset);
            isComplete &= value.isPresent();
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse("")));
        }
        reference.appendTail(resolved);
        return isComplete ? Optional.of(resolved.toString()) : Optional.empty();
    }

    private Optional<String> value(String name, Property property, Consumer<Mistake> unset) {
        Optional<String> set = Optional.ofNullable(environment.variables().get(name));
        try {
            // An empty password is one; anything else that is empty was forgotten.
            Optional<String> value = environment.value(name).or(() -> set.filter(text -> isSecret(property)));
            if (value.isEmpty()) {
                String state = set.isPresent() ? "empty" : "not set";
                unset.accept(about(property, "the environment variable " + name + " is " + state));
            }
            return value;
        } catch (KpiException e) {
            unset.accept(about(property, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static boolean isSecret(Property property) {
        return property.key().endsWith("password");
    }

    private static Mistake about(Property property, String message) {
        return Mistake.error(property.place(), property.key() + ": " + message);
    }
}
