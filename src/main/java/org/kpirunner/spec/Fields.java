package org.kpirunner.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.Durations;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Place;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one mapping with the types that they must have; what is wrong is collected, and then is not there. */
final class Fields {
    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final String where;
    private final List<Mistake> mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** A text as it stands in the file. */
    record Text(String value, Place place, ScalarNode node) {}

    /** @param where the path of the mapping as messages should name it, as {@code kpis[0]}; empty for the root */
    Fields(String file, String where, MappingNode mapping, List<String> known, List<Mistake> mistakes) {
        this.file = file;
        this.where = where;
        this.mistakes = mistakes;
        Map<String, Place> places = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            Place place = place(keyNode);
            String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : keyNode.getNodeId() + "";
            Place first = places.putIfAbsent(key, place);
            if (first != null) {
                wrong(place, key, "stands here for the second time; the first is at " + first);
            } else if (!known.contains(key)) {
                wrong(place, key, unknown(key, known));
            } else {
                values.put(key, tuple.getValueNode());
            }
        }
    }

    private static String unknown(String key, List<String> known) {
        String hint = key.equals("<<") ? "; what KPIs share belongs under \"defaults:\"" : Nearest.hint(key, known);
        return "unknown key " + quoted(key) + (hint.isEmpty() ? "; known keys are " + String.join(", ", known) : hint);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A text as it is written: {@code yes}, {@code 1.10} and {@code 2026-11-01} are texts too. */
    Optional<Text> text(String key) {
        return node(key).flatMap(node -> text(key, node));
    }

    /** A list of texts, or a single one in place of a list of one. */
    Optional<List<Text>> texts(String key) {
        return node(key).map(node -> {
            if (!(node instanceof SequenceNode list)) {
                return text(key, node).stream().toList();
            }
            List<Text> texts = new ArrayList<>();
            for (int index = 0; index < list.getValue().size(); index++) {
                text(key + "[" + index + "]", list.getValue().get(index)).ifPresent(texts::add);
            }
            return texts;
        });
    }

    Optional<Boolean> flag(String key) {
        return node(key).flatMap(node -> switch (plain(node)) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> refused(key, node, "true or false, without quotes");
        });
    }

    Optional<Integer> number(String key, int least, int most) {
        return node(key).flatMap(node -> {
            if (plain(node).matches("0|[1-9][0-9]{0,8}")) {
                int number = Integer.parseInt(plain(node));
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            return refused(key, node, "a whole number from " + least + " to " + most);
        });
    }

    Optional<Duration> duration(String key, Duration most) {
        return node(key).flatMap(node -> {
            Optional<Duration> duration =
                    node instanceof ScalarNode scalar ? Durations.parse(scalar.getValue()) : Optional.empty();
            return duration.filter(known -> !known.isZero() && known.compareTo(most) <= 0)
                    .or(() -> refused(
                            key, node, "a duration such as 30s, 2m or 1h30m, from 1s to " + most.toHours() + "h"));
        });
    }

    /** Notes a mistake in the value of a key, or in the mapping where the key is missing. */
    void wrong(Place place, String key, String message) {
        mistakes.add(Mistake.error(place, path(key) + ": " + message));
    }

    void warn(Place place, String key, String message) {
        mistakes.add(Mistake.warning(place, path(key) + ": " + message));
    }

    Place place(Node node) {
        return new Place(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private Optional<Text> text(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return refused(key, node, "a text");
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            wrong(place(node), key, "has no value; give it one or take the key away");
            return Optional.empty();
        } else if (!scalar.getTag().startsWith(Tag.PREFIX)) {
            wrong(place(node), key, "the tag " + scalar.getTag().getValue() + " is not understood; take it away");
            return Optional.empty();
        }
        return Optional.of(new Text(scalar.getValue(), place(node), scalar));
    }

    private <T> Optional<T> refused(String key, Node node, String allowed) {
        wrong(place(node), key, shown(node) + " is not allowed; allowed is " + allowed);
        return Optional.empty();
    }

    private String path(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    private static String plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() ? scalar.getValue() : "";
    }

    static String shown(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> quoted(((ScalarNode) node).getValue());
            case sequence -> "a list";
            case mapping, anchor -> "a mapping";
        };
    }

    static String quoted(String text) {
        String line = text.replaceAll("(?U)\\s+", " ");
        return "\"" + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + "\"";
    }
}
