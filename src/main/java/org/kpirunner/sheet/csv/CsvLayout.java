package org.kpirunner.sheet.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Header.Second;

/**
 * How a CSV file is laid out, known from reading all of it.
 *
 * @param mark what stands before the header: a byte order mark, a line {@code sep=;}
 * @param rawHeader the fields of the header as they stand in the file
 * @param width the most fields that a record has
 * @param lineEnd what ends a line
 * @param endsLine whether the last line is ended too
 * @param laterHeaders the lines below the header that repeat it
 */
record CsvLayout(
        String mark,
        char delimiter,
        List<String> rawHeader,
        int width,
        String lineEnd,
        boolean endsLine,
        List<Long> laterHeaders) {
    static final CsvLayout EMPTY = new CsvLayout("", ',', List.of(), 0, "\n", true, List.of());

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String SEPARATOR_LINE = "sep=";
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    CsvLayout {
        rawHeader = List.copyOf(rawHeader);
        laterHeaders = List.copyOf(laterHeaders);
    }

    /**
     * Reads a file.
     *
     * @param names headers that it may have: they tell which delimiter it uses
     */
    static CsvLayout of(Path file, Set<String> names) throws IOException {
        checkEncoding(file);
        String mark = mark(file);
        char delimiter = mark.contains(SEPARATOR_LINE)
                ? mark.charAt(mark.indexOf(SEPARATOR_LINE) + SEPARATOR_LINE.length())
                : delimiter(file, mark, names);
        try (CsvRecords records = open(file, mark, delimiter)) {
            if (!records.next()) {
                return new CsvLayout(mark, delimiter, List.of(), 0, "\n", true, List.of());
            }
            return of(file, mark, delimiter, records);
        }
    }

    private static CsvLayout of(Path file, String mark, char delimiter, CsvRecords records) throws IOException {
        List<String> rawHeader = fields(records);
        List<String> header = rawHeader.stream().map(CsvLayout::text).toList();
        int dateTime = Math.max(0, header.indexOf(Appender.DATE_TIME));
        String lineEnd = records.lineEnd().isEmpty() ? "\n" : records.lineEnd();
        int width = records.fields();
        List<Long> laterHeaders = new ArrayList<>();
        boolean endsLine;
        do {
            if (records.hasOpenQuote()) {
                throw unreadable(file, records.line(), "a quote is opened and never closed");
            }
            endsLine = !records.lineEnd().isEmpty();
            width = Math.max(width, records.fields());
        } while (records.next() && noteHeader(records, dateTime, laterHeaders));
        if (rawHeader.isEmpty() && width > 0) {
            throw unreadable(file, 1, "the line is blank, and the header should be there");
        }
        return new CsvLayout(mark, delimiter, rawHeader, width, lineEnd, endsLine, laterHeaders);
    }

    private static boolean noteHeader(CsvRecords records, int dateTime, List<Long> laterHeaders) {
        if (Header.normal(records.text(dateTime)).equals(Appender.DATE_TIME)) {
            laterHeaders.add(records.line());
        }
        return true;
    }

    static CsvRecords open(Path file, String mark, char delimiter) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(mark.getBytes(StandardCharsets.UTF_8).length);
        return new CsvRecords(in, delimiter);
    }

    /** The header as the header logic wants it. */
    Header header() {
        List<Header.Column> columns = IntStream.range(0, rawHeader.size())
                .mapToObj(i -> new Header.Column(i, text(rawHeader.get(i)), Optional.empty(), Second.BLANK))
                .toList();
        return new Header(columns, width);
    }

    List<String> warnings(boolean repair) {
        return laterHeaders.stream()
                .map(line -> "line " + line + " is another header"
                        + (repair
                                ? "; it is taken out if it is the same as the first"
                                : " and is left alone; --repair takes it out if it is the same as the first"))
                .toList();
    }

    private static String text(String raw) {
        return CsvText.unsafe(CsvText.read(raw));
    }

    private static void checkEncoding(Path file) throws IOException {
        char[] nowhere = new char[1 << 14];
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            while (reader.read(nowhere) >= 0) {
                // A decoder of its own reports what an InputStreamReader would replace.
            }
        } catch (CharacterCodingException e) {
            throw new KpiException(
                    Reason.SHEET_UNREADABLE,
                    file + ": is not UTF-8; save it as \"CSV UTF-8\" where it was changed last, then deliver again",
                    e);
        }
    }

    private static String mark(Path file) throws IOException {
        try (CsvRecords first = open(file, "", ',')) {
            String line = first.next() ? new String(first.bytes(), StandardCharsets.UTF_8) : "";
            String mark = line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
            boolean separates = line.length() == mark.length() + SEPARATOR_LINE.length() + 1
                    && line.startsWith(SEPARATOR_LINE, mark.length());
            return separates ? line + first.lineEnd() : mark;
        }
    }

    private static char delimiter(Path file, String mark, Set<String> names) throws IOException {
        char best = DELIMITERS.get(0);
        long most = -1;
        for (char delimiter : DELIMITERS) {
            try (CsvRecords records = open(file, mark, delimiter)) {
                List<String> fields = records.next() ? fields(records) : List.of();
                long known = fields.stream()
                        .filter(raw -> names.contains(Header.normal(text(raw))))
                        .count();
                long score = known * Integer.MAX_VALUE + fields.size();
                if (score > most) {
                    most = score;
                    best = delimiter;
                }
            }
        }
        return best;
    }

    private static List<String> fields(CsvRecords records) {
        return IntStream.range(0, records.fields()).mapToObj(records::raw).toList();
    }

    private static KpiException unreadable(Path file, long line, String what) {
        return new KpiException(Reason.SHEET_UNREADABLE, file + ":" + line + ": " + what);
    }
}
