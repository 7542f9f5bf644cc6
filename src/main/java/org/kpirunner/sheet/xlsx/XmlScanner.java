package org.kpirunner.sheet.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The markup of an XML part, token by token, each with its very bytes, so that what is not changed can be copied as it
 * is. Elements are those of the root's namespace, by their local name; document types are refused.
 */
final class XmlScanner implements Closeable {
    /** What a token is. */
    enum Kind {
        TEXT,
        START,
        /** An element without content, {@code <v/>}. */
        EMPTY,
        END,
        /** A comment, a processing instruction, an element of another namespace. */
        OTHER
    }

    private static final int LONGEST_TOKEN = 1 << 28;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    private int start;
    private int end;
    private int nameStart;
    private int nameEnd;
    private Kind kind = Kind.OTHER;
    private boolean isCharacterData;
    private int depth;
    private byte @Nullable [] prefix;
    private String namespace = "";

    XmlScanner(InputStream in) {
        this.in = in;
    }

    /** Goes to the next token; false after the last one. */
    boolean next() throws IOException {
        start = end;
        if (start > buffer.length / 2) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (!has(start)) {
            if (depth != 0 || prefix == null) {
                throw new IOException("its XML ends too early");
            }
            return false;
        }
        isCharacterData = false;
        if (buffer[start] != '<') {
            kind = Kind.TEXT;
            end = start + 1;
            while (has(end) && buffer[end] != '<') {
                end++;
            }
        } else {
            markup();
        }
        return true;
    }

    private void markup() throws IOException {
        if (!has(start + 1)) {
            throw new IOException("its XML ends within a tag");
        }
        byte second = buffer[start + 1];
        if (second == '?') {
            through("?>");
            kind = Kind.OTHER;
            nameStart = start + 2;
            nameEnd = Math.min(nameStart + "xml".length(), end);
            checkEncoding();
        } else if (second == '!') {
            if (startsWith("<!--")) {
                through("-->");
                kind = Kind.OTHER;
            } else if (startsWith("<![CDATA[")) {
                through("]]>");
                kind = Kind.TEXT;
                isCharacterData = true;
            } else {
                throw new IOException("its XML has a document type, which no workbook needs");
            }
        } else {
            tag(second == '/');
        }
    }

    private void tag(boolean closes) throws IOException {
        int quote = 0;
        int at = start + 1;
        for (; ; at++) {
            if (!has(at)) {
                throw new IOException("its XML ends within a tag");
            }
            byte letter = buffer[at];
            if (letter == '>' && quote == 0) {
                break;
            }
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            }
        }
        end = at + 1;
        nameStart = start + (closes ? 2 : 1);
        nameEnd = nameStart;
        while (!isSpace(buffer[nameEnd]) && buffer[nameEnd] != '/' && buffer[nameEnd] != '>') {
            nameEnd++;
        }
        kind = closes ? Kind.END : buffer[end - 2] == '/' ? Kind.EMPTY : Kind.START;
        depth += kind == Kind.START ? 1 : kind == Kind.END ? -1 : 0;
        readPrefix();
    }

    private void readPrefix() {
        byte[] known = prefix;
        if (known == null) {
            known = Arrays.copyOfRange(buffer, nameStart, afterColon());
            prefix = known;
            String name = new String(known, StandardCharsets.UTF_8);
            String declared = attribute(name.isEmpty() ? "xmlns" : "xmlns:" + name.substring(0, name.length() - 1));
            namespace = declared == null ? "" : declared;
        }
        int local = afterColon();
        if (Arrays.equals(buffer, nameStart, local, known, 0, known.length)) {
            nameStart = local;
        } else {
            kind = Kind.OTHER;
        }
    }

    private int afterColon() {
        for (int i = nameStart; i < nameEnd; i++) {
            if (buffer[i] == ':') {
                return i + 1;
            }
        }
        return nameStart;
    }

    private void checkEncoding() throws IOException {
        String encoding = startsWith("<?xml") ? attribute("encoding") : null;
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("US-ASCII")) {
            throw new IOException("its XML is written in " + encoding + " and not in UTF-8");
        }
    }

    private void through(String closing) throws IOException {
        end = start + 2;
        int matched = 0;
        while (matched < closing.length()) {
            if (!has(end)) {
                throw new IOException("its XML ends within markup");
            }
            if (buffer[end] == closing.charAt(matched)) {
                matched++;
            } else {
                // "]]]>" and "--->" end as well: step back to the longest beginning that still fits.
                matched = matched > 0 && buffer[end] == closing.charAt(matched - 1) ? matched : 0;
            }
            end++;
        }
    }

    private boolean startsWith(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (!has(start + i) || buffer[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a byte at this place; reads on until there is, leaving the places of the token as they are. */
    private boolean has(int place) throws IOException {
        while (place >= limit) {
            if (limit == buffer.length) {
                if (limit - start > LONGEST_TOKEN) {
                    throw new IOException("its XML has a tag or text of more than " + LONGEST_TOKEN + " bytes");
                }
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /** The namespace of the root, and of all elements that are not {@link Kind#OTHER}. */
    String namespace() {
        return namespace;
    }

    /** The prefix of the root with its colon, to write elements of the same namespace with. */
    String prefix() {
        return prefix == null ? "" : new String(prefix, StandardCharsets.UTF_8);
    }

    /** How many elements are open after this token: 1 after the root's start, and after each of its children. */
    int depth() {
        return depth;
    }

    boolean isStart(String local) {
        return (kind == Kind.START || kind == Kind.EMPTY) && isNamed(local);
    }

    boolean isEnd(String local) {
        return kind == Kind.END && isNamed(local);
    }

    private boolean isNamed(String local) {
        return nameEnd - nameStart == local.length() && equal(nameStart, local);
    }

    /** The local name of an element. */
    String name() {
        return new String(buffer, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
    }

    /** The value of an attribute of this tag, its entities resolved; null where there is none. */
    @Nullable
    String attribute(String name) {
        return attribute(name, false);
    }

    /** The value of an attribute that is a whole number. */
    int number(String name, int otherwise) throws IOException {
        String value = attribute(name);
        return value == null ? otherwise : number(value);
    }

    static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("its XML has \"" + text + "\" where a whole number should be", e);
        }
    }

    /** The id of a relationship: the attribute {@code id} of another namespace. */
    @Nullable
    String relationshipId() {
        return attribute(":id", true);
    }

    private @Nullable String attribute(String name, boolean isEnd) {
        int at = nameEnd;
        while (true) {
            while (at < end && isSpace(buffer[at])) {
                at++;
            }
            int from = at;
            while (at < end && buffer[at] != '=' && buffer[at] != '>' && !isSpace(buffer[at])) {
                at++;
            }
            int to = at;
            while (at < end && buffer[at] != '"' && buffer[at] != '\'') {
                at++;
            }
            if (at >= end) {
                return null;
            }
            byte quote = buffer[at++];
            int value = at;
            while (buffer[at] != quote) {
                at++;
            }
            int length = name.length();
            if ((to - from == length || (isEnd && to - from > length)) && equal(to - length, name)) {
                return XmlText.resolve(new String(buffer, value, at - value, StandardCharsets.UTF_8));
            }
            at++;
        }
    }

    private boolean equal(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (buffer[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text of a {@link Kind#TEXT} token, its entities resolved. */
    String text() {
        if (isCharacterData) {
            int opening = "<![CDATA[".length();
            int closing = "]]>".length();
            return new String(buffer, start + opening, end - start - opening - closing, StandardCharsets.UTF_8);
        }
        return XmlText.resolve(raw());
    }

    /** The token as it stands in the part. */
    String raw() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** Copies the token as it stands in the part. */
    void writeTo(OutputStream out) throws IOException {
        out.write(buffer, start, end - start);
    }

    private static boolean isSpace(byte letter) {
        return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
