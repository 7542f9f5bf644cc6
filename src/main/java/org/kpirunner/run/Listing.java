package org.kpirunner.run;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Json;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** A table of typed values for people and for programs. */
public final class Listing {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Answer answer;

    private Listing(Answer answer) {
        this.answer = answer;
    }

    static Listing of(List<String> columns, List<List<Value>> rows) {
        return new Listing(
                new Answer(columns.stream().map(name -> new Column(name, "")).toList(), rows));
    }

    /** A listing of texts. */
    public static Listing ofTexts(List<String> columns, List<List<String>> rows) {
        return of(
                columns,
                rows.stream()
                        .map(row -> row.stream().<Value>map(Value.Text::new).toList())
                        .toList());
    }

    public List<String> columns() {
        return answer.columns().stream().map(Column::name).toList();
    }

    /** The values as plain text. */
    public List<List<String>> rows() {
        return rows(Plain::of);
    }

    /** The values as people like to read them: times to the minute, in a zone. */
    public List<List<String>> rows(ZoneId zone) {
        return rows(value -> value instanceof Value.Point point
                ? MINUTE.format(point.instant().atZone(zone))
                : Plain.of(value));
    }

    private List<List<String>> rows(Function<Value, String> text) {
        return answer.rows().stream()
                .map(row -> row.stream().map(text).toList())
                .toList();
    }

    /** A header line and a line for each row. */
    public List<String> csv() {
        return Stream.concat(Stream.of(columns()), rows().stream())
                .map(fields -> fields.stream().map(Listing::quoted).collect(Collectors.joining(",")))
                .toList();
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter < ' ');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** An array with an object for each row. */
    public String json() {
        return Json.of(answer);
    }
}
