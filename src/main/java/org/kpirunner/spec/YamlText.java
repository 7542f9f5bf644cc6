package org.kpirunner.spec;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Place;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Turns the text of a YAML file into nodes with their places; small texts that expand to huge ones are refused. */
final class YamlText {
    private static final int MOST_LETTERS = 2_000_000;
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 20;

    private YamlText() {}

    /** The root of the file's one document; empty where it holds nothing but comments. */
    static Optional<Node> compose(String file, String text) {
        if (text.length() > MOST_LETTERS) {
            throw mistake(Place.of(file), "holds more than " + MOST_LETTERS + " letters, which no list of KPIs needs");
        }
        Yaml yaml = new Yaml(options());
        try {
            refuseManyAliases(file, yaml.parse(new StringReader(text)));
            return Optional.ofNullable(yaml.compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            throw mistake(place(file, e), sentence(e));
        } catch (ReaderException e) {
            String character = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
            throw mistake(place(file, text, e.getPosition()), "the character " + character + " is not allowed in YAML");
        } catch (YAMLException e) {
            throw mistake(Place.of(file), "not understood as YAML: " + firstLine(e.getMessage()));
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_LETTERS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static void refuseManyAliases(String file, Iterable<Event> events) {
        int aliases = 0;
        for (Event event : events) {
            if (event instanceof AliasEvent && ++aliases > MOST_ALIASES) {
                throw mistake(
                        place(file, event.getStartMark()),
                        "more than " + MOST_ALIASES + " aliases (*name) in one file; write the text out");
            }
        }
    }

    private static Place place(String file, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? Place.of(file) : place(file, mark);
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place place(String file, String text, int position) {
        String before = text.substring(
                0, text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length()))));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
        return new Place(file, line, before.length() - lineStart + 1);
    }

    /** What SnakeYAML found, in one line, and what its reader most likely has to do. */
    private static String sentence(MarkedYAMLException e) {
        String problem = firstLine(e.getProblem()).replaceFirst("\\. \\(Do not use .*", "");
        String context = firstLine(e.getContext());
        return "not understood as YAML: " + (context.isEmpty() ? "" : context + ", ") + problem
                + advice(context, problem);
    }

    private static String advice(String context, String problem) {
        if (problem.startsWith("mapping values are not allowed")) {
            return "; a text that holds \": \" must stand in quotes";
        } else if (problem.contains("cannot start any token")) {
            return problem.contains("TAB")
                    ? "; indent with blanks"
                    : "; a text that begins with this character must stand in quotes";
        } else if (problem.startsWith("expected <block end>")) {
            return "; the line does not fit the indentation of those above, or a quoted text goes on after its quote";
        } else if (context.startsWith("expected a single document")) {
            return "; take the line \"---\" away";
        } else if (problem.startsWith("found undefined alias") || context.startsWith("while scanning an alias")) {
            return "; a text that begins with \"*\" must stand in quotes";
        }
        return context.startsWith("while scanning a block scalar")
                ? "; a text that begins with \">\" or \"|\" must stand in quotes"
                : "";
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("").strip();
    }

    private static MistakesException mistake(Place place, String message) {
        return new MistakesException(List.of(Mistake.error(place, message)));
    }
}
