package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kpirunner.sheet.Tag;

/**
 * The proof that runs are in a tab: the ids of the last ones in custom properties of the workbook, which spreadsheet
 * programs keep. Excel keeps 255 characters of a property, so the list is spread over a few.
 */
final class RunMarks {
    private static final int KEPT = 64;
    private static final int IN_ONE = 16;
    private static final String FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    private static final String PART = "docProps/custom.xml";
    private static final String PART_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    private static final String EMPTY = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
            xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>""";

    private final Parts parts;
    private final String mark;

    RunMarks(Parts parts, String tab) {
        this.parts = parts;
        this.mark = "kpi runs " + Tag.of(tab.toLowerCase(Locale.ROOT), "").identity() + " ";
    }

    /** The ids, oldest first. */
    List<String> runs() throws IOException {
        Optional<String> part = part();
        Map<String, String> lists = new TreeMap<>();
        if (part.isPresent()) {
            String name = "";
            try (XmlScanner tokens = XmlEdit.scanner(parts.text(part.get()))) {
                while (tokens.next()) {
                    if (tokens.isStart("property")) {
                        name = Objects.requireNonNullElse(tokens.attribute("name"), "");
                    } else if (tokens.isEnd("property")) {
                        name = "";
                    } else if (tokens.kind() == XmlScanner.Kind.TEXT && name.startsWith(mark)) {
                        lists.merge(name, tokens.text(), String::concat);
                    }
                }
            }
        }
        return lists.values().stream()
                .flatMap(list -> Stream.of(list.strip().split("\\s+")))
                .filter(run -> !run.isEmpty())
                .toList();
    }

    private Optional<String> part() throws IOException {
        return Relationships.of(parts, "").targets("custom-properties").stream().findFirst();
    }

    /** Adds the ids of runs, which may be more than are kept otherwise. */
    void add(List<String> added) throws IOException {
        List<String> all = new ArrayList<>(runs());
        all.addAll(added);
        List<String> kept = all.subList(Math.max(0, all.size() - Math.max(KEPT, added.size())), all.size());
        Optional<String> there = part();
        String part = there.isPresent() ? there.get() : makePart();
        int[] lastId = {1};
        boolean[] isOurs = {false};
        String others = XmlEdit.rewritten(parts.text(part), token -> {
            if (token.isStart("property")) {
                isOurs[0] =
                        Objects.requireNonNullElse(token.attribute("name"), "").startsWith(mark);
                lastId[0] = isOurs[0] ? lastId[0] : Math.max(lastId[0], token.number("pid", 0));
            }
            String text = isOurs[0] ? "" : token.raw();
            isOurs[0] &= !token.isEnd("property");
            return text;
        });
        parts.put(part, XmlEdit.appended(others, "Properties", prefix -> properties(prefix, kept, lastId[0])));
    }

    private String makePart() throws IOException {
        parts.put(PART, EMPTY);
        ContentTypes.addPart(parts, PART, PART_TYPE);
        Relationships.of(parts, "").add("custom-properties", PART);
        return PART;
    }

    private String properties(String prefix, List<String> runs, int lastId) {
        StringBuilder properties = new StringBuilder();
        int number = 0;
        for (int i = 0; i < runs.size(); i += IN_ONE) {
            String list = String.join(" ", runs.subList(i, Math.min(i + IN_ONE, runs.size())));
            number++;
            properties.append(String.format(
                    Locale.ROOT,
                    "<%1$sproperty fmtid=\"%2$s\" pid=\"%3$d\" name=\"%4$s%5$03d\">"
                            + "<vt:lpwstr xmlns:vt=\"%6$s\">%7$s</vt:lpwstr></%1$sproperty>",
                    prefix,
                    FORMAT,
                    lastId + number,
                    mark,
                    number,
                    TYPES,
                    XmlText.escaped(list)));
        }
        return properties.toString();
    }
}
