package org.kpirunner.sheet.csv;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of a CSV file, one after the other, each with its very bytes; quotes are read as generously as can be. */
final class CsvRecords implements Closeable {
    private static final int NONE = -2;

    private final InputStream in;
    private final int delimiter;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private String lineEnd = "";
    private long line = 1;
    private long nextLine = 1;
    private boolean openQuote;
    private int peeked = NONE;

    CsvRecords(InputStream in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Goes to the next record; false at the end. */
    boolean next() throws IOException {
        record.reset();
        starts.clear();
        line = nextLine;
        openQuote = false;
        int read = read();
        if (read < 0) {
            return false;
        }
        boolean atStart = true;
        boolean quoted = false;
        starts.add(0);
        for (; ; read = read()) {
            if (read < 0 || (!quoted && (read == '\n' || read == '\r'))) {
                openQuote = quoted;
                end(read);
                return true;
            }
            record.write(read);
            if (quoted) {
                nextLine += read == '\n' ? 1 : 0;
                quoted = read != '"' || isSecondQuote();
            } else if (read == '"' && atStart) {
                quoted = true;
            } else if (read == delimiter) {
                starts.add(record.size());
            }
            atStart = !quoted && read == delimiter;
        }
    }

    private boolean isSecondQuote() throws IOException {
        if (peek() == '"') {
            record.write(read());
            return true;
        }
        return false;
    }

    private void end(int read) throws IOException {
        bytes = record.toByteArray();
        nextLine++;
        if (read == '\r' && peek() == '\n') {
            read();
            lineEnd = "\r\n";
        } else {
            lineEnd = read < 0 ? "" : Character.toString(read);
        }
    }

    private int read() throws IOException {
        int read = peek();
        peeked = NONE;
        return read;
    }

    private int peek() throws IOException {
        if (peeked == NONE) {
            peeked = in.read();
        }
        return peeked;
    }

    /** The record as it stands in the file, without its line end. */
    byte[] bytes() {
        return bytes;
    }

    /** What ends the record; empty at the end of a file that lacks the last one. */
    String lineEnd() {
        return lineEnd;
    }

    /** The line on which the record begins, from 1. */
    long line() {
        return line;
    }

    /** Whether the file ended within quotes. */
    boolean hasOpenQuote() {
        return openQuote;
    }

    boolean isBlank() {
        return bytes.length == 0;
    }

    int fields() {
        return isBlank() ? 0 : starts.size();
    }

    /** A field as it stands in the file, quotes and all. */
    String raw(int field) {
        int start = starts.get(field);
        int end = field + 1 < starts.size() ? starts.get(field + 1) - 1 : bytes.length;
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The text of a field; empty where the record is too short to have it. */
    String text(int field) {
        return field < fields() ? CsvText.read(raw(field)) : "";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
