package org.kpirunner.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Place;
import org.kpirunner.problem.Reason;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads kpis.yaml: a list of KPIs, or a mapping of {@code defaults} and {@code kpis}. */
public final class KpiReader {
    static final List<String> ROOT_KEYS = List.of("defaults", "kpis");

    private final String file;
    private final int[] raw;
    private final List<Mistake> mistakes = new ArrayList<>();

    private KpiReader(String file, String text) {
        this.file = file;
        this.raw = text.codePoints().toArray();
    }

    /** Reads a file, UTF-8. */
    public static KpiFile load(Path path) {
        return draft(path).finished();
    }

    /** Reads as much of a file as can be read. */
    public static KpiDraft draft(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, path + ": there is no such file; name it with --kpis or KPI_KPIS", e);
        } catch (IOException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, path + ": cannot be read: " + e.getMessage(), e);
        }
        return draft(path.toString(), decoded(path.toString(), bytes));
    }

    /**
     * Reads the text of a file.
     *
     * @param file the file as messages should name it
     * @throws MistakesException with every mistake and warning, in the order of their places
     */
    public static KpiFile read(String file, String text) {
        return draft(file, text).finished();
    }

    private static KpiDraft draft(String file, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Node> root = YamlText.compose(file, withoutMark);
        KpiReader reader = new KpiReader(file, withoutMark);
        Map<String, Kpi> kpis = reader.root(root);
        reader.mistakes.addAll(Identities.mistakes(kpis));
        reader.mistakes.sort(
                Comparator.comparingInt((Mistake mistake) -> mistake.place().line())
                        .thenComparingInt(mistake -> mistake.place().column()));
        List<Kpi> named = kpis.values().stream()
                .filter(kpi -> !kpi.name().isEmpty() && !kpi.sql().isEmpty())
                .toList();
        return new KpiDraft(file, named, reader.mistakes);
    }

    private Map<String, Kpi> root(Optional<Node> root) {
        if (root.isEmpty()) {
            return nothing(Place.of(file));
        } else if (root.get() instanceof SequenceNode list) {
            return kpis(list, Defaults.NONE);
        } else if (root.get() instanceof MappingNode mapping) {
            return longForm(mapping);
        }
        mistakes.add(Mistake.error(
                place(root.get()),
                Fields.shown(root.get())
                        + " is not allowed here; allowed is a list of KPIs, each beginning with \"- name:\""));
        return Map.of();
    }

    private Map<String, Kpi> longForm(MappingNode mapping) {
        boolean isOneKpi = mapping.getValue().stream().anyMatch(tuple -> KpiForm.isKey(tuple.getKeyNode()));
        if (isOneKpi) {
            mistakes.add(Mistake.error(place(mapping), "a KPI stands in a list; begin it with \"- \""));
            return Map.of();
        }
        Fields fields = new Fields(file, "", mapping, ROOT_KEYS, mistakes);
        Defaults defaults = fields.node("defaults").map(this::defaults).orElse(Defaults.NONE);
        Optional<Node> kpis = fields.node("kpis");
        if (kpis.isEmpty()) {
            mistakes.add(Mistake.error(place(mapping), "kpis is missing, the list of KPIs"));
            return Map.of();
        }
        if (kpis.get() instanceof SequenceNode list) {
            return kpis(list, defaults);
        }
        fields.wrong(
                place(kpis.get()), "kpis", Fields.shown(kpis.get()) + " is not allowed; allowed is a list of KPIs");
        return Map.of();
    }

    private Defaults defaults(Node node) {
        if (node instanceof MappingNode mapping) {
            return Defaults.NONE.with(new Fields(file, "defaults", mapping, Defaults.KEYS, mistakes));
        }
        mistakes.add(Mistake.error(
                place(node),
                "defaults: " + Fields.shown(node) + " is not allowed; allowed is a mapping of "
                        + String.join(", ", Defaults.KEYS)));
        return Defaults.NONE;
    }

    private Map<String, Kpi> kpis(SequenceNode list, Defaults defaults) {
        if (list.getValue().isEmpty()) {
            return nothing(place(list));
        }
        Map<String, Kpi> kpis = new LinkedHashMap<>();
        for (int index = 0; index < list.getValue().size(); index++) {
            String where = "kpis[" + index + "]";
            Node node = list.getValue().get(index);
            if (node instanceof MappingNode mapping) {
                Fields fields = new Fields(file, where, mapping, KpiForm.KEYS, mistakes);
                kpis.put(where, new KpiForm(file, raw, fields, place(mapping), defaults).kpi());
            } else {
                mistakes.add(Mistake.error(
                        place(node),
                        where + ": " + Fields.shown(node) + " is not allowed; allowed is a mapping of "
                                + String.join(", ", KpiForm.KEYS)));
            }
        }
        return kpis;
    }

    private Map<String, Kpi> nothing(Place place) {
        mistakes.add(Mistake.error(place, "lists no KPI; one has at least a \"- name:\" and an \"sql:\""));
        return Map.of();
    }

    private Place place(Node node) {
        return new Place(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private static String decoded(String file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
            int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            Place place = new Place(file, line, column);
            throw new MistakesException(List.of(Mistake.error(place, "is not UTF-8; save the file in that encoding")));
        }
    }
}
