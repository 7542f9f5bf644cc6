package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** To which parts a part of a workbook refers. */
final class Relationships {
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String EMPTY = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>""";

    private final Parts parts;
    private final String source;
    private final List<Relationship> relationships = new ArrayList<>();

    private record Relationship(String id, String type, String target, boolean isExternal) {}

    private Relationships(Parts parts, String source) {
        this.parts = parts;
        this.source = source;
    }

    /**
     * Those of a part.
     *
     * @param source the part's name; empty for the workbook as a whole
     */
    static Relationships of(Parts parts, String source) throws IOException {
        Relationships relationships = new Relationships(parts, source);
        if (parts.has(relationships.part())) {
            relationships.read(parts.text(relationships.part()));
        }
        return relationships;
    }

    private void read(String xml) throws IOException {
        try (XmlScanner tokens = XmlEdit.scanner(xml)) {
            while (tokens.next()) {
                if (tokens.isStart("Relationship")) {
                    String mode = tokens.attribute("TargetMode");
                    relationships.add(new Relationship(
                            Objects.requireNonNullElse(tokens.attribute("Id"), ""),
                            Objects.requireNonNullElse(tokens.attribute("Type"), ""),
                            Objects.requireNonNullElse(tokens.attribute("Target"), ""),
                            "External".equals(mode)));
                }
            }
        }
    }

    /** The part to which an id leads. */
    Optional<String> target(String id) {
        return relationships.stream()
                .filter(relationship -> relationship.id().equals(id) && !relationship.isExternal())
                .map(this::resolved)
                .findFirst();
    }

    /** The parts of a type, which is given by its last word, as {@code comments}. */
    List<String> targets(String type) {
        return relationships.stream()
                .filter(relationship -> relationship.type().endsWith("/" + type) && !relationship.isExternal())
                .map(this::resolved)
                .toList();
    }

    /** Whether any is of the strict kind of Open XML, whose workbooks have other names for everything. */
    boolean areStrict() {
        return relationships.stream()
                .anyMatch(relationship -> relationship.type().startsWith("http://purl.oclc.org/ooxml/"));
    }

    private String resolved(Relationship relationship) {
        String target = relationship.target();
        String folder = source.substring(0, source.lastIndexOf('/') + 1);
        Deque<String> path = new ArrayDeque<>();
        for (String step : (target.startsWith("/") ? target : folder + target).split("/")) {
            if (step.equals("..")) {
                path.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.addLast(step);
            }
        }
        return String.join("/", path);
    }

    /** Adds one to a part, and gives its id. */
    String add(String type, String target) throws IOException {
        Set<String> ids = relationships.stream().map(Relationship::id).collect(Collectors.toSet());
        int number = ids.size() + 1;
        while (ids.contains("rId" + number)) {
            number++;
        }
        Relationship added = new Relationship("rId" + number, TYPES + type, "/" + target, false);
        relationships.add(added);
        String xml = parts.has(part()) ? parts.text(part()) : EMPTY;
        String attributes = "Id=\"" + added.id() + "\" Type=\"" + added.type() + "\" Target=\""
                + XmlText.escaped(added.target()) + "\"/>";
        parts.put(
                part(), XmlEdit.appended(xml, "Relationships", prefix -> "<" + prefix + "Relationship " + attributes));
        return added.id();
    }

    /** Removes those of a type. */
    void remove(String type) throws IOException {
        parts.put(
                part(),
                XmlEdit.rewritten(
                        parts.text(part()),
                        token -> token.isStart("Relationship")
                                        && Objects.requireNonNullElse(token.attribute("Type"), "")
                                                .endsWith("/" + type)
                                ? ""
                                : token.raw()));
    }

    private String part() {
        int slash = source.lastIndexOf('/') + 1;
        return source.substring(0, slash) + "_rels/" + source.substring(slash) + ".rels";
    }
}
