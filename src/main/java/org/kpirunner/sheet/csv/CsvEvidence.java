package org.kpirunner.sheet.csv;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Fingerprint;
import org.kpirunner.sheet.Sheet.Proof;
import org.kpirunner.table.Plain;

/**
 * By what one can tell later whether a write to a CSV file was done: what the file was before, what it would be after,
 * and each run's row.
 */
record CsvEvidence(Fingerprint before, Fingerprint after, char delimiter, Map<String, Written> rows) {
    /**
     * A row.
     *
     * @param earlier how often the same text was there already
     * @param dateTime its date and time as they stand in the file
     */
    record Written(long earlier, String dateTime, String text) {}

    static CsvEvidence of(CsvEdit edit) throws IOException {
        Fingerprint before =
                edit.source().isPresent() ? Fingerprint.of(edit.source().get()) : Fingerprint.NONE;
        char delimiter = edit.layout().delimiter();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Line line : edit.alignment().lines()) {
            counts.put(trimmed(edit.row(line), delimiter), 0L);
        }
        if (edit.source().isPresent()) {
            count(edit.source().get(), delimiter, counts);
        }
        Map<String, Written> rows = new LinkedHashMap<>();
        for (Line line : edit.alignment().lines()) {
            String text = trimmed(edit.row(line), delimiter);
            rows.put(line.run(), new Written(counts.merge(text, 1L, Long::sum) - 1, Plain.of(line.dateTime()), text));
        }
        return new CsvEvidence(before, Fingerprint.of(edit::writeTo), delimiter, rows);
    }

    Proof proof(Path file, String run) throws IOException {
        Written written = rows.get(run);
        if (written == null) {
            return Proof.UNKNOWN;
        }
        if (!Files.exists(file)) {
            return before.equals(Fingerprint.NONE) ? Proof.NOT_LANDED : Proof.UNKNOWN;
        }
        // All that we add is at the end: whoever adds more leaves what was there as the beginning of the file.
        if (after.isBeginningOf(file)) {
            return Proof.LANDED;
        }
        if (before.equals(Fingerprint.of(file))
                || (before.length() > 0
                        && before.isBeginningOf(file)
                        && !restOf(file).contains(written.dateTime()))) {
            return Proof.NOT_LANDED;
        }
        Map<String, Long> counts = new LinkedHashMap<>(Map.of(written.text(), 0L));
        count(file, delimiter, counts);
        return counts.getOrDefault(written.text(), 0L) > written.earlier() ? Proof.LANDED : Proof.UNKNOWN;
    }

    private String restOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(before.length());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void count(Path file, char delimiter, Map<String, Long> counts) throws IOException {
        try (CsvRecords records = CsvLayout.open(file, "", delimiter)) {
            while (records.next()) {
                String text = trimmed(new String(records.bytes(), StandardCharsets.UTF_8), delimiter);
                counts.computeIfPresent(text, (same, count) -> count + 1);
            }
        }
    }

    /** A new column adds delimiters to every line. */
    private static String trimmed(String record, char delimiter) {
        int end = record.length();
        while (end > 0 && record.charAt(end - 1) == delimiter) {
            end--;
        }
        return record.substring(0, end);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(before).append('\n').append(after).append('\n').append((int) delimiter);
        rows.forEach((run, written) -> text.append('\n')
                .append(run)
                .append(' ')
                .append(written.earlier())
                .append(' ')
                .append(URLEncoder.encode(written.dateTime(), StandardCharsets.UTF_8))
                .append(' ')
                .append(URLEncoder.encode(written.text(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    static CsvEvidence parse(String text) {
        String[] lines = text.split("\n", -1);
        Map<String, Written> rows = new LinkedHashMap<>();
        for (int i = 3; i < lines.length; i++) {
            String[] parts = lines[i].split(" ", -1);
            rows.put(
                    parts[0],
                    new Written(
                            Long.parseLong(parts[1]),
                            URLDecoder.decode(parts[2], StandardCharsets.UTF_8),
                            URLDecoder.decode(parts[3], StandardCharsets.UTF_8)));
        }
        return new CsvEvidence(
                Fingerprint.parse(lines[0]), Fingerprint.parse(lines[1]), (char) Integer.parseInt(lines[2]), rows);
    }
}
