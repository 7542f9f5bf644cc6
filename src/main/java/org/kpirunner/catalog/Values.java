package org.kpirunner.catalog;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Place;

/** The properties of one catalog file by key, with their types; what is wrong with them is collected on the way. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h|d)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Variables variables;
    private final boolean isDeployed;
    private final List<Mistake> mistakes = new ArrayList<>();
    private boolean isComplete = true;

    /** @param isDeployed false: what only the machine that runs it must have, is no more than a warning */
    Values(List<Property> properties, Variables variables, boolean isDeployed) {
        this.variables = variables;
        this.isDeployed = isDeployed;
        for (Property property : properties) {
            Property first = this.properties.putIfAbsent(property.key(), property);
            if (first != null) {
                wrong(
                        property,
                        "stands here for the second time; the first is in line "
                                + first.place().line());
            }
        }
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    /** False once something was asked for that this machine lacks. */
    boolean isComplete() {
        return isComplete;
    }

    Iterable<Property> all() {
        return properties.values();
    }

    boolean has(String key) {
        return properties.containsKey(key);
    }

    /** The property's value with its variables; empty where there is none, or it could not be had. */
    Optional<String> text(String key) {
        return Optional.ofNullable(properties.get(key))
                .flatMap(property -> variables.resolve(property, this::missing, mistakes::add));
    }

    Optional<Secret> secret(String key) {
        return text(key).map(Secret::new);
    }

    Optional<Boolean> flag(String key) {
        return text(key).flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> refused(key, text, "true or false");
        });
    }

    Optional<Integer> number(String key, int least, int most) {
        return text(key).flatMap(text -> {
            if (text.matches("\\d{1,9}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            return refused(key, text, "a whole number from " + least + " to " + most);
        });
    }

    Optional<Duration> duration(String key) {
        return text(key).flatMap(text -> {
            Matcher matcher = DURATION.matcher(text);
            if (matcher.matches()) {
                BigDecimal unit = BigDecimal.valueOf(NANOSECONDS.getOrDefault(matcher.group(2), 1L));
                BigDecimal nanoseconds = new BigDecimal(matcher.group(1)).multiply(unit);
                if (nanoseconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                    return Optional.of(Duration.ofNanos(nanoseconds.longValue()));
                }
            }
            return refused(key, text, "a duration such as 10s, 500ms or 1.5m");
        });
    }

    Optional<Path> file(String key) {
        return text(key).flatMap(text -> {
            try {
                Path path = Path.of(text);
                if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                    missing(Mistake.error(place(key), key + ": there is no readable file \"" + path + "\""));
                }
                return Optional.of(path);
            } catch (InvalidPathException e) {
                return refused(key, text, "the path of a file");
            }
        });
    }

    void wrong(String key, String message) {
        mistakes.add(Mistake.error(place(key), key + ": " + message));
    }

    private void wrong(Property property, String message) {
        mistakes.add(Mistake.error(property.place(), property.key() + ": " + message));
    }

    private <T> Optional<T> refused(String key, String text, String allowed) {
        wrong(key, "\"" + text + "\" is not allowed; allowed is " + allowed);
        return Optional.empty();
    }

    private Place place(String key) {
        Property property = properties.get(key);
        if (property == null) {
            throw new IllegalArgumentException(key);
        }
        return property.place();
    }

    private void missing(Mistake mistake) {
        isComplete = false;
        mistakes.add(isDeployed ? mistake : Mistake.warning(mistake.place(), mistake.message()));
    }
}
