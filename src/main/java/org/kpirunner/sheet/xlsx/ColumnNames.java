package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Tag;

/**
 * The tags of a tab's columns: hidden defined names {@code _kpi_<tag>} that belong to the tab and refer to a whole
 * column, which spreadsheet programs lead along when people insert, move and delete columns.
 */
final class ColumnNames {
    private static final String MARK = "_kpi_";
    private static final Pattern COLUMN = Pattern.compile("('(?:[^']|'')*'|[^'!]*)!"
            + "\\$?(?<first>[A-Z]{1,3})(?:\\$?\\d+)?(?::\\$?(?<last>[A-Z]{1,3})(?:\\$?\\d+)?)?");

    private final String workbookXml;
    private final Workbook.Tab tab;
    private final List<Piece> pieces = new ArrayList<>();

    /** A stretch of the part: a defined name, from its start tag to its end tag, or whatever is between two. */
    private record Piece(String raw, Optional<Name> name) {}

    private record Name(String name, boolean isOfTab, boolean isHidden, String refersTo) {
        Optional<Tag> tag() {
            return isOfTab && name.startsWith(MARK) ? Tag.parse(name.substring(MARK.length())) : Optional.empty();
        }
    }

    private ColumnNames(String workbookXml, Workbook.Tab tab) {
        this.workbookXml = workbookXml;
        this.tab = tab;
    }

    static ColumnNames of(String workbookXml, Workbook.Tab tab) throws IOException {
        ColumnNames names = new ColumnNames(workbookXml, tab);
        try (XmlScanner tokens = XmlEdit.scanner(workbookXml)) {
            while (tokens.next()) {
                names.pieces.add(
                        tokens.isStart("definedName") && tokens.kind() == XmlScanner.Kind.START
                                ? names.readName(tokens)
                                : new Piece(tokens.raw(), Optional.empty()));
            }
        }
        return names;
    }

    private Piece readName(XmlScanner tokens) throws IOException {
        String name = Objects.requireNonNullElse(tokens.attribute("name"), "");
        boolean isOfTab = Integer.toString(tab.index()).equals(tokens.attribute("localSheetId"));
        String hidden = tokens.attribute("hidden");
        StringBuilder raw = new StringBuilder(tokens.raw());
        StringBuilder refersTo = new StringBuilder();
        while (tokens.next() && !tokens.isEnd("definedName")) {
            raw.append(tokens.raw());
            refersTo.append(tokens.kind() == XmlScanner.Kind.TEXT ? tokens.text() : "");
        }
        boolean isHidden = "1".equals(hidden) || "true".equals(hidden);
        return new Piece(
                raw.append(tokens.raw()).toString(),
                Optional.of(
                        new Name(name, isOfTab, isHidden, refersTo.toString().strip())));
    }

    /** The tags by column; a column has more than one where people put one over another. */
    Map<Integer, List<Tag>> tags() {
        Map<Integer, List<Tag>> tags = new TreeMap<>();
        names().forEach(name -> column(name)
                .ifPresent(column -> tags.computeIfAbsent(column, any -> new ArrayList<>())
                        .add(name.tag().orElseThrow())));
        return tags;
    }

    private Stream<Name> names() {
        return pieces.stream()
                .flatMap(piece -> piece.name().stream())
                .filter(name -> name.tag().isPresent());
    }

    /** The column to which a name refers; empty when it was deleted. */
    private Optional<Integer> column(Name name) {
        Matcher column = COLUMN.matcher(name.refersTo());
        if (!column.matches()) {
            return Optional.empty();
        }
        String quoted = column.group(1);
        String of = quoted.startsWith("'")
                ? quoted.substring(1, quoted.length() - 1).replace("''", "'")
                : quoted;
        String first = column.group("first");
        boolean isOne = column.group("last") == null || first.equals(column.group("last"));
        return isOne && of.equalsIgnoreCase(tab.name()) ? Optional.of(Header.index(first)) : Optional.empty();
    }

    /** The workbook part with changed tags; those of deleted columns go, and all others are hidden again. */
    String changed(List<TagChange> changes) throws IOException {
        Set<String> identities = changes.stream()
                .flatMap(change -> Stream.concat(change.before().stream(), change.after().stream()))
                .map(Tag::identity)
                .collect(Collectors.toSet());
        boolean isSame = changes.isEmpty()
                && names().allMatch(name -> name.isHidden() && column(name).isPresent());
        if (isSame) {
            return workbookXml;
        }
        StringBuilder xml = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<Name> ours = piece.name().filter(name -> name.tag().isPresent());
            if (ours.isEmpty()) {
                xml.append(piece.raw());
            } else if (column(ours.get()).isPresent()
                    && !identities.contains(ours.get().tag().orElseThrow().identity())) {
                int end = piece.raw().indexOf('>') + 1;
                xml.append(XmlText.withAttribute(piece.raw().substring(0, end), "hidden", "1"))
                        .append(piece.raw(), end, piece.raw().length());
            }
        }
        return withNames(xml.toString(), changes);
    }

    private String withNames(String xml, List<TagChange> changes) throws IOException {
        String there = XmlEdit.has(xml, "definedNames")
                ? xml
                : XmlEdit.inserted(xml, Workbook.AFTER_NAMES, prefix -> "<" + prefix + "definedNames/>");
        return XmlEdit.appended(
                there,
                "definedNames",
                prefix -> changes.stream()
                        .flatMap(change -> change.after().map(tag -> name(prefix, change.column(), tag)).stream())
                        .collect(Collectors.joining()));
    }

    private String name(String prefix, int column, Tag tag) {
        String letters = Header.letters(column);
        String refersTo = "'" + tab.name().replace("'", "''") + "'!$" + letters + ":$" + letters;
        return "<" + prefix + "definedName name=\"" + MARK + tag.text() + "\" localSheetId=\"" + tab.index()
                + "\" hidden=\"1\">" + XmlText.escaped(refersTo) + "</" + prefix + "definedName>";
    }
}
