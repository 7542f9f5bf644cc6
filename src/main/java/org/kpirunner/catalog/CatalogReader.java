package org.kpirunner.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Place;

/** Reads one Trino catalog file: its source, and everything that is wrong with it. */
public final class CatalogReader {
    private final Variables variables;
    private final boolean isDeployed;

    private CatalogReader(Variables variables, boolean isDeployed) {
        this.variables = variables;
        this.isDeployed = isDeployed;
    }

    /** Reads where the sources are going to be used: what the environment lacks is a mistake. */
    public static CatalogReader strict(Map<String, String> environment) {
        return new CatalogReader(new Variables(new Environment(environment)), true);
    }

    /** Reads where only the files themselves are looked at: what the environment lacks is a warning. */
    public static CatalogReader lenient(Map<String, String> environment) {
        return new CatalogReader(new Variables(new Environment(environment)), false);
    }

    /** What a file says; the source is missing where there are mistakes, or variables without a value. */
    public record Reading(Optional<Source> source, List<Mistake> mistakes) {
        public Reading {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * Reads the text of a catalog file.
     *
     * @param file the file as messages should name it
     */
    public Reading read(String catalog, String file, String text) {
        PropertiesText parsed = PropertiesText.parse(file, text);
        Values values = new Values(parsed.properties(), variables, isDeployed);
        List<Mistake> mistakes = values.mistakes();
        mistakes.addAll(parsed.mistakes());
        warnAboutLetters(file, text, mistakes);
        Directives directives = Directives.of(parsed.comments(), mistakes::add);
        Optional<Source> source = source(catalog.toLowerCase(Locale.ROOT), file, values, directives);
        List<Mistake> sorted = new ArrayList<>(mistakes);
        sorted.sort((one, other) ->
                Integer.compare(one.place().line(), other.place().line()));
        boolean isUsable = values.isComplete() && sorted.stream().allMatch(Mistake::isWarning);
        return new Reading(isUsable ? source : Optional.empty(), sorted);
    }

    private static Optional<Source> source(String catalog, String file, Values values, Directives directives) {
        Optional<String> connector = values.text("connector.name");
        if (connector.isEmpty()) {
            if (!values.has("connector.name")) {
                values.mistakes().add(Mistake.error(Place.of(file), "connector.name is missing"));
            }
            return Optional.empty();
        }
        return switch (connector.get()) {
            case "postgresql" -> {
                refuseUnknown(values, TrinoProperties.POSTGRESQL);
                directives
                        .places()
                        .forEach(place -> values.mistakes()
                                .add(Mistake.error(place, "#kpi: lines belong into elasticsearch catalogs only")));
                yield PostgresProperties.source(catalog, file, values);
            }
            case "elasticsearch" -> {
                refuseUnknown(values, TrinoProperties.ELASTICSEARCH);
                yield ElasticsearchProperties.source(catalog, file, values, directives);
            }
            default -> Optional.of(new OtherSource(catalog, "connector.name=" + connector.get()));
        };
    }

    /** A misspelt property is a mistake; one that is like no other may be of another version of Trino. */
    private static void refuseUnknown(Values values, Set<String> known) {
        for (Property property : values.all()) {
            String hint = Nearest.hint(property.key(), new TreeSet<>(known));
            boolean isKnown = known.contains(property.key());
            if (!isKnown && hint.isEmpty()) {
                values.mistakes()
                        .add(Mistake.warning(
                                property.place(), property.key() + ": unknown to this connector, and passed over"));
            } else if (!isKnown) {
                values.wrong(property.key(), "unknown property" + hint);
            }
        }
    }

    private static void warnAboutLetters(String file, String text, List<Mistake> mistakes) {
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String content = lines.get(line);
            if (!content.strip().matches("[#!].*") && !content.chars().allMatch(letter -> letter < 128)) {
                mistakes.add(Mistake.warning(
                        new Place(file, line + 1, 1),
                        "Trino reads letters beyond ASCII here as ISO-8859-1, and so does kpi; write them as \\uXXXX"));
            }
        }
    }
}
