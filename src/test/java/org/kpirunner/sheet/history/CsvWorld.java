package org.kpirunner.sheet.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.csv.CsvSheet;

/** A CSV file, and people who change it with a program that writes it anew in its own way. */
final class CsvWorld implements World {
    private final Path file;
    private final Random random;

    CsvWorld(Path folder, Random random) {
        this.file = folder.resolve("kpis.csv");
        this.random = random;
    }

    @Override
    public Sheet sheet() {
        return new CsvSheet(file, false, Duration.ofSeconds(30));
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public String tab() {
        return "";
    }

    @Override
    public boolean hasTags() {
        return false;
    }

    @Override
    public boolean hasNotes() {
        return false;
    }

    @Override
    public void arrange(List<Integer> order) throws IOException {
        List<List<String>> records = new ArrayList<>();
        for (List<String> record : records()) {
            records.add(order.stream()
                    .map(place -> place < 0 ? "" : Shown.at(record, place))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
        write(records);
    }

    @Override
    public void header(int column, String text) throws IOException {
        set(column, 0, text);
    }

    @Override
    public void cell(int column, int row, String text) throws IOException {
        set(column, row + 1, text);
    }

    private void set(int column, int record, String text) throws IOException {
        List<List<String>> records = records();
        while (records.get(record).size() <= column) {
            records.get(record).add("");
        }
        records.get(record).set(column, text);
        write(records);
    }

    @Override
    public void note(int column, int row, String text) {
        throw new IllegalStateException("CSV has no notes");
    }

    @Override
    public Shown read() throws IOException {
        List<List<String>> records = records();
        return new Shown(records.get(0), List.of(), records.subList(1, records.size()), List.of());
    }

    private void write(List<List<String>> records) throws IOException {
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        String text = records.stream()
                .map(record -> record.stream().map(this::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining(lineEnd));
        // A blank line that is not ended would be none.
        boolean isEnded = random.nextBoolean() || text.endsWith(lineEnd);
        Files.writeString(file, (random.nextBoolean() ? "\ufeff" : "") + text + (isEnded ? lineEnd : ""));
    }

    private String field(String text) {
        boolean quotes = random.nextInt(4) == 0 || text.matches("(?s).*[,\"\r\n].*");
        return quotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Reads as RFC 4180 says; an apostrophe before a sign is ours. */
    private List<List<String>> records() throws IOException {
        String text = Files.readString(file);
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        for (int i = text.startsWith("\ufeff") ? 1 : 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' && isQuoted && text.startsWith("\"\"", i)) {
                field.append(text.charAt(++i));
            } else if (letter == '"') {
                isQuoted = !isQuoted;
            } else if (letter == ',' && !isQuoted) {
                record.add(field.toString());
                field.setLength(0);
            } else if (letter == '\n' && !isQuoted) {
                record.add(field.toString());
                field.setLength(0);
                records.add(record);
                record = new ArrayList<>();
            } else if (letter != '\r' || isQuoted) {
                field.append(letter);
            }
        }
        if (!record.isEmpty() || !field.isEmpty()) {
            record.add(field.toString());
            records.add(record);
        }
        return records;
    }
}
