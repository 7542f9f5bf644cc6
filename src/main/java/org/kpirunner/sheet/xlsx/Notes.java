package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.Header;

/** The notes of a tab's cells: their texts in one part, the shapes that show them in another. */
final class Notes {
    private static final String AUTHOR = "kpi";
    private static final String EMPTY = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <authors></authors><commentList></commentList></comments>""";
    private static final String EMPTY_DRAWING = """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
            xmlns:x="urn:schemas-microsoft-com:office:excel">\
            <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>""";
    private static final String SHAPE_TYPE = """
            <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
            <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""";
    private static final String DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing";
    private static final int LONGEST = 2000;
    private static final int MOST_LINES = 20;
    private static final int CHARACTERS_A_LINE = 35;

    /**
     * A note.
     *
     * @param row from 1
     * @param column from 0
     */
    record Note(int row, int column, String text) {
        String reference() {
            return Header.letters(column) + row;
        }
    }

    private final Parts parts;
    private final Workbook.Tab tab;

    Notes(Parts parts, Workbook.Tab tab) {
        this.parts = parts;
        this.tab = tab;
    }

    /**
     * Adds notes; a cell that has one already keeps it.
     *
     * @param drawingId the tab's relationship to the shapes of notes
     * @return the same, made where there was none
     */
    Optional<String> add(List<Note> notes, Optional<String> drawingId) throws IOException {
        Relationships relationships = Relationships.of(parts, tab.part());
        Optional<String> comments = relationships.targets("comments").stream().findFirst();
        Set<String> taken = new HashSet<>();
        List<String> authors = comments.isPresent() ? read(comments.get(), taken) : List.of();
        List<Note> free =
                notes.stream().filter(note -> taken.add(note.reference())).toList();
        if (free.isEmpty()) {
            return drawingId;
        }
        addTexts(comments.isPresent() ? comments.get() : makeComments(relationships), authors, free);
        String id = drawingId.isPresent() ? drawingId.get() : makeDrawing(relationships);
        addShapes(relationships.target(id).orElseThrow(() -> new IOException("its notes lead nowhere")), free);
        return Optional.of(id);
    }

    private List<String> read(String comments, Set<String> references) throws IOException {
        List<String> authors = new ArrayList<>();
        try (XmlScanner tokens = new XmlScanner(parts.open(comments))) {
            while (tokens.next()) {
                if (tokens.isStart("comment")) {
                    references.add(Objects.requireNonNullElse(tokens.attribute("ref"), ""));
                } else if (tokens.isStart("author")) {
                    StringBuilder author = new StringBuilder();
                    boolean isEmpty = tokens.kind() == XmlScanner.Kind.EMPTY;
                    while (!isEmpty && tokens.next() && !tokens.isEnd("author")) {
                        author.append(tokens.text());
                    }
                    authors.add(author.toString());
                }
            }
        }
        return authors;
    }

    private String makeComments(Relationships relationships) throws IOException {
        String part = unused("xl/comments", ".xml");
        parts.put(part, EMPTY);
        ContentTypes.addSpreadsheetPart(parts, part, "comments");
        relationships.add("comments", part);
        return part;
    }

    private String makeDrawing(Relationships relationships) throws IOException {
        String part = unused("xl/drawings/vmlDrawing", ".vml");
        parts.put(part, EMPTY_DRAWING);
        ContentTypes.addPart(parts, part, DRAWING_TYPE);
        return relationships.add("vmlDrawing", part);
    }

    private String unused(String start, String end) {
        int number = 1;
        while (parts.has(start + number + end)) {
            number++;
        }
        return start + number + end;
    }

    private void addTexts(String part, List<String> authors, List<Note> notes) {
        int known = authors.indexOf(AUTHOR);
        int author = known < 0 ? authors.size() : known;
        parts.put(part, out -> {
            try (XmlScanner tokens = new XmlScanner(parts.open(part))) {
                while (tokens.next()) {
                    if (known < 0 && tokens.isStart("authors") && tokens.kind() == XmlScanner.Kind.EMPTY) {
                        write(out, element(tokens, "authors", author(tokens.prefix())));
                    } else if (tokens.isStart("commentList") && tokens.kind() == XmlScanner.Kind.EMPTY) {
                        write(out, element(tokens, "commentList", texts(tokens.prefix(), author, notes)));
                    } else {
                        if (known < 0 && tokens.isEnd("authors")) {
                            write(out, author(tokens.prefix()));
                        } else if (tokens.isEnd("commentList")) {
                            write(out, texts(tokens.prefix(), author, notes));
                        }
                        tokens.writeTo(out);
                    }
                }
            }
        });
    }

    private static String element(XmlScanner tokens, String name, String content) {
        return "<" + tokens.prefix() + name + ">" + content + "</" + tokens.prefix() + name + ">";
    }

    private static String author(String prefix) {
        return "<" + prefix + "author>" + AUTHOR + "</" + prefix + "author>";
    }

    private static String texts(String prefix, int author, List<Note> notes) {
        StringBuilder texts = new StringBuilder();
        for (Note note : notes) {
            texts.append("<p:comment ref=\"".replace("p:", prefix))
                    .append(note.reference())
                    .append("\" authorId=\"")
                    .append(author)
                    .append("\"><p:text><p:t xml:space=\"preserve\">".replace("p:", prefix))
                    .append(XmlText.cellText(shortened(note.text())))
                    .append("</p:t></p:text></p:comment>".replace("p:", prefix));
        }
        return texts.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Drawings of this old kind need not be XML, so they are copied as bytes and lengthened before their end. */
    private void addShapes(String part, List<Note> notes) throws IOException {
        Drawing drawing = Drawing.of(parts, part);
        parts.put(part, out -> {
            try (InputStream in = parts.open(part)) {
                copy(in, out, drawing.end());
                if (!drawing.hasShapeType()) {
                    write(out, SHAPE_TYPE);
                }
                int id = drawing.lastShape();
                for (Note note : notes) {
                    write(out, shape(++id, note));
                }
                in.transferTo(out);
            }
        });
    }

    private static void copy(InputStream in, OutputStream out, long count) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long rest = count;
        while (rest > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
            if (read < 0) {
                throw new IOException("its drawing of notes has become shorter");
            }
            out.write(buffer, 0, read);
            rest -= read;
        }
    }

    private static String shape(int id, Note note) {
        int row = note.row() - 1;
        int lines = Math.min(MOST_LINES, 4 + note.text().length() / CHARACTERS_A_LINE);
        return "<v:shape id=\"" + Drawing.SHAPE_ID + id + "\" type=\"#_x0000_t202\" style=\"position:absolute;"
                + "margin-left:60pt;margin-top:2pt;width:160pt;height:" + 15 * lines
                + "pt;z-index:1;visibility:hidden\""
                + " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
                + "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
                + "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
                + "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>"
                + (note.column() + 1) + ", 15, " + Math.max(0, row - 1) + ", 10, " + (note.column() + 4) + ", 15, "
                + (Math.max(0, row - 1) + lines) + ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + row
                + "</x:Row><x:Column>" + note.column() + "</x:Column></x:ClientData></v:shape>";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
